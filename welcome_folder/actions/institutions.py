"""Which institutions work with folders, and what each one may do there."""

from django.db import transaction

from herne_integration.rules import RuleBroken
from welcome_folder.models import CareTeamMember

IN_TEAMS = "Diese Stelle ist an Ordnern beteiligt. Eine Ausländerbehörde ist an keinem beteiligt."
STILL_COVERED = "In laufenden Beteiligungen dieser Stelle stehen noch Beratungsfelder, die hier fehlen: %s."


@transaction.atomic
def add(*, institution):
    """A new one; returns it. Its organisation stands in the directory already."""
    institution.areas = sorted(institution.areas)
    institution.full_clean()
    institution.save(force_insert=True)
    return institution


@transaction.atomic
def change(*, institution):
    """Saves from the instance of a `VersionedForm`: nothing is taken away that a live place in a team builds on."""
    live = CareTeamMember.objects.filter(organisation=institution.organisation_id, ended_at__isnull=True)
    if institution.is_immigration_office and live.exists():
        raise RuleBroken(IN_TEAMS)
    used = {area for areas in live.values_list("areas", flat=True) for area in areas}
    if missing := sorted(used - set(institution.areas)):
        raise RuleBroken(STILL_COVERED % ", ".join(missing))
    institution.areas = sorted(institution.areas)
    institution.save(force_update=True)
    return institution
