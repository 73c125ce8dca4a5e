"""What an offer's own columns say about who may take part, as rules: worth a hint, never a no. Pure.

Made while reading and stored nowhere, so that they follow the offer. A rule that a person has written about the same
condition replaces them.
"""

from offers.audience import EVERY_NEWCOMER, MEANINGS, Addressed
from offers.choices import Gender
from offers.choices_asker import PersonGender
from offers.choices_eligibility import YES, Condition, Standing
from offers.eligibility import Rule

PERSON = {Gender.WOMEN: PersonGender.WOMAN, Gender.MEN: PersonGender.MAN}
ONLY = {frozenset({"frauen"}): PersonGender.WOMAN, frozenset({"maenner"}): PersonGender.MAN}
# Ages that the groups of the vocabulary name; young children are asked for by their parents.
CHILD_AGES, TEEN_AGES, YOUNG_AGES, OLD_AGES = (0, 13), (14, 17), (16, 25), (60, None)
AGES = {"jugendliche": TEEN_AGES, "jugendliche_bis25": YOUNG_AGES, "senioren": OLD_AGES}
LAST_CHILD_AGE = 13
AFTER_STORED = 1000
# A source that names ages does not say whether they are those of the person or of her children.
OF_WHOM = frozenset({Condition.AGE, Condition.CHILDREN})
FAMILY = frozenset({"familien", "kinder"})


def rules(addressed: Addressed, *, text="", german_level="", is_confirmed=False):
    """The rules of an offer that is meant for these people; the same condition never stands twice.

    `text` is what it says in words: ages that stand there are not guessed from its groups.
    """
    found = [
        *_ages(addressed, names_ages=any(sign.isdecimal() for sign in text)),
        *_gender(addressed),
        *_statuses(addressed),
        *_situations(addressed),
        *([("german", {"level_from": german_level})] if german_level not in {"", "none"} else []),
    ]
    if not found and (addressed.every_status or addressed.groups & EVERY_NEWCOMER):
        found = [("anybody", {})]
    return [
        Rule(
            key=f"source-{condition}",
            condition=Condition(condition),
            standing=Standing.IMPORTED,
            is_confirmed=is_confirmed,
            position=AFTER_STORED + number,
            **more,
        )
        for number, (condition, more) in enumerate(found, start=1)
    ]


def beside(derived, stored):
    """The derived rules that still count beside stored ones; "for all" says nothing more once anything is known."""
    known = {rule.condition for rule in stored}
    if known & OF_WHOM:
        known |= OF_WHOM
    return [
        rule for rule in derived if rule.condition not in known and not (stored and rule.condition == Condition.ANYBODY)
    ]


def _ages(addressed, *, names_ages):
    groups = addressed.groups
    low, high = addressed.age_from, addressed.age_to
    if low is None and high is None:
        if groups and groups <= AGES.keys() and not names_ages:
            spans = [AGES[group] for group in groups]
            low = min(first for first, _last in spans)
            high = None if any(last is None for _first, last in spans) else max(last for _first, last in spans)
        elif groups & FAMILY and not groups & EVERY_NEWCOMER:
            high = LAST_CHILD_AGE if groups <= {"kinder", "gefluechtete"} and not names_ages else None
            return [("children", {"high": high})]
        else:
            return []
    # A child does not read this page: the parents do.
    kind = "children" if high is not None and high <= LAST_CHILD_AGE else "age"
    return [(kind, {"low": low, "high": high})]


def _gender(addressed):
    gender = PERSON.get(addressed.gender) or ONLY.get(addressed.groups)
    return [("gender", {"values": frozenset({gender.value})})] if gender else []


def _statuses(addressed):
    if addressed.every_status or addressed.groups & EVERY_NEWCOMER:
        return []
    meant = [meaning for meaning in MEANINGS.values() if meaning.statuses & addressed.statuses]
    meant += [meaning for meaning in MEANINGS.values() if meaning.statuses and meaning.groups & addressed.groups]
    statuses = addressed.statuses.union(*(meaning.statuses for meaning in meant if meaning.groups))
    return [("status", {"values": statuses})] if statuses else []


def _situations(addressed):
    if addressed.groups == {"uma"}:
        return [("unaccompanied", {"values": frozenset({YES})})]
    if addressed.groups == {"alleinerziehende"}:
        return [("single_parent", {"values": frozenset({YES})})]
    return []
