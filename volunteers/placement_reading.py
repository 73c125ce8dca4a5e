"""A placement as the coordination reads it: steps, ways to reach both sides, agreement, questions, history."""

from dataclasses import dataclass

from django.utils import timezone

from herne_integration import history
from volunteers import steps_ahead
from volunteers.choices.agreements import WITHOUT_AGREEMENT
from volunteers.choices.eligibility import ReasonCode
from volunteers.models import CooperationAgreement, Placement, doors

WORDS = {"age": "…", "hours": "…", "languages": "…", "level": "…", "requirement": "…", "skill": "…", "until": "…"}
UNSIGNED = "Beide hatten die Vereinbarung noch nicht unterschrieben."


@dataclass(frozen=True)
class Shown:
    """Everything that the page of a placement shows."""

    placement: Placement
    steps: list
    agreement: CooperationAgreement | None
    follow_ups: list
    edits: list
    exceptions: list
    is_released: bool
    is_running: bool

    @property
    def main_steps(self):
        """Buttons of their own."""
        return [step for step in self.steps if not step.has_form]

    @property
    def form_steps(self):
        """Links to a form."""
        return [step for step in self.steps if step.has_form]


def today():
    """The day in Herne."""
    return timezone.localdate()


def shown(placement):
    """What the page shows, in a fixed number of queries."""
    agreement = CooperationAgreement.objects.filter(placement=placement).select_related("text").first()
    steps = steps_ahead.ahead(
        placement.state,
        is_agreed=placement.agreed_at is not None,
        is_fixed=bool(agreement and (agreement.volunteer_signed_at or agreement.organisation_signed_at)),
        is_signed=bool(agreement and agreement.is_signed),
    )
    is_released = Placement.objects.filter(doors.released(), pk=placement.pk).exists()
    return Shown(
        placement=placement,
        steps=steps,
        agreement=agreement,
        follow_ups=list(placement.follow_ups.select_related("answer")),
        edits=history.edits(placement, limit=20),
        exceptions=[_exception(code) for code in placement.override_codes],
        is_released=is_released,
        is_running=bool(steps),
    )


def _exception(code):
    if code == WITHOUT_AGREEMENT:
        return UNSIGNED
    return str(ReasonCode(code).label) % WORDS if code in ReasonCode.values else code
