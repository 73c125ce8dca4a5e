"""Whether a volunteer fits a task: a list of reasons why not, empty for "fits". Values in, reasons out; no clock.

Search, self sign-up, staff and import all ask here, so nobody is refused at one door and let in at another. What is not
known about a hard term is a reason of its own and never "fits". What the law demands is judged on the day of the task
and set aside by nobody (`is_legal`); other reasons name the relaxation they belong to, if there is one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from volunteers import clearances, districts
from volunteers.choices.eligibility import GERMAN_ORDER, LEGAL, OVERRIDABLE, RELAXATIONS, UNKNOWN, ReasonCode
from volunteers.choices.profiles import SPOKEN_ORDER, SpokenLevel

REQUIREMENT_CODES = {
    (clearances.Standing.MISSING, True): ReasonCode.LEGAL_MISSING,
    (clearances.Standing.EXPIRED, True): ReasonCode.LEGAL_EXPIRED,
    (clearances.Standing.UNKNOWN, True): ReasonCode.LEGAL_UNKNOWN,
    (clearances.Standing.MISSING, False): ReasonCode.HOUSE_MISSING,
    (clearances.Standing.EXPIRED, False): ReasonCode.HOUSE_EXPIRED,
    (clearances.Standing.UNKNOWN, False): ReasonCode.HOUSE_UNKNOWN,
}
ORDER = {code: place for place, code in enumerate(ReasonCode)}


@dataclass(frozen=True)
class Reason:
    """One thing that stands in the way; `values` fill the sentence."""

    code: ReasonCode
    values: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self):
        """The reason in plain words, in the language of the page."""
        return str(self.code.label) % dict(self.values)

    @property
    def is_legal(self):
        """Whether the law demands it: no role and no reason sets it aside."""
        return self.code in LEGAL

    @property
    def is_unknown(self):
        """Whether only a detail is missing, so that asking may clear it up."""
        return self.code in UNKNOWN

    @property
    def is_overridable(self):
        """Whether a coordinator may set it aside, with a reason that is kept."""
        return self.code in OVERRIDABLE

    @property
    def relaxation(self):
        """Which wish or condition would have to be given up, or None."""
        return RELAXATIONS.get(self.code)


@dataclass(frozen=True)
class Rule:
    """A part of the judgement and the facts it reads; `screening` relies on there being no others.

    `find` takes the volunteer, the opportunity and the day of asking.
    """

    find: Callable
    volunteer: tuple[str, ...]
    opportunity: tuple[str, ...]


def eligibility(volunteer, opportunity, at):
    """The reasons why somebody does not fit a task, asked on the day `at`, in the order of `ReasonCode`.

    What depends on the day (age, proofs, absence, free time) is judged on the day of the task: its first day from
    `at` on, and of several dates the one with the fewest reasons.
    """
    found = chain.from_iterable(rule.find(volunteer, opportunity, at) for rule in RULES)
    return sorted(found, key=lambda reason: (ORDER[reason.code], reason.values))


def _reason(code, **values):
    return Reason(code, tuple(sorted((name, str(value)) for name, value in values.items())))


def _here(volunteer, _opportunity, at):
    """Whether somebody is there and may be asked; whoever pauses is not asked before the last day of it is over."""
    if not volunteer.has_consent:
        yield _reason(ReasonCode.CONSENT_MISSING)
    if not volunteer.is_confirmed:
        yield _reason(ReasonCode.ADDRESS_UNCONFIRMED)
    if volunteer.has_left:
        yield _reason(ReasonCode.LEFT)
    elif volunteer.is_paused and (volunteer.paused_until is None or at <= volunteer.paused_until):
        yield _reason(ReasonCode.PAUSED)


def _open(_volunteer, opportunity, at):
    """Whether the task is still there, and whether anybody knows what the law asks of it."""
    if opportunity.is_archived:
        yield _reason(ReasonCode.ARCHIVED)
    if not _coming(opportunity, at):
        yield _reason(ReasonCode.ENDED)
    if opportunity.requirements is None:
        yield _reason(ReasonCode.REQUIREMENTS_UNKNOWN)


def _pairing(volunteer, opportunity, _at):
    """Whether these two have met before; whoever holds a place is not told that there is none."""
    if opportunity.key in volunteer.placed_at:
        yield _reason(ReasonCode.ALREADY_PLACED)
    elif opportunity.places_left is None:
        yield _reason(ReasonCode.CAPACITY_UNKNOWN)
    elif opportunity.places_left <= 0:
        yield _reason(ReasonCode.CAPACITY_FULL)
    if opportunity.key in volunteer.declined:
        yield _reason(ReasonCode.DECLINED_BEFORE)


def _languages(volunteer, opportunity, _at):
    """Of several languages the one that comes closest speaks for somebody."""
    if not opportunity.languages:
        if opportunity.is_interpreting:
            yield _reason(ReasonCode.LANGUAGE_NEED_UNKNOWN)
        return
    spoken = {one.language: one for one in volunteer.languages}
    codes = [_language(spoken.get(language.key), opportunity) for language in opportunity.languages]
    if None not in codes:
        labels = ", ".join(str(language.label) for language in opportunity.languages)
        code = max(codes, key=CLOSENESS.index)
        level = {"level": SpokenLevel(opportunity.language_level).label} if code == ReasonCode.LANGUAGE_TOO_LOW else {}
        yield _reason(code, languages=labels, **level)


# From "does not speak it" to "only the answer is missing".
CLOSENESS = (
    ReasonCode.LANGUAGE_MISSING,
    ReasonCode.LANGUAGE_TOO_LOW,
    ReasonCode.NO_INTERPRETING,
    ReasonCode.LANGUAGE_UNKNOWN,
    ReasonCode.INTERPRETING_UNKNOWN,
)


def _language(spoken, opportunity):
    """What stands in the way for one language, None for nothing."""
    if spoken is None:
        return ReasonCode.LANGUAGE_MISSING
    enough = _reaches(spoken.level, opportunity.language_level, SPOKEN_ORDER) if opportunity.language_level else True
    if enough is False:
        return ReasonCode.LANGUAGE_TOO_LOW
    if opportunity.is_interpreting and spoken.may_interpret is False:
        return ReasonCode.NO_INTERPRETING
    if enough is None:
        return ReasonCode.LANGUAGE_UNKNOWN
    if opportunity.is_interpreting and spoken.may_interpret is None:
        return ReasonCode.INTERPRETING_UNKNOWN
    return None


def _reaches(level, needed, order):
    """Whether a level reaches another; None where one of them is not known."""
    if level not in order or needed not in order:
        return None
    return order.index(level) >= order.index(needed)


def _german(volunteer, opportunity, _at):
    needed = opportunity.german_level
    if needed == GERMAN_ORDER[0]:
        return
    if needed not in GERMAN_ORDER:
        yield _reason(ReasonCode.GERMAN_NEED_UNKNOWN)
        return
    enough = _reaches(volunteer.german_level, needed, GERMAN_ORDER)
    if enough is not True:
        yield _reason(ReasonCode.GERMAN_UNKNOWN if enough is None else ReasonCode.GERMAN_TOO_LOW, level=needed)


def _skills(volunteer, opportunity, _at):
    for skill in opportunity.skills:
        if skill.key not in volunteer.skills:
            yield _reason(ReasonCode.SKILL_MISSING, skill=skill.label)


def _interest(volunteer, opportunity, _at):
    if volunteer.is_open_to_all:
        return
    if not volunteer.activity_types and not volunteer.areas:
        yield _reason(ReasonCode.INTEREST_UNKNOWN)
    elif opportunity.activity_type not in volunteer.activity_types and not volunteer.areas & opportunity.areas:
        yield _reason(ReasonCode.INTEREST_ELSEWHERE)


def _place(volunteer, opportunity, _at):
    """Whoever goes anywhere in Herne still does not go anywhere in Germany."""
    if opportunity.is_anywhere:
        return
    if opportunity.district not in districts.DISTRICTS:
        yield _reason(ReasonCode.PLACE_UNKNOWN)
        return
    if volunteer.is_mobile:
        return
    away = districts.nearest(volunteer.districts, opportunity.district)
    if away is None:
        yield _reason(ReasonCode.DISTRICTS_UNKNOWN)
    elif away > volunteer.radius_km:
        yield _reason(ReasonCode.TOO_FAR)


def _hours(volunteer, opportunity, _at):
    """Only a weekly task takes hours every week."""
    if not opportunity.is_weekly:
        return
    needed, given = opportunity.hours_per_week, volunteer.hours_per_week
    if needed is None:
        yield _reason(ReasonCode.EFFORT_UNKNOWN)
    elif given is None:
        yield _reason(ReasonCode.HOURS_UNKNOWN)
    elif needed > given:
        yield _reason(ReasonCode.HOURS_TOO_FEW, hours=_number(needed))
    elif needed > given - volunteer.hours_taken:
        yield _reason(ReasonCode.FULL_LOAD, hours=_number(max(given - volunteer.hours_taken, 0)))


def _number(hours):
    """1.50 -> "1,5", 2.00 -> "2"."""
    text = f"{hours:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _on_best_day(volunteer, opportunity, at):
    """The reasons of the first date with the fewest of them; what is over is judged as if it began anew."""
    coming = _coming(opportunity, at) or [(_start(opportunity, at), opportunity.windows)]
    return min((_on_day(volunteer, opportunity, day, windows) for day, windows in coming), key=len)


def _coming(opportunity, at):
    """The next dates of a task, each with its time: [(day, windows)], empty for one that is over."""
    start, end = _start(opportunity, at), opportunity.ends_on or date.max
    if opportunity.occasions:
        dates = [(occasion.day, occasion.windows) for occasion in opportunity.occasions if occasion.day >= at]
    elif opportunity.windows:
        dates = [(_next(start, window.weekday), (window,)) for window in opportunity.windows]
    else:
        dates = [(start, ())]
    return sorted((day, windows) for day, windows in dates if day <= end)


def _start(opportunity, at):
    return max(at, opportunity.starts_on) if opportunity.starts_on else at


def _next(day, weekday):
    """The first such day of the week, the day itself included."""
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)


def _on_day(volunteer, opportunity, day, windows):
    return [
        *_age(volunteer, opportunity, day),
        *_requirements(volunteer, opportunity, day),
        *_free_time(volunteer, opportunity, windows),
        *_absence(volunteer, day),
    ]


def _age(volunteer, opportunity, day):
    """Protection of minors: a working paper's rules (JArbSchG) do not bind volunteers, the policy's age does."""
    age = opportunity.minimum_age
    if not age:
        return
    if volunteer.born_on is None:
        yield _reason(ReasonCode.AGE_UNKNOWN, age=age)
    elif _years(volunteer.born_on, day) < age:
        yield _reason(ReasonCode.TOO_YOUNG, age=age)


def _years(born_on, day):
    """Full years; whoever was born on 29 February is a year older on 1 March (§§ 187, 188 BGB)."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def _requirements(volunteer, opportunity, day):
    for requirement in opportunity.requirements or ():
        found = clearances.standing(requirement, volunteer.clearances, day)
        if found != clearances.Standing.VALID:
            yield _reason(REQUIREMENT_CODES[found, requirement.is_legal], requirement=requirement.label)


