"""What offers can be narrowed by. Each facet answers yes, no or "nobody has said" for an offer; silence is no "no".

The conditions are SQL about `offer`, `location`, `district` and `field` of `statement.py`. What a visitor chose comes
as a parameter of the facet's name, never as text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from offers.choices import LOCAL_ORIGINS, NEIGHBOUR_ORIGINS, Cost, Known, Origin, SelfWord, Weekday
from offers.hours import is_public_holiday
from offers.opening_hours import HERNE

YES = "ja"
NEIGHBOURS, EVERYWHERE = "nachbarn", "alle"
REGIONS = {NEIGHBOURS: _("auch Nachbarstädte"), EVERYWHERE: _("auch Beispiele aus anderen Städten")}
HERE = _("Herne und bundesweit")
ORIGINS = {"": LOCAL_ORIGINS, NEIGHBOURS: NEIGHBOUR_ORIGINS, EVERYWHERE: tuple(Origin)}
SOON = timedelta(weeks=4)
LONGEST_NUMBER = 9


@dataclass(frozen=True)
class Facet:
    """One question: SQL for yes and for silence; `texts(words)` are the choices, none means there is only yes."""

    name: str
    label: Promise
    fits: str
    silent: str
    texts: Callable | None = None
    # Where yes is a value of one column: that column and the value.
    column: tuple | None = None

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


# Where `statement.py` keeps the planner from reading a whole table for a few offers.
PLACE_OF_FENCE = "/* fence */"
TOPICS = """SELECT FROM offers_offer_topics link JOIN offers_topic word ON word.id = link.topic_id
    WHERE link.offer_id = offer.id"""
LANGUAGES = """SELECT FROM offers_offer_languages link JOIN offers_language word ON word.id = link.language_id
    WHERE link.offer_id = offer.id"""
TOLD = "SELECT FROM offers_offeraudience told WHERE told.offer_id = offer.id"
HOURS = "SELECT FROM offers_weeklyhours span WHERE span.offer_id = offer.id"
RUNS = "SELECT FROM offers_courserun run WHERE run.offer_id = offer.id"
PARTNERS = "SELECT FROM offers_offer_partners link WHERE link.offer_id = offer.id"


def _flag(name, label, field, *, yes=Known.YES, unknown=Known.UNKNOWN):
    return Facet(name, label, f"offer.{field} = '{yes}'", f"offer.{field} = '{unknown}'", column=(field, str(yes)))


FACETS = (
    Facet(
        "topic",
        _("Thema"),
        f"EXISTS ({TOPICS} AND word.key = %(topic)s {PLACE_OF_FENCE})",
        f"NOT EXISTS ({TOPICS} {PLACE_OF_FENCE})",
        lambda words: words.topics,
    ),
    Facet(
        "who",
        _("Was trifft auf Sie zu?"),
        f"EXISTS ({TOLD} AND %(who)s = ANY(told.fits) {PLACE_OF_FENCE})",
        f"EXISTS ({TOLD} AND %(who)s = ANY(told.silent) {PLACE_OF_FENCE})",
        lambda _words: dict(SelfWord.choices),
    ),
    Facet(
        "district",
        _("Stadtbezirk"),
        "district.key = %(district)s",
        "district.key IS NULL",
        lambda words: words.districts,
    ),
    Facet(
        "language",
        _("Sprache der Beratung"),
        f"EXISTS ({LANGUAGES} AND word.key = %(language)s {PLACE_OF_FENCE})",
        f"NOT EXISTS ({LANGUAGES} {PLACE_OF_FENCE})",
        lambda words: words.languages,
    ),
    Facet("field", _("Handlungsfeld"), "field.key = %(field)s", "field.key IS NULL", lambda words: words.fields),
    _flag("free", _("kostenlos"), "cost", yes=Cost.FREE, unknown=Cost.UNKNOWN),
    # On a public holiday only hours for public holidays count: nobody has said whether the usual ones hold.
    Facet(
        "open",
        _("jetzt geöffnet"),
        f"EXISTS ({HOURS} AND span.weekday = %(weekday)s AND span.opens <= %(clock)s"
        f" AND (span.closes > %(clock)s OR span.closes = '00:00') {PLACE_OF_FENCE})",
        f"NOT EXISTS ({HOURS} AND (span.weekday = %(weekday)s OR %(weekday)s <> '{Weekday.HOLIDAY}') {PLACE_OF_FENCE})",
    ),
    Facet(
        "soon",
        _("Kurs beginnt in den nächsten 4 Wochen"),
        f"EXISTS ({RUNS} AND run.starts_on BETWEEN %(today)s AND %(soon)s {PLACE_OF_FENCE})",
        f"NOT EXISTS ({RUNS} {PLACE_OF_FENCE})",
    ),
    _flag("online", _("online möglich"), "online"),
    _flag("childcare", _("mit Kinderbetreuung"), "childcare"),
    _flag("accessible", _("ohne Stufen erreichbar"), "accessible"),
    Facet(
        "provider",
        _("Anbieter"),
        f"(offer.organisation_id = %(provider)s OR EXISTS ({PARTNERS} AND link.organisation_id = %(provider)s))",
        "FALSE",
        lambda _words: AnyNumber(),
    ),
    Facet("region", _("Region"), "offer.origin = ANY(%(origins)s::text[])", "FALSE", lambda _words: REGIONS),
)
BY_NAME = {facet.name: facet for facet in FACETS}
FLAGS = tuple(facet for facet in FACETS if facet.is_flag)


def chosen(selection):
    """The facets that the selection asks about; the region counts even where none was chosen."""
    return tuple(facet for facet in FACETS if selection[facet.name] or facet.name == "region")


def parameters(selection, at):
    """What the conditions need to know: the chosen values, and the moment in Herne."""
    local = at.astimezone(HERNE)
    today = local.date()
    values = {facet.name: selection[facet.name] for facet in chosen(selection) if not facet.is_flag}
    return values | {
        "provider": int(selection["provider"] or 0),
        "origins": [str(origin) for origin in ORIGINS[selection["region"]]],
        "today": today,
        "soon": today + SOON,
        "clock": local.time(),
        "weekday": str(Weekday.HOLIDAY) if is_public_holiday(today) else str(today.isoweekday()),
    }
