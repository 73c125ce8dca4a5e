"""The rounds of a fund, year by year, for the office."""

from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum
from django.utils import timezone

from fund import deadlines
from fund.choices.applications import ApplicationState
from fund.models import Round

# "Vier bis sechs Runden im Jahr", Ratsvorlage 2017/0429.
FEWEST, MOST = 4, 6


@dataclass
class Year:
    """The rounds that close in a year, and what their number says."""

    year: int
    rounds: list = field(default_factory=list)

    @property
    def sentence(self):
        """Whether that is how the council meant it."""
        number = len(self.rounds)
        said = f"{number} {'Runde' if number == 1 else 'Runden'}, vorgesehen sind {FEWEST} bis {MOST}."
        return said if FEWEST <= number <= MOST else f"{said} Bitte prüfen."

    @property
    def is_usual(self):
        """Four to six."""
        return FEWEST <= len(self.rounds) <= MOST


def years(fund, at):
    """`Year`s, the newest first; every round carries `number`, `sum` (of what came in) and `badge`, `word`."""
    came_in = ~Q(applications__state=ApplicationState.DRAFT)
    rows = Round.objects.filter(fund=fund).select_related("guideline").order_by("-opens_at")
    rows = rows.annotate(
        number=Count("applications", filter=came_in), sum=Sum("applications__amount_requested", filter=came_in)
    )
    found = {}
    for one in rows:
        one.badge, one.word = _standing(one, at)
        year = timezone.localdate(one.closes_at).year
        found.setdefault(year, Year(year)).rounds.append(one)
    return [found[year] for year in sorted(found, reverse=True)]


def _standing(one, at):
    if deadlines.takes(deadlines.Window(one.name, one.opens_at, one.closes_at), at):
        return "success", "offen"
    return ("info", "kommt") if at < one.opens_at else ("neutral", "geschlossen")
