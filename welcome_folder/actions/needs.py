"""What somebody needs and wants, written down on a day."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from welcome_folder.actions import team
from welcome_folder.actions.safety import lock_folder
from welcome_folder.choices.folders import LED
from welcome_folder.models import Need, NeedsAssessment


@transaction.atomic
def assess(*, folder, by, institution, assessed_on, review_due_on, wishes="", goals="", needs):
    """Writes a new look beside the earlier ones; `needs`: {area key: (urgency, words)}. Returns it."""
    folder = lock_folder(folder.pk)
    if folder.state not in LED:
        raise RuleBroken(team.NOT_LED)
    if not needs and not wishes.strip() and not goals.strip():
        raise RuleBroken("Bitte tragen Sie mindestens einen Bedarf, einen Wunsch oder ein Ziel ein.")
    if assessed_on > timezone.localdate():
        raise RuleBroken("Erhoben wird heute oder früher.")
    made = NeedsAssessment.objects.create(
        folder=folder,
        organisation=institution,
        assessed_on=assessed_on,
        review_due_on=review_due_on,
        wishes=wishes.strip(),
        goals=goals.strip(),
        entered_at=timezone.now(),
        entered_by=by,
    )
    Need.objects.bulk_create(
        Need(assessment=made, area_id=area, urgency=urgency, words=words) for area, (urgency, words) in needs.items()
    )
    return made
