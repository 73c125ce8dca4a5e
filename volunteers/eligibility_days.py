"""What depends on the day of a task: age, proofs, free time, absence. Part of `eligibility`; no clock."""

from datetime import date, timedelta

from volunteers import clearances
from volunteers.choices.eligibility import ReasonCode
from volunteers.eligibility_reasons import because

REQUIREMENT_CODES = {
    (clearances.Standing.MISSING, True): ReasonCode.LEGAL_MISSING,
    (clearances.Standing.EXPIRED, True): ReasonCode.LEGAL_EXPIRED,
    (clearances.Standing.UNKNOWN, True): ReasonCode.LEGAL_UNKNOWN,
    (clearances.Standing.MISSING, False): ReasonCode.HOUSE_MISSING,
    (clearances.Standing.EXPIRED, False): ReasonCode.HOUSE_EXPIRED,
    (clearances.Standing.UNKNOWN, False): ReasonCode.HOUSE_UNKNOWN,
}


def on_best_day(volunteer, opportunity, at):
    """The reasons of the first date with the fewest of them; what is over is judged as if it began anew."""
    dates = coming(opportunity, at) or [(_start(opportunity, at), opportunity.windows)]
    return min((_on_day(volunteer, opportunity, day, windows) for day, windows in dates), key=len)


def coming(opportunity, at):
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
        yield because(ReasonCode.AGE_UNKNOWN, age=age)
    elif _years(volunteer.born_on, day) < age:
        yield because(ReasonCode.TOO_YOUNG, age=age)


def _years(born_on, day):
    """Full years; whoever was born on 29 February is a year older on 1 March (§§ 187, 188 BGB)."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def _requirements(volunteer, opportunity, day):
    for requirement in opportunity.requirements or ():
        found = clearances.standing(requirement, volunteer.clearances, day)
        if found != clearances.Standing.VALID:
            yield because(REQUIREMENT_CODES[found, requirement.is_legal], requirement=requirement.label)


def _free_time(volunteer, opportunity, windows):
    if opportunity.is_time_open or volunteer.is_always_free:
        return
    if not windows:
        yield because(ReasonCode.TIMES_UNKNOWN)
    elif not volunteer.windows:
        yield because(ReasonCode.AVAILABILITY_UNKNOWN)
    elif not any(_is_free(volunteer.windows, window) for window in windows):
        yield because(ReasonCode.TIME_CLASH)


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
        yield because(ReasonCode.ABSENT, until=f"{max(one.last_on for one in away):%d.%m.%Y}")
