"""Rules of one offer that cannot stand together: reversed limits, in and not in at once, nobody left. Pure.

Each condition has a set of possibilities; what all rules about it allow together must not be empty.
"""

from dataclasses import dataclass
from datetime import date

from offers.asker import OLDEST
from offers.choices_asker import GERMAN_ORDER, Insurance, LegalArea, PersonGender
from offers.choices_eligibility import NO, YES, YES_OR_NO, Condition, Effect

# Every status or borough that no rule names.
ANOTHER = "…"
# Somebody can have several of these, so that two demands do not contradict each other.
SEVERAL = (Condition.CHILDREN, Condition.COURSE, Condition.PAPER)
LONGEST_STAY = 40_000
FIELD = {
    Condition.AGE: "number_to",
    Condition.CHILDREN: "number_to",
    Condition.ARRIVAL: "number_to",
    Condition.GERMAN: "level_to",
}


@dataclass(frozen=True)
class Problem:
    """The rule, the field where it is refused, and why."""

    key: object
    field: str
    sentence: str


def problems(rule, others):
    """What is wrong with a rule by itself, and beside the other rules of the same offer."""
    own = _reversed(rule)
    if own:
        return [own]
    if rule.effect == Effect.PRIORITY:
        return []
    beside = [other for other in others if other.key != rule.key and _stand_together(rule, other)]
    return _against(rule, beside)


def _reversed(rule):
    field = FIELD.get(Condition(rule.condition), "values")
    if rule.low is not None and rule.high is not None and rule.low > rule.high:
        return Problem(rule.key, "number_to", f"„Bis {rule.high}“ liegt unter „von {rule.low}“.")
    if rule.level_from and rule.level_to and _level(rule.level_from) > _level(rule.level_to):
        sentence = f"Höchstens {rule.level_to} liegt unter mindestens {rule.level_from}."
        return Problem(rule.key, "level_to", sentence)
    if rule.effect == Effect.EXCLUDES and rule.condition == Condition.ANYBODY:
        return Problem(rule.key, "effect", "Das schließt alle aus.")
    if rule.effect == Effect.PRIORITY or rule.condition in (Condition.OPEN, Condition.ANYBODY):
        return None
    if rule.condition not in SEVERAL and not _allowed([rule], rule.condition):
        return Problem(rule.key, field, "Das schließt alle aus.")
    return None


def _stand_together(rule, other):
    """Same condition, both decide, at the same time and for the same people."""
    return (
        other.effect != Effect.PRIORITY
        and other.condition == rule.condition
        and other.only == rule.only
        and (rule.starts_on or date.min) <= (other.ends_on or date.max)
        and (other.starts_on or date.min) <= (rule.ends_on or date.max)
    )


def _against(rule, beside):
    field = FIELD.get(Condition(rule.condition), "values")
    for other in beside:
        if {rule.effect, other.effect} == {Effect.REQUIRED, Effect.EXCLUDES} and (both := _both(rule, other)):
            named = ", ".join(sorted(both))
            sentence = f"„{other.wording}“ sagt das Gegenteil: verlangt und ausgeschlossen geht nicht ({named})."
            return [Problem(rule.key, field, sentence)]
    if rule.condition not in SEVERAL and beside and not _allowed([rule, *beside], rule.condition):
        named = " und ".join(f"„{other.wording}“" for other in beside)
        return [Problem(rule.key, field, f"Zusammen mit {named} bliebe niemand übrig.")]
    return []


def _both(rule, other):
    """What one demands and the other excludes by name; limits meet in `_allowed` instead."""
    if rule.condition in SEVERAL:
        demanded, excluded = (rule, other) if rule.effect == Effect.REQUIRED else (other, rule)
        if rule.condition == Condition.CHILDREN:
            ages = _numbers(demanded, OLDEST)
            return {"alle genannten Kinder"} if ages <= _numbers(excluded, OLDEST) else set()
        return demanded.values if demanded.values <= excluded.values else set()
    return rule.values & other.values


def _level(key):
    return GERMAN_ORDER.index(key)


def _numbers(rule, most):
    return set(range(rule.low or 0, (most if rule.high is None else rule.high) + 1))


def _meant(rule):
    """The possibilities that a rule names."""
    if rule.condition in (Condition.AGE, Condition.CHILDREN):
        return _numbers(rule, OLDEST)
    if rule.condition == Condition.ARRIVAL:
        return _numbers(rule, LONGEST_STAY)
    if rule.condition == Condition.GERMAN:
        first = _level(rule.level_from) if rule.level_from else 0
        last = _level(rule.level_to) if rule.level_to else len(GERMAN_ORDER) - 1
        return set(GERMAN_ORDER[first : last + 1])
    return set(rule.values)


def _everything(condition, rules):
    """All possibilities of a condition."""
    if condition in (Condition.AGE, Condition.CHILDREN):
        return set(range(OLDEST + 1))
    if condition == Condition.ARRIVAL:
        return set(range(LONGEST_STAY + 1))
    if condition in YES_OR_NO:
        return {YES, NO}
    closed = {
        Condition.GERMAN: GERMAN_ORDER,
        Condition.GENDER: PersonGender.values,
        Condition.AREA: LegalArea.values,
        Condition.INSURANCE: Insurance.values,
    }
    if condition in closed:
        return set(closed[condition])
    return {ANOTHER}.union(*(rule.values for rule in rules))


def _allowed(rules, condition):
    left = _everything(condition, rules)
    for rule in rules:
        left = left & _meant(rule) if rule.effect == Effect.REQUIRED else left - _meant(rule)
    return left
