"""What runs of matching count with, and when they go. Nothing here loads SciPy."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from volunteers import matching_reading
from volunteers.actions.records import require_coordinator
from volunteers.models import MatchRun, MatchScore, MatchWeights

# Proposals age quickly, and a run says something about everybody.
KEPT_FOR = timedelta(days=180)
FIRST_DAY = date(2000, 1, 1)


@transaction.atomic
def set_weights(*, valid_from, by, note="", **weights):
    """New weights from a day on; `weights` names every aspect, as decimals. What runs have counted with stays."""
    require_coordinator(by)
    if valid_from < timezone.localdate():
        raise RuleBroken("Neue Gewichte gelten frühestens ab heute.")
    row = MatchWeights(valid_from=valid_from, note=note, set_at=timezone.now(), set_by=by, **weights)
    if MatchWeights.objects.filter(valid_from=valid_from).exists():
        raise RuleBroken("Für diesen Tag gibt es schon Gewichte. Bitte wählen Sie einen späteren.")
    row.full_clean()
    row.save(force_insert=True)
    return row


def purge(*, at):
    """Deletes runs whose time is over; returns how many."""
    old = MatchRun.objects.filter(asked_at__lt=at - KEPT_FOR)
    number = old.count()
    old.delete()
    return number


def forget(*, key):
    """Deletes what runs have found about somebody who leaves or is erased; counts of runs stay as they are."""
    MatchScore.objects.filter(volunteer=key).delete()


def first_weights(by):
    """Those of `ranking`, where nobody has decided otherwise yet."""
    note = "Anfangswerte, noch von niemandem beschlossen"
    start = {"note": note, "set_at": timezone.now(), "set_by": by, **matching_reading.first_weights()}
    return MatchWeights.objects.get_or_create(valid_from=FIRST_DAY, defaults=start)[0]
