"""What the plan page shows: progress, steps in their order, needs, status, and what another path would change."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from offers.models.paths import PathStep
from welcome_folder import plan_reading
from welcome_folder.choices.needs import Urgency
from welcome_folder.choices.plans import StepState
from welcome_folder.models import Need, NeedsAssessment, PlanStep


@dataclass(frozen=True)
class Shown:
    """The plan of a folder as one reader may see it, on a day."""

    day: date
    plan: Any
    open_steps: list
    settled_steps: list
    assessment: Any
    needs: list
    statuses: list
    legal_areas: list
    choice: Any
    proposed: Any
    change: Any

    @property
    def done(self):
        """How many steps are done or dropped."""
        return len(self.settled_steps)

    @property
    def total(self):
        """How many steps there are."""
        return len(self.open_steps) + self.done

    @property
    def overdue(self):
        """Open steps whose day is over; they count as open."""
        return [step for step in self.open_steps if step.due_on < self.day]

    @property
    def is_review_due(self):
        """Whether somebody should look at the needs again."""
        return self.assessment is not None and self.assessment.review_due_on <= self.day


def shown(folder, user, *, day):
    """Reads everything for the plan page; the number of queries does not grow with the steps."""
    steps = PlanStep.objects.visible_to(user).filter(folder=folder)
    steps = list(steps.select_related("area", "institution__folder_institution", "settled_by"))
    plan = folder.plans.filter(ended_at__isnull=True).select_related("path_version__path").first()
    assessment = NeedsAssessment.objects.visible_to(user).filter(folder=folder).first()
    needs = Need.objects.visible_to(user).filter(assessment=assessment).exclude(urgency=Urgency.NONE)
    version, choice = plan_reading.choose(folder, day=day)
    is_another = plan is not None and version is not None and version.pk != plan.path_version_id
    return Shown(
        day=day,
        plan=plan,
        open_steps=[step for step in steps if step.state == StepState.OPEN],
        settled_steps=[step for step in steps if step.state != StepState.OPEN],
        assessment=assessment,
        needs=list(needs.select_related("area")) if assessment else [],
        statuses=list(folder.statuses.visible_to(user).select_related("status").order_by("-starts_on")),
        legal_areas=list(folder.legal_areas.visible_to(user).order_by("-starts_on")),
        choice=choice,
        proposed=version,
        change=version if is_another else None,
    )


@dataclass(frozen=True)
class DifferenceShown:
    """Steps of paths and of the plan instead of keys."""

    add: list
    drop: list
    keep: list


def difference(folder, version, user):
    """What changing to a version would do, in steps that the reader may see."""
    change = plan_reading.difference(folder, version)
    readable = set(PlanStep.objects.visible_to(user).filter(folder=folder).values_list("pk", flat=True))
    of_path = PathStep.objects.in_bulk(change.add)
    return DifferenceShown(
        add=[of_path[key] for key in change.add],
        drop=[step for step in change.drop if step.pk in readable and step.state == StepState.OPEN],
        keep=[step for _new, step in change.keep if step.pk in readable],
    )
