"""Which advice path is a person's way. Pure: rules and facts in, a path with its reasons out.

All that a rule says must hold. A fact that nobody knows gives "ask", never "no". Of the paths that fit, the most
specific one is the way; where none surely fits, the nearest one is named with what has to be asked, and always the
task that leads to whoever advises: nobody ends without a way on.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from offers.choices_eligibility import Answer
from offers.choices_paths import Family
from offers.eligibility import COUNSELLING_TASK
from offers.path_groups import aged, is_of_group, known

WHOLE_LIFE = (0, 120)
ADULT = 18
DAYS_OF_A_MONTH = 30.44


@dataclass(frozen=True)
class Rule:
    """For whom a path is; whatever is empty is no condition."""

    path: Hashable
    group: str = ""
    statuses: frozenset = frozenset()
    areas: frozenset = frozenset()
    families: frozenset = frozenset()
    age_from: int | None = None
    age_to: int | None = None
    is_beyond_school: bool = False
    arrived_within: int | None = None
    position: int = 0

    @property
    def conditions(self):
        """How many things it asks for."""
        ages = self.age_from is not None or self.age_to is not None
        stated = (self.group, self.statuses, self.areas, self.families, ages, self.is_beyond_school)
        return sum(map(bool, stated)) + (self.arrived_within is not None)

    @property
    def is_for_lone_children(self):
        """Whoever is under age and without parents is first of all in the care of the youth welfare office."""
        return self.group == "uma" or self.families == {Family.UNACCOMPANIED}

    @property
    def span(self):
        """(youngest, oldest)."""
        low, high = WHOLE_LIFE
        return (low if self.age_from is None else self.age_from, high if self.age_to is None else self.age_to)


@dataclass(frozen=True)
class Reason:
    """One condition of a rule: which one, and what it says of the person."""

    condition: str
    answer: str

    @property
    def sentence(self):
        """What a case worker reads."""
        return SENTENCES[self.condition][self.answer]


@dataclass(frozen=True)
class Fit:
    """Whether a path is for a person, and why."""

    answer: str
    reasons: tuple = ()

    @property
    def open_questions(self):
        """What has to be asked before the answer is sure."""
        return tuple(reason for reason in self.reasons if reason.answer == Answer.ASK)


@dataclass(frozen=True)
class Choice:
    """The way for a person; `others` might be hers as well once more is known. `ask_task` leads to who advises her."""

    path: Hashable | None
    fit: Fit
    others: tuple = ()
    ask_task: str = COUNSELLING_TASK

    @property
    def is_sure(self):
        """Whether nothing has to be asked."""
        return self.fit.answer == Answer.YES


SENTENCES = {
    "group": {
        Answer.YES: "Die Person gehört zur Zielgruppe.",
        Answer.ASK: "Gehört die Person zur Zielgruppe?",
        Answer.NO: "Die Person gehört nicht zur Zielgruppe.",
    },
    "status": {
        Answer.YES: "Der Aufenthaltsstatus passt.",
        Answer.ASK: "Welchen Aufenthaltsstatus hat die Person?",
        Answer.NO: "Der Weg ist für einen anderen Aufenthaltsstatus.",
    },
    "area": {
        Answer.YES: "Der Rechtskreis passt.",
        Answer.ASK: "Von welchem Amt bekommt die Person Geld?",
        Answer.NO: "Der Weg ist für einen anderen Rechtskreis.",
    },
    "family": {
        Answer.YES: "Die Familie passt.",
        Answer.ASK: "Ist die Person allein, mit Kindern oder ohne Eltern hier?",
        Answer.NO: "Der Weg ist für eine andere Familie.",
    },
    "age": {
        Answer.YES: "Das Alter passt.",
        Answer.ASK: "Wie alt ist die Person?",
        Answer.NO: "Der Weg ist für ein anderes Alter.",
    },
    "school": {
        Answer.YES: "Die Person ist nicht mehr schulpflichtig.",
        Answer.ASK: "Ist die Person noch schulpflichtig?",
        Answer.NO: "Die Person ist noch schulpflichtig.",
    },
    "arrival": {
        Answer.YES: "Die Ankunft liegt nicht zu lange zurück.",
        Answer.ASK: "Wann ist die Person angekommen?",
        Answer.NO: "Die Ankunft liegt länger zurück.",
    },
}


def fits(rule, asker, *, day):
    """Yes, no or "ask", with a reason for every condition that the rule states."""
    told = {
        "group": is_of_group(rule.group, asker, day=day) if rule.group else None,
        "status": _one_of(asker.legal_status, rule.statuses),
        "area": _one_of(asker.legal_area, rule.areas),
        "family": _any(_is_family(family, asker, day) for family in sorted(rule.families)) if rule.families else None,
        "age": _has_age(rule, asker, day),
        "school": _is_beyond_school(asker) if rule.is_beyond_school else None,
        "arrival": _has_arrived(rule, asker, day),
    }
    reasons = tuple(Reason(condition, answer) for condition, answer in told.items() if answer is not None)
    return Fit(_all(reason.answer for reason in reasons), reasons)


def best(rules, asker, *, day):
    """The most specific path that fits; else the one with the fewest open questions; else none, and who to ask."""
    told = [(rule, fits(rule, asker, day=day)) for rule in rules]
    sure = sorted((pair for pair in told if pair[1].answer == Answer.YES), key=_most_specific)
    asked = sorted((pair for pair in told if pair[1].answer == Answer.ASK), key=_nearest)
    ranked = [*sure, *asked]
    if not ranked:
        return Choice(None, Fit(Answer.NO))
    (rule, fit), *others = ranked
    return Choice(rule.path, fit, tuple((other.path, its_fit) for other, its_fit in others))


def _most_specific(pair):
    rule, _fit = pair
    low, high = rule.span
    return (not rule.is_for_lone_children, -rule.conditions, high - low, rule.position, str(rule.path))


def _nearest(pair):
    return (len(pair[1].open_questions), *_most_specific(pair))


def _all(answers):
    """No if one is no, else "ask" if one has to be asked."""
    answers = set(answers)
    return next((answer for answer in (Answer.NO, Answer.ASK) if answer in answers), Answer.YES)


def _any(answers):
    """Yes if one is yes, else "ask" if one has to be asked."""
    answers = set(answers)
    return next((answer for answer in (Answer.YES, Answer.ASK) if answer in answers), Answer.NO)


def _one_of(value, wanted):
    if not wanted:
        return None
    return Answer.ASK if value is None else known(value in wanted)


def _has_age(rule, asker, day):
    if rule.age_from is None and rule.age_to is None:
        return None
    return aged(rule.span, asker, day)


def _is_beyond_school(asker):
    return known(None if asker.in_compulsory_school is None else not asker.in_compulsory_school)


def _has_arrived(rule, asker, day):
    if rule.arrived_within is None:
        return None
    days = asker.days_here(day)
    return Answer.ASK if days is None else known(days <= rule.arrived_within * DAYS_OF_A_MONTH)


def _is_family(family, asker, day):
    if family == Family.UNACCOMPANIED:
        return is_of_group("uma", asker, day=day)
    if family == Family.SINGLE_PARENT:
        return is_of_group("alleinerziehende", asker, day=day)
    is_parent = True if asker.is_single_parent else asker.is_parent
    if family == Family.ALONE:
        return known(None if is_parent is None else not is_parent)
    return known(is_parent)
