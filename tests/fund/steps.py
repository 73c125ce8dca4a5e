"""Everything that can be done with an application, as one call each: for the table of states and for random walks.

A `Case` holds what the calls need. Whatever does not exist (a request that nobody has made) is refused by `Nothing`,
like what the actions refuse themselves.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from fund.actions import (
    applications,
    attachments,
    drafts,
    formal_checks,
    items,
    opinions,
    submissions,
    supplements,
)
from fund.choices.applications import Topic
from fund.choices.formal_checks import Result, Stance, Verdict
from fund.models import Application, FormalCheck
from herne_integration.rules import RuleBroken
from tests.fund import make

_numbers = count(1)
UNLOCKS = ["summary", "amount_requested", "costs", "document:konzept"]


class Nothing(RuleBroken):
    """There is nothing to do this with."""


@dataclass
class Case:
    """An application, and who acts: a person, or a device (`key`) without one."""

    application: Any
    by: Any = None
    key: str = ""
    at: Any = None
    following: Any = None
    actions: dict = field(default_factory=dict)

    def fresh(self):
        """The application as it is stored now."""
        return Application.objects.select_related("round").get(pk=self.application.pk)

    def check(self):
        """The check of the last version."""
        return FormalCheck.objects.filter(version__application=self.application).order_by("version__number").last()


def _require(thing):
    if thing is None:
        raise Nothing("nichts da")
    return thing


def save_text(case):
    """Another text on one page."""
    mine = case.fresh()
    mine.summary, mine.version = f"Text {next(_numbers)}", mine.version + 1
    return applications.save_topic(application=mine, topic=Topic.PROJECT, by=case.by, key=case.key)


def save_sum(case):
    """Another sum."""
    mine = case.fresh()
    mine.version += 1
    return applications.save_topic(application=mine, topic=Topic.FINANCING, by=case.by, key=case.key)


def save_title(case):
    """A text that no supplement here asks for."""
    mine = case.fresh()
    mine.title, mine.version = f"Titel {next(_numbers)}", mine.version + 1
    return applications.save_topic(application=mine, topic=Topic.PROJECT, by=case.by, key=case.key)


def add_cost(case):
    """A line that keeps the plans adding up is not needed: the application stays complete or it does not."""
    return items.add_cost(
        application=case.application, category="material", label="Bälle", amount=Decimal(1), by=case.by, key=case.key
    )


def remove_cost(case):
    """The last line goes."""
    line = _require(case.application.costs.last())
    return items.remove(item=line, by=case.by, key=case.key)


def attach(case):
    """One more file."""
    values = {"document": "konzept", "upload": make.upload()}
    return attachments.attach(application=case.application, by=case.by, key=case.key, **values)


def move_to_round(case):
    """To the round after this one."""
    return drafts.move_to_round(
        application=case.application, to_round=_require(case.following), by=case.by, key=case.key, at=case.at
    )


def discard(case):
    """Lets go of a draft."""
    return drafts.discard(application=case.application, by=case.by, key=case.key)


def submit(case):
    """Signs and sends."""
    return submissions.submit(application=case.application, by=case.by, is_declared=True, at=case.at)


def withdraw(case):
    """Takes it back."""
    return applications.withdraw(application=case.application, by=case.by)


def start_check(case):
    """Opens the check of the last version."""
    return formal_checks.start(application=case.application, by=case.by)


def judge(case):
    """Judges the next line."""
    lines = _require(case.check()).lines
    return formal_checks.judge(line=lines.filter(verdict="").first() or lines.first(), verdict=Verdict.MET, by=case.by)


def admit(case):
    """Admissible."""
    return formal_checks.decide(check=_require(case.check()), result=Result.ADMISSIBLE, by=case.by)


def refuse(case):
    """Inadmissible."""
    return formal_checks.decide(
        check=_require(case.check()), result=Result.INADMISSIBLE, reason="Beispielgrund", by=case.by
    )


def ask_supplement(case):
    """Asks for something."""
    return supplements.ask(
        application=case.application,
        unlocks=UNLOCKS,
        request="Bitte genauer",
        due_on=timezone.localdate() + timedelta(days=9),
        by=case.by,
    )


def extend(case):
    """Gives more time."""
    asked = _require(case.application.supplements.last())
    return supplements.extend(supplement=asked, due_on=asked.due_on + timedelta(days=1), by=case.by)


def close_supplement(case):
    """Goes on without an answer."""
    return supplements.close(supplement=_require(case.application.supplements.last()), by=case.by)


def answer(case):
    """Submits what was asked for."""
    return supplements.answer(supplement=_require(case.application.supplements.last()), by=case.by, is_declared=True)


def ask_opinion(case):
    """Asks a department."""
    return opinions.ask(
        application=case.application,
        department_text="Gesundheit",
        question="Sinnvoll?",
        due_on=timezone.localdate(),
        by=case.by,
    )


def give_opinion(case):
    """Says what a department thinks."""
    opinion = _require(case.application.opinions.waiting().first())
    return opinions.give(opinion=opinion, stance=Stance.FAVOURS, text="Ja.", by=case.by)


ACTIONS = {
    function.__name__: function
    for function in (
        save_text,
        save_sum,
        save_title,
        add_cost,
        remove_cost,
        attach,
        move_to_round,
        discard,
        submit,
        withdraw,
        start_check,
        judge,
        admit,
        refuse,
        ask_supplement,
        extend,
        close_supplement,
        answer,
        ask_opinion,
        give_opinion,
    )
}
