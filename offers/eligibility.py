"""Whether an offer fits a person: yes, no or "ask", with the rule that decided. Values in, reasons out.

- Yes: a person vouches for every rule that counts, and every one of them is known and met.
- No: one rule is known to be broken that a person has reviewed, that names its norm and that may say no. There is
  always something else to do: what the rule names, and the counselling.
- Everything else is "ask": a fact is missing, or what speaks for or against it has only been read in from a source.

More facts never turn a yes or a no into something else, and a rule about which nobody was asked never decides.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from offers.choices_eligibility import Answer, Condition, Effect, Outlook, Standing
from offers.eligibility_conditions import FACTS, LOOK, is_in

# Where nobody has named anything else, the task "Beratung und Begleitung" leads to whoever advises this person.
COUNSELLING_TASK = "beratung"


@dataclass(frozen=True)
class Alternative:
    """Where to go instead: an offer or a task, by key."""

    kind: str
    key: Hashable


COUNSELLING = Alternative("task", COUNSELLING_TASK)


@dataclass(frozen=True)
class Rule:
    """One condition; open numbers and levels are no limit, `only` names the statuses it is about (none: everybody)."""

    key: Hashable
    condition: str
    effect: str = Effect.REQUIRED
    values: frozenset = frozenset()
    low: int | None = None
    high: int | None = None
    level_from: str = ""
    level_to: str = ""
    only: frozenset = frozenset()
    standing: str = Standing.ENTERED
    # A person has confirmed the entry that says so: that is worth a yes, never a no.
    is_confirmed: bool = False
    may_refuse: bool = False
    norm: str = ""
    reviewed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    wording: str = ""
    documents: tuple = ()
    alternative: Alternative | None = None
    position: int = 0

    @property
    def is_vouched(self):
        """Whether a person stands behind it."""
        return self.standing == Standing.REVIEWED or self.is_confirmed

    @property
    def can_refuse(self):
        """Whether it can say no; the database holds the same for what is stored."""
        return (
            self.may_refuse and self.standing == Standing.REVIEWED and bool(self.norm) and self.reviewed_on is not None
        )

    def is_live_on(self, day):
        """Begun and not over; the last day still counts."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Reason:
    """What a rule means for a person: `holds` is True, False or None; `is_met` whether that is as it should be."""

    rule: Rule
    holds: bool | None
    is_met: bool | None
    # Facts that are missing, so that nobody knows.
    questions: tuple = ()
    # Whether it is about this person at all; what is not stands in nobody's way.
    is_apart: bool = False

    @property
    def refuses(self):
        """Whether it says no."""
        return self.is_met is False and self.rule.can_refuse

    @property
    def is_doubt(self):
        """Whether it speaks against it without being able to say no."""
        return self.is_met is False and not self.rule.can_refuse

    @property
    def allows_yes(self):
        """Whether it leaves room for a yes."""
        return self.is_met is True and (self.is_apart or self.rule.is_vouched)


@dataclass(frozen=True)
class Verdict:
    """The answer with everything it rests on; `reasons` begin with what weighs most."""

    answer: str
    outlook: str
    deciding: Rule | None
    reasons: tuple
    questions: tuple
    documents: tuple
    alternatives: tuple


def verdict(rules, asker, day):
    """The answer for somebody on a day; the order of the rules does not matter."""
    reasons = sorted((_reason(rule, asker, day) for rule in rules if rule.is_live_on(day)), key=_weight)
    counting = [reason for reason in reasons if reason.rule.effect != Effect.PRIORITY]
    if refusing := [reason for reason in counting if reason.refuses]:
        return _no(refusing, reasons)
    vouched = [reason for reason in counting if reason.rule.is_vouched]
    if vouched and all(reason.allows_yes for reason in counting):
        return _answered(Answer.YES, Outlook.GOOD, vouched[0], reasons)
    counting = [reason for reason in counting if not reason.is_apart]
    deciding = next((reason for reason in counting if not reason.allows_yes), None)
    return _answered(Answer.ASK, _outlook(counting), deciding, reasons)


def _answered(answer, outlook, deciding, reasons):
    questions = () if answer == Answer.YES else _questions(reasons)
    elsewhere = [reason.rule.alternative for reason in reasons if reason.is_doubt and reason.rule.alternative]
    rule = deciding.rule if deciding else None
    return Verdict(answer, outlook, rule, tuple(reasons), questions, _documents(reasons), _once(elsewhere))


def _no(refusing, reasons):
    named = [reason.rule.alternative for reason in refusing if reason.rule.alternative]
    return Verdict(
        answer=Answer.NO,
        outlook=Outlook.DOUBTFUL,
        deciding=refusing[0].rule,
        reasons=tuple(reasons),
        questions=(),
        documents=_documents(refusing),
        # What is named may say no as well; the counselling never does.
        alternatives=_once([*named, COUNSELLING]),
    )


def _outlook(counting):
    if any(reason.is_doubt for reason in counting):
        return Outlook.DOUBTFUL
    if any(reason.is_met is None for reason in counting):
        return Outlook.OPEN
    return Outlook.GOOD if counting else Outlook.SILENT


def _questions(reasons):
    """What is missing, each fact once. A doubt is cleared up by asking the office, not the person."""
    return _once([question for reason in reasons for question in reason.questions])


def _documents(reasons):
    """Papers of every rule that counts or may yet count."""
    told = [reason for reason in reasons if reason.holds is not False and not reason.is_apart]
    return _once([paper for reason in told for paper in reason.rule.documents])


def _once(things):
    return tuple(dict.fromkeys(things))


def _weight(reason):
    """What refuses stands first, then what speaks against it, what is open, what is fine, and last what helps.

    Demands stand before exclusions.
    """
    if reason.rule.effect == Effect.PRIORITY:
        place = 4
    elif reason.is_met is False:
        place = 0 if reason.refuses else 1
    else:
        place = 2 if reason.is_met is None else 3
    return place, reason.rule.effect == Effect.EXCLUDES, reason.rule.position, str(reason.rule.key)


def _reason(rule, asker, day):
    concerned = is_in(asker.legal_status, rule.only) if rule.only else True
    if concerned is False:
        return Reason(rule, None, True, is_apart=True)
    holds = LOOK[Condition(rule.condition)](rule, asker, day)
    is_met = holds
    if rule.effect == Effect.EXCLUDES and holds is not None:
        is_met = not holds
    questions = FACTS[Condition(rule.condition)] if holds is None else ()
    if concerned is None and is_met is not True:
        # Whether it is about this person at all depends on her status.
        return Reason(rule, None, None, ("legal_status", *questions))
    if concerned is None and not rule.is_vouched:
        questions = ("legal_status",)
    return Reason(rule, holds, is_met, questions)


def asked(rules):
    """The facts that these rules need, in the order of `FACTS`: what a form asks, and nothing else."""
    needed = {fact for rule in rules for fact in FACTS[Condition(rule.condition)]}
    needed |= {"legal_status" for rule in rules if rule.only}
    return [fact for fact in _once([fact for facts in FACTS.values() for fact in facts]) if fact in needed]
