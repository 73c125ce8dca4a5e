"""The agreement for good cooperation: drawn up once two were introduced, signed by both."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from herne_integration.rules import RuleBroken
from volunteers.actions.records import locked, recorded, require_coordinator, require_seen, stamp
from volunteers.choices.agreements import Insurance, Side
from volunteers.choices.placements import LIVE
from volunteers.models import AgreementText, CooperationAgreement
from volunteers.models.agreements import may_sign_for_organisation

NOT_YOURS = _("Jede Seite unterschreibt selbst.")


@transaction.atomic
def publish_text(*, text, by):
    """A new version of the words; what was signed stays under its own."""
    last = AgreementText.objects.select_for_update().order_by("-number").first()
    return AgreementText.objects.create(
        number=last.number + 1 if last else 1, text=text, published_at=timezone.now(), published_by=by
    )


@transaction.atomic
def draw_up(*, placement, insurance, by, tasks_text="", insurance_note=""):
    """The agreement of a placement in the newest words; drawn up again it is changed, as long as nobody has signed."""
    placement = locked(placement)
    require_coordinator(by)
    if placement.state not in LIVE:
        raise RuleBroken("Eine Vereinbarung schließen zwei, die einander vorgestellt sind.")
    if insurance not in Insurance.values:
        raise RuleBroken("Bitte nennen Sie, wer diesen Einsatz versichert.")
    text = AgreementText.objects.newest()
    if text is None:
        raise RuleBroken("Es gibt noch keinen Text der Vereinbarung.")
    agreement = CooperationAgreement.objects.filter(placement=placement).first()
    if agreement and (agreement.volunteer_signed_at or agreement.organisation_signed_at):
        raise RuleBroken("Diese Vereinbarung ist schon unterschrieben und ändert sich nicht mehr.")
    agreement = agreement or CooperationAgreement(placement=placement, version=0)
    agreement.text, agreement.insurance = text, insurance
    agreement.tasks_text, agreement.insurance_note = tasks_text, insurance_note
    agreement.version += 1
    stamp(agreement, "drawn_up", by=by, at=timezone.now())
    with recorded("Vereinbarung erstellt", by=by):
        agreement.save()
    return agreement


@transaction.atomic
def sign(*, agreement, side, by, version=None):
    """One side signs what it has read; the coordination signs for nobody."""
    agreement = locked(agreement)
    require_seen(agreement, version)
    is_volunteer = side == Side.VOLUNTEER
    may = agreement.placement.volunteer.user_id == by.pk if is_volunteer else may_sign_for_organisation(by, agreement)
    if not may:
        raise RuleBroken(NOT_YOURS)
    if agreement.placement.state not in LIVE:
        raise RuleBroken(_("Diese Vermittlung ist beendet."))
    decision = "volunteer_signed" if is_volunteer else "organisation_signed"
    if getattr(agreement, f"{decision}_at"):
        raise RuleBroken(_("Das ist schon unterschrieben."))
    other = agreement.organisation_signed_by_id if is_volunteer else agreement.volunteer_signed_by_id
    if other == by.pk:
        raise RuleBroken(NOT_YOURS)
    stamp(agreement, decision, by=by, at=timezone.now())
    with recorded("unterschrieben", by=by):
        agreement.save()
    return agreement