def _free_time(volunteer, opportunity, windows):
    if opportunity.is_time_open or volunteer.is_always_free:
        return
    if not windows:
        yield _reason(ReasonCode.TIMES_UNKNOWN)
    elif not volunteer.windows:
        yield _reason(ReasonCode.AVAILABILITY_UNKNOWN)
    elif not any(_is_free(volunteer.windows, window) for window in windows):
        yield _reason(ReasonCode.TIME_CLASH)


def _is_free(free, wanted):
    """Whether free times cover a wanted one without a gap; two that touch count as one."""
    reached = wanted.starts
    for window in sorted((one for one in free if one.weekday == wanted.weekday), key=lambda one: one.starts):
        if window.starts > reached:
            return False
        reached = max(reached, window.ends)
        if reached >= wanted.ends:
            return True
    return False


def _absence(volunteer, day):
    away = [absence for absence in volunteer.absences if absence.covers(day)]
    if away:
        yield _reason(ReasonCode.ABSENT, until=f"{max(one.last_on for one in away):%d.%m.%Y}")


RULES = (
    Rule(_here, ("has_consent", "is_confirmed", "has_left", "is_paused", "paused_until"), ()),
    Rule(_open, (), ("is_archived", "starts_on", "ends_on", "occasions", "windows", "requirements")),
    Rule(_pairing, ("placed_at", "declined"), ("key", "places_left")),
    Rule(_interest, ("is_open_to_all", "activity_types", "areas"), ("activity_type", "areas")),
    Rule(_place, ("districts", "radius_km", "is_mobile"), ("district", "is_anywhere")),
    Rule(_languages, ("languages",), ("languages", "language_level", "is_interpreting")),
    Rule(_german, ("german_level",), ("german_level",)),
    Rule(_skills, ("skills",), ("skills",)),
    Rule(_hours, ("hours_per_week", "hours_taken"), ("is_weekly", "hours_per_week")),
    Rule(
        _on_best_day,
        ("born_on", "clearances", "absences", "windows", "is_always_free"),
        ("starts_on", "ends_on", "occasions", "windows", "is_time_open", "minimum_age", "requirements"),
    ),
)
