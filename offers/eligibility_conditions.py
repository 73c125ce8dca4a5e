"""How each condition looks at a person: True, False, or None where a fact is missing. Pure."""

from offers.choices_asker import GERMAN_ORDER
from offers.choices_eligibility import NO, YES, Condition

GROWN_UP = 18


def is_in(value, values):
    """Whether a value is one of several; None where it is not known."""
    return None if value is None else value in values


def _range(pair, low, high):
    """Of somebody whose value lies between the two of a pair."""
    if pair is None:
        return None
    first, last = pair
    if (low is not None and last < low) or (high is not None and first > high):
        return False
    inside = (low is None or low <= first) and (high is None or last <= high)
    return True if inside else None


def _yes_no(value, values):
    return None if value is None else (YES if value else NO) in values


def _german(rule, asker, _day):
    if asker.german_level is None:
        return None
    place = GERMAN_ORDER.index(asker.german_level)
    low = GERMAN_ORDER.index(rule.level_from) if rule.level_from else 0
    high = GERMAN_ORDER.index(rule.level_to) if rule.level_to else len(GERMAN_ORDER)
    return low <= place <= high


def _children(rule, asker, _day):
    """Whether one of the children is of that age; a child of unknown age leaves it open, unless any age will do."""
    if asker.children is None:
        return None
    if rule.low is None and rule.high is None:
        return bool(asker.children)
    told = [None if age is None else _range((age, age), rule.low, rule.high) for age in asker.children]
    return True if True in told else None if None in told else False


def _unaccompanied(rule, asker, day):
    """A grown-up is not "without parents"."""
    ages = asker.ages_on(day)
    alone = False if ages is not None and ages[0] >= GROWN_UP else asker.is_unaccompanied
    return _yes_no(alone, rule.values)


def _course(rule, asker, _day):
    return None if asker.courses is None else bool(rule.values & set(asker.courses))


def _arrival(rule, asker, day):
    days = asker.days_here(day)
    return _range(None if days is None else (days, days), rule.low, rule.high)


def _paper(rule, asker, _day):
    """One of the papers is enough; without all of them it is a no."""
    if rule.values & set(asker.papers or ()):
        return True
    return False if rule.values <= set(asker.lacking or ()) else None


LOOK = {
    Condition.ANYBODY: lambda rule, asker, day: True,
    Condition.AGE: lambda rule, asker, day: _range(asker.ages_on(day), rule.low, rule.high),
    Condition.GENDER: lambda rule, asker, day: is_in(asker.gender, rule.values),
    Condition.STATUS: lambda rule, asker, day: is_in(asker.legal_status, rule.values),
    Condition.AREA: lambda rule, asker, day: is_in(asker.legal_area, rule.values),
    Condition.EU: lambda rule, asker, day: _yes_no(asker.is_eu, rule.values),
    Condition.WORKS: lambda rule, asker, day: _yes_no(asker.works, rule.values),
    Condition.SCHOOL: lambda rule, asker, day: _yes_no(asker.in_compulsory_school, rule.values),
    Condition.GERMAN: _german,
    Condition.CHILDREN: _children,
    Condition.SINGLE_PARENT: lambda rule, asker, day: _yes_no(asker.is_single_parent, rule.values),
    Condition.UNACCOMPANIED: _unaccompanied,
    Condition.PREGNANT: lambda rule, asker, day: _yes_no(asker.is_pregnant, rule.values),
    Condition.DISTRICT: lambda rule, asker, day: is_in(asker.district, rule.values),
    Condition.ARRIVAL: _arrival,
    Condition.COURSE: _course,
    Condition.INSURANCE: lambda rule, asker, day: is_in(asker.insurance, rule.values),
    Condition.PAPER: _paper,
    Condition.OPEN: lambda rule, asker, day: None,
}
# The facts that a condition needs; an open question is for the office, no fact of the person answers it.
FACTS = {
    Condition.ANYBODY: (),
    Condition.AGE: ("age",),
    Condition.GENDER: ("gender",),
    Condition.STATUS: ("legal_status",),
    Condition.AREA: ("legal_area",),
    Condition.EU: ("citizenship",),
    Condition.WORKS: ("works",),
    Condition.SCHOOL: ("in_compulsory_school",),
    Condition.GERMAN: ("german_level",),
    Condition.CHILDREN: ("children",),
    Condition.SINGLE_PARENT: ("is_single_parent",),
    Condition.UNACCOMPANIED: ("age", "is_unaccompanied"),
    Condition.PREGNANT: ("is_pregnant",),
    Condition.DISTRICT: ("district",),
    Condition.ARRIVAL: ("arrived_on",),
    Condition.COURSE: ("courses",),
    Condition.INSURANCE: ("insurance",),
    Condition.PAPER: ("papers",),
    Condition.OPEN: (),
}
