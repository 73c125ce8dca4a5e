"""Whether a volunteer fits a task: a list of reasons why not, empty for "fits". Values in, reasons out; no clock.

Search, self sign-up, staff and import all ask here, so nobody is refused at one door and let in at another. What is not
known about a hard term is a reason of its own and never "fits". What the law demands is judged on the day of the task
and set aside by nobody (`is_legal`); other reasons name the relaxation they belong to, if there is one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from volunteers import districts
from volunteers.choices.eligibility import GERMAN_ORDER, ReasonCode
from volunteers.choices.profiles import SPOKEN_ORDER, SpokenLevel
from volunteers.eligibility_days import coming, on_best_day
from volunteers.eligibility_reasons import Reason, because

__all__ = ["RULES", "Reason", "Rule", "eligibility"]

ORDER = {code: place for place, code in enumerate(ReasonCode)}


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


def _here(volunteer, _opportunity, at):
    """Whether somebody is there and may be asked; whoever pauses is not asked before the last day of it is over."""
    if not volunteer.has_consent:
        yield because(ReasonCode.CONSENT_MISSING)
    if not volunteer.is_confirmed:
        yield because(ReasonCode.ADDRESS_UNCONFIRMED)
    if volunteer.has_left:
        yield because(ReasonCode.LEFT)
    elif volunteer.is_paused and (volunteer.paused_until is None or at <= volunteer.paused_until):
        yield because(ReasonCode.PAUSED)


def _open(_volunteer, opportunity, at):
    """Whether the task is still there, and whether anybody knows what the law asks of it."""
    if opportunity.is_archived:
        yield because(ReasonCode.ARCHIVED)
    if not coming(opportunity, at):
        yield because(ReasonCode.ENDED)
    if opportunity.requirements is None:
        yield because(ReasonCode.REQUIREMENTS_UNKNOWN)


def _pairing(volunteer, opportunity, _at):
    """Whether these two have met before; whoever holds a place is not told that there is none."""
    if opportunity.key in volunteer.placed_at:
        yield because(ReasonCode.ALREADY_PLACED)
    elif opportunity.places_left is None:
        yield because(ReasonCode.CAPACITY_UNKNOWN)
    elif opportunity.places_left <= 0:
        yield because(ReasonCode.CAPACITY_FULL)
    if opportunity.key in volunteer.declined:
        yield because(ReasonCode.DECLINED_BEFORE)


def _languages(volunteer, opportunity, _at):
    """Of several languages the one that comes closest speaks for somebody."""
    if not opportunity.languages:
        if opportunity.is_interpreting:
            yield because(ReasonCode.LANGUAGE_NEED_UNKNOWN)
        return
    spoken = {one.language: one for one in volunteer.languages}
    codes = [_language(spoken.get(language.key), opportunity) for language in opportunity.languages]
    if None not in codes:
        labels = ", ".join(str(language.label) for language in opportunity.languages)
        code = max(codes, key=CLOSENESS.index)
        level = {"level": SpokenLevel(opportunity.language_level).label} if code == ReasonCode.LANGUAGE_TOO_LOW else {}
        yield because(code, languages=labels, **level)


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
        yield because(ReasonCode.GERMAN_NEED_UNKNOWN)
        return
    enough = _reaches(volunteer.german_level, needed, GERMAN_ORDER)
    if enough is not True:
        yield because(ReasonCode.GERMAN_UNKNOWN if enough is None else ReasonCode.GERMAN_TOO_LOW, level=needed)


def _skills(volunteer, opportunity, _at):
    for skill in opportunity.skills:
        if skill.key not in volunteer.skills:
            yield because(ReasonCode.SKILL_MISSING, skill=skill.label)


def _interest(volunteer, opportunity, _at):
    if volunteer.is_open_to_all:
        return
    if not volunteer.activity_types and not volunteer.areas:
        yield because(ReasonCode.INTEREST_UNKNOWN)
    elif opportunity.activity_type not in volunteer.activity_types and not volunteer.areas & opportunity.areas:
        yield because(ReasonCode.INTEREST_ELSEWHERE)


def _place(volunteer, opportunity, _at):
    """Whoever goes anywhere in Herne still does not go anywhere in Germany."""
    if opportunity.is_anywhere:
        return
    if opportunity.district not in districts.DISTRICTS:
        yield because(ReasonCode.PLACE_UNKNOWN)
        return
    if volunteer.is_mobile:
        return
    away = districts.nearest(volunteer.districts, opportunity.district)
    if away is None:
        yield because(ReasonCode.DISTRICTS_UNKNOWN)
    elif away > volunteer.radius_km:
        yield because(ReasonCode.TOO_FAR)


def _hours(volunteer, opportunity, _at):
    """Only a weekly task takes hours every week."""
    if not opportunity.is_weekly:
        return
    needed, given = opportunity.hours_per_week, volunteer.hours_per_week
    if needed is None:
        yield because(ReasonCode.EFFORT_UNKNOWN)
    elif given is None:
        yield because(ReasonCode.HOURS_UNKNOWN)
    elif needed > given:
        yield because(ReasonCode.HOURS_TOO_FEW, hours=number_said(needed))
    elif needed > given - volunteer.hours_taken:
        yield because(ReasonCode.FULL_LOAD, hours=number_said(max(given - volunteer.hours_taken, 0)))


def number_said(hours):
    """1.50 -> "1,5", 2.00 -> "2"."""
    text = f"{hours:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


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
        on_best_day,
        ("born_on", "clearances", "absences", "windows", "is_always_free"),
        ("starts_on", "ends_on", "occasions", "windows", "is_time_open", "minimum_age", "requirements"),
    ),
)
