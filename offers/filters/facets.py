"""What offers can be narrowed by. Each facet answers yes, no or "nobody has said" for an offer; silence is no "no".

The answers are SQL about `listed`, a row of `ListedOffer`: true, false, or null for silence. What a visitor chose comes
as a parameter of the facet's name, never as text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateRange, NumericRange
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from offers.audience import BITS
from offers.choices import LOCAL_ORIGINS, NEIGHBOUR_ORIGINS, Origin, SelfWord, Weekday
from offers.hours import is_public_holiday
from offers.opening_hours import DAY, HERNE, minute

YES = "ja"
NEIGHBOURS, EVERYWHERE = "nachbarn", "alle"
REGIONS = {NEIGHBOURS: _("auch Nachbarstädte"), EVERYWHERE: _("auch Beispiele aus anderen Städten")}
HERE = _("Herne und bundesweit")
ORIGINS = {"": LOCAL_ORIGINS, NEIGHBOURS: NEIGHBOUR_ORIGINS, EVERYWHERE: tuple(Origin)}
SOON = timedelta(weeks=4)
LONGEST_NUMBER = 9
# Which hours say anything about today.
ANY_DAY, HOLIDAYS = NumericRange(0, 8 * DAY), NumericRange(7 * DAY, 8 * DAY)


@dataclass(frozen=True)
class Facet:
    """One question: `answer` is SQL; `texts(words)` are the choices, none means there is only yes."""

    name: str
    label: Promise
    answer: str
    texts: Callable | None = None

    @property
    def is_flag(self):
        """Whether there is only yes to choose."""
        return self.texts is None

    def allows(self, value, words):
        """Whether the address may carry this value."""
        return value == YES if self.is_flag else value in self.texts(words)


class AnyNumber:
    """The keys that an institution may have; whether there is one, the database knows."""

    def __contains__(self, value):
        return value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER


FACETS = (
    Facet(
        "topic",
        _("Thema"),
        "%(topic)s = ANY(nullif(listed.topics, '{}'))",
        lambda words: words.topics,
    ),
    Facet(
        "who",
        _("Was trifft auf Sie zu?"),
        "CASE WHEN listed.silent & %(who)s = 0 THEN listed.fits & %(who)s <> 0 END",
        lambda _words: dict(SelfWord.choices),
    ),
    Facet(
        "district",
        _("Stadtbezirk"),
        "nullif(listed.district, '') = %(district)s",
        lambda words: words.districts,
    ),
    Facet(
        "language",
        _("Sprache der Beratung"),
        "%(language)s = ANY(nullif(listed.languages, '{}'))",
        lambda words: words.languages,
    ),
    Facet(
        "field",
        _("Handlungsfeld"),
        "nullif(listed.field, '') = %(field)s",
        lambda words: words.fields,
    ),
    Facet("free", _("kostenlos"), "listed.free"),
    # On a public holiday only hours for public holidays count: nobody has said whether the usual ones hold.
    Facet(
        "open",
        _("jetzt geöffnet"),
        "CASE WHEN %(holding)s::int4range && ANY(listed.hours) THEN %(minute)s::int <@ ANY(listed.hours) END",
    ),
    Facet(
        "soon",
        _("Kurs beginnt in den nächsten 4 Wochen"),
        "%(soon)s::daterange @> ANY(nullif(listed.starts, '{}'))",
    ),
    Facet("online", _("online möglich"), "listed.online"),
    Facet("childcare", _("mit Kinderbetreuung"), "listed.childcare"),
    Facet("accessible", _("ohne Stufen erreichbar"), "listed.accessible"),
    Facet("provider", _("Anbieter"), "%(provider)s = ANY(listed.providers)", lambda _words: AnyNumber()),
    Facet("region", _("Region"), "listed.origin = ANY(%(origins)s::text[])", lambda _words: REGIONS),
)
BY_NAME = {facet.name: facet for facet in FACETS}
FLAGS = tuple(facet for facet in FACETS if facet.is_flag)


def chosen(selection):
    """The facets that the selection asks about; the region counts even where none was chosen."""
    return tuple(facet for facet in FACETS if selection[facet.name] or facet.name == "region")


def parameters(selection, at):
    """What the answers need to know: the chosen values, and the moment in Herne."""
    local = at.astimezone(HERNE)
    today = local.date()
    weekday = Weekday.HOLIDAY if is_public_holiday(today) else today.isoweekday()
    values = {facet.name: selection[facet.name] for facet in chosen(selection) if not facet.is_flag}
    return values | {
        "who": BITS[SelfWord(selection["who"])] if selection["who"] else 0,
        "provider": int(selection["provider"] or 0),
        "origins": [str(origin) for origin in ORIGINS[selection["region"]]],
        "today": today,
        "soon": DateRange(today, today + SOON, "[]"),
        "minute": minute(weekday, local),
        "holding": HOLIDAYS if weekday == Weekday.HOLIDAY else ANY_DAY,
    }
