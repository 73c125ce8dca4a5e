"""What offers can be narrowed by. Each facet answers yes, no or "nobody has said" for an offer; silence is no "no"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from offers.choices import LOCAL_ORIGINS, NEIGHBOUR_ORIGINS, Cost, Known, Origin, SelfWord, Weekday
from offers.hours import is_public_holiday
from offers.models import CourseRun, Offer, OfferAudience, WeeklyHours
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
    """One question. `fits(value, at)` and `silent(value, at)` are conditions on offers; `texts(words)` the choices."""

    name: str
    label: Promise
    fits: Callable
    silent: Callable
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


def _linked(field, value):
    through = getattr(Offer, field).through
    return through.objects.filter(offer=OuterRef("pk"), **value)


def _open(_value, at):
    local = at.astimezone(HERNE)
    return Q(
        Exists(_hours_of(local.date()).filter(Q(closes__gt=local.time()) | Q(closes="00:00"), opens__lte=local.time()))
    )


def _hours_unknown(_value, at):
    # On a public holiday only hours for public holidays count: nobody has said whether the usual ones hold.
    day = at.astimezone(HERNE).date()
    known = _hours_of(day) if is_public_holiday(day) else WeeklyHours.objects.filter(offer=OuterRef("pk"))
    return ~Q(Exists(known))


def _hours_of(day):
    weekday = Weekday.HOLIDAY if is_public_holiday(day) else str(day.isoweekday())
    return WeeklyHours.objects.filter(offer=OuterRef("pk"), weekday=weekday)


def _starting(_value, at):
    day = at.astimezone(HERNE).date()
    return Q(Exists(CourseRun.objects.filter(offer=OuterRef("pk"), starts_on__range=(day, day + SOON))))


def _flag(name, label, field, *, yes=Known.YES, unknown=Known.UNKNOWN):
    return Facet(
        name,
        label,
        lambda _value, _at: Q(**{field: yes}),
        lambda _value, _at: Q(**{field: unknown}),
        column=(field, str(yes)),
    )


def _audience(column, value):
    return Q(Exists(OfferAudience.objects.filter(offer=OuterRef("pk"), **{f"{column}__contains": [value]})))


FACETS = (
    Facet(
        "topic",
        _("Thema"),
        lambda value, _at: Q(Exists(_linked("topics", {"topic__key": value}))),
        lambda _value, _at: ~Q(Exists(_linked("topics", {}))),
        lambda words: words.topics,
    ),
    Facet(
        "who",
        _("Was trifft auf Sie zu?"),
        lambda value, _at: _audience("fits", value),
        lambda value, _at: _audience("silent", value),
        lambda _words: dict(SelfWord.choices),
    ),
    Facet(
        "district",
        _("Stadtbezirk"),
        lambda value, _at: Q(location__district__key=value),
        lambda _value, _at: Q(location__district=None),
        lambda words: words.districts,
    ),
    Facet(
        "language",
        _("Sprache der Beratung"),
        lambda value, _at: Q(Exists(_linked("languages", {"language__key": value}))),
        lambda _value, _at: ~Q(Exists(_linked("languages", {}))),
        lambda words: words.languages,
    ),
    Facet(
        "field",
        _("Handlungsfeld"),
        lambda value, _at: Q(field_of_action__key=value),
        lambda _value, _at: Q(field_of_action=None),
        lambda words: words.fields,
    ),
    _flag("free", _("kostenlos"), "cost", yes=Cost.FREE, unknown=Cost.UNKNOWN),
    Facet("open", _("jetzt geöffnet"), _open, _hours_unknown),
    Facet(
        "soon",
        _("Kurs beginnt in den nächsten 4 Wochen"),
        _starting,
        lambda _value, _at: ~Q(Exists(CourseRun.objects.filter(offer=OuterRef("pk")))),
    ),
    _flag("online", _("online möglich"), "online"),
    _flag("childcare", _("mit Kinderbetreuung"), "childcare"),
    _flag("accessible", _("ohne Stufen erreichbar"), "accessible"),
    Facet(
        "provider",
        _("Anbieter"),
        lambda value, _at: Q(organisation=value) | Q(Exists(_linked("partners", {"organisation": value}))),
        lambda _value, _at: Q(pk=None),
        lambda _words: AnyNumber(),
    ),
    Facet(
        "region",
        _("Region"),
        lambda value, _at: Q(origin__in=ORIGINS[value]),
        lambda _value, _at: Q(pk=None),
        lambda _words: REGIONS,
    ),
)
BY_NAME = {facet.name: facet for facet in FACETS}
FLAGS = tuple(facet for facet in FACETS if facet.is_flag)


class AnyNumber:
    """The keys that an institution may have; whether there is one, the database knows."""

    def __contains__(self, value):
        return value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER


@dataclass(frozen=True)
class Condition:
    """A chosen facet as conditions on offers: `fits` surely, `silent` where nobody has said."""

    facet: Facet
    fits: Q
    silent: Q


def conditions(selection, at: datetime):
    """What the selection asks of an offer at this moment; the region counts even where none was chosen."""
    return [
        Condition(facet, facet.fits(value, at), facet.silent(value, at))
        for facet in FACETS
        if (value := selection[facet.name]) or facet.name == "region"
    ]


def narrow(offers, selection, at: datetime):
    """The offers that fit all of the selection; with `unknown` also those that are silent about some of it."""
    for condition in conditions(selection, at):
        offers = offers.filter(condition.fits | condition.silent if selection["unknown"] else condition.fits)
    return offers
