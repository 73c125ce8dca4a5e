"""Whether a person belongs to a target group of the vocabulary, told from facts. Pure.

Groups by perspective ("wahrscheinlich gesicherte Bleibeperspektive") cannot be told from a paper alone: during the
procedure the answer is "ask", and nobody guesses.
"""

from offers.asker import SOME_EU
from offers.audience import EVERY_NEWCOMER, MEANINGS
from offers.choices import SelfWord
from offers.choices_asker import PersonGender
from offers.choices_eligibility import Answer

SOUTH_EAST = frozenset({"RO", "BG"})
PROCEDURE = MEANINGS[SelfWord.ASYLUM].statuses
TOLERATED = MEANINGS[SelfWord.TOLERATED].statuses
TEMPORARY = frozenset({"paragraph24"})
# The vocabulary's own words for the group: recognised, subsidiary protection, family reunification.
PROTECTED = MEANINGS[SelfWord.RECOGNISED].statuses | {"familiennachzug"}
# Papers that say nothing certain about the perspective, or that follow on protection as on other things.
PERHAPS_PROTECTED = PROCEDURE | TEMPORARY | {"fiktionsbescheinigung", "chancen_aufenthalt", "niederlassungserlaubnis"}
BY_STATUS = {
    "a": (PROTECTED, PERHAPS_PROTECTED),
    "b": (TOLERATED, PROCEDURE),
    "asylsuchende": (PROCEDURE, frozenset()),
    "geduldete": (TOLERATED, frozenset()),
    "ukraine": (TEMPORARY, frozenset({"fiktionsbescheinigung"})),
    "gefluechtete": (
        PROTECTED - {"aufenthaltserlaubnis", "familiennachzug"} | PROCEDURE | TOLERATED | TEMPORARY,
        PERHAPS_PROTECTED | {"aufenthaltserlaubnis", "familiennachzug"},
    ),
}
AGES = {"kinder": (0, 13), "jugendliche": (14, 17), "senioren": (61, 120)}
MINOR, LAST_YOUNG = (0, 17), (0, 25)
GENDERS = {"frauen": PersonGender.WOMAN, "maenner": PersonGender.MAN}
# Groups of helpers: nobody asks for a way of her own as one of them.
HELPERS = frozenset({"fachkraefte", "ehrenamtliche", "einrichtungen"})


def is_of_group(group, asker, *, day):
    """Yes, no or "ask"."""
    if group in EVERY_NEWCOMER:
        return Answer.YES
    if group in HELPERS:
        return Answer.NO
    if group in BY_STATUS:
        return _by_status(asker.legal_status, *BY_STATUS[group])
    if group in AGES:
        return aged(AGES[group], asker, day)
    if group in GENDERS:
        return Answer.ASK if asker.gender is None else known(asker.gender == GENDERS[group])
    judge = JUDGES.get(group)
    return judge(asker, day) if judge else Answer.ASK


def aged(span, asker, day):
    """Whether the person's age lies in a span."""
    ages = asker.ages_on(day)
    if ages is None:
        return Answer.ASK
    inside = [span[0] <= age <= span[1] for age in ages]
    return Answer.YES if all(inside) else Answer.ASK if any(inside) else Answer.NO


def both(*answers):
    """No if one is no, else "ask" if one has to be asked."""
    return next((answer for answer in (Answer.NO, Answer.ASK) if answer in answers), Answer.YES)


def known(value):
    """A fact as an answer."""
    return Answer.ASK if value is None else Answer.YES if value else Answer.NO


def _by_status(status, surely, perhaps):
    if status is None or (status in perhaps and status not in surely):
        return Answer.ASK
    return known(status in surely)


def _is_unaccompanied_minor(asker, day):
    return both(aged(MINOR, asker, day), known(asker.is_unaccompanied))


def _is_young_beyond_school(asker, day):
    in_school = asker.in_compulsory_school
    return both(aged(LAST_YOUNG, asker, day), known(None if in_school is None else not in_school))


def _is_from_south_east(asker, day):
    """Rumania and Bulgaria; a paper of free movement alone does not tell the country."""
    if asker.citizenship in {None, SOME_EU}:
        return Answer.ASK
    return known(asker.citizenship in SOUTH_EAST)


def _is_eu(asker, day):
    """Another country of the Union; relatives from elsewhere have the same paper, so the paper alone does not tell."""
    return known(asker.is_eu)


def _is_single_parent(asker, day):
    if asker.is_single_parent is None:
        return Answer.NO if asker.is_parent is False else Answer.ASK
    return known(asker.is_single_parent)


def _is_family(asker, day):
    return Answer.YES if asker.is_single_parent else known(asker.is_parent)


JUDGES = {
    "c": _is_from_south_east,
    "eu": _is_eu,
    "uma": _is_unaccompanied_minor,
    "jugendliche_bis25": _is_young_beyond_school,
    "alleinerziehende": _is_single_parent,
    "familien": _is_family,
}
