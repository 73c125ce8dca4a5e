"""A content (`content.py`) as people read it, of the working copy or of a submitted version: the check-your-answers
page, the printed copy and the office read the same words.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from fund import content, documents, plan_sums
from fund.choices.applicants import ApplicantKind
from fund.choices.applications import DOCUMENT, PROJECT_DATES, TOPIC_FIELDS, Topic
from fund.choices.items import CostCategory, FinancingKind
from fund.models import Application
from herne_integration import money
from offers.models import FieldOfAction, TargetGroup

CHECKED = {True: "Ja", False: "Nein"}


@dataclass(frozen=True)
class Answer:
    """One question with what was answered; `part` is its name in `content.py`, without `lines` nothing was said."""

    part: str
    label: str
    lines: tuple = ()


@dataclass(frozen=True)
class Section:
    """The answers of one topic."""

    topic: Topic
    answers: list = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """One line of a plan in words; `amount` is written as money."""

    kind: str
    label: str
    amount: str
    note: str


@dataclass(frozen=True)
class Plans:
    """Both plans with their sums (`plan_sums.Sums`), and the sums written as money."""

    costs: list
    financing: list
    sums: plan_sums.Sums

    @property
    def total_costs(self):
        """All costs."""
        return money.written(self.sums.costs)

    @property
    def total_others(self):
        """What all but the fund pay."""
        return money.written(self.sums.others)

    @property
    def requested(self):
        """What is asked of the fund."""
        return money.written(self.sums.requested)

    @property
    def total_financing(self):
        """What all who pay bring, the fund included."""
        return money.written(self.sums.financing)


def sections(frozen, rules):
    """The answers of a content, topic by topic; the two plans are tables of their own (`plans`)."""
    words = _words(frozen["answers"])
    found = [Section(topic, [_answer(frozen, column, words) for column in TOPIC_FIELDS[topic]]) for topic in Topic]
    found[-1].answers.extend(_documents(frozen, rules))
    return found


def plans(frozen):
    """The cost plan and the financing plan of a content."""
    requested = frozen["answers"]["amount_requested"]
    costs = [plan_sums.Line(one["category"], Decimal(one["amount"]), one["label"]) for one in frozen["costs"]]
    others = [plan_sums.Line(one["kind"], Decimal(one["amount"]), one["label"]) for one in frozen["financing"]]
    return Plans(
        costs=[_row(one, CostCategory(one["category"]).label) for one in frozen["costs"]],
        financing=[_row(one, _financing_kind(one)) for one in frozen["financing"]],
        sums=plan_sums.add_up(costs, others, Decimal(requested) if requested else None),
    )


def label_of(part, rules):
    """What a part (see `content.py`) is called on the page where it is filled in."""
    if part.startswith(DOCUMENT):
        key = part.removeprefix(DOCUMENT)
        return next((f"Unterlage: {one.label}" for one in documents.all_of(rules) if one.key == key), "Unterlage")
    if part in content.COLUMNS:
        return str(Application._meta.get_field(part).verbose_name)
    return str(Topic(part).label)


def in_groups(sha256, size=8):
    """A checksum in groups, so that two people can compare it aloud."""
    return " ".join(sha256[start : start + size] for start in range(0, len(sha256), size))


def _words(answers):
    """Labels of the keys that stand in the answers."""
    field_key, groups = answers["field_of_action"], answers["target_groups"]
    found = {} if not field_key else dict(FieldOfAction.objects.filter(key=field_key).values_list("key", "label"))
    return found | (dict(TargetGroup.objects.filter(key__in=groups).values_list("key", "label")) if groups else {})


def _answer(frozen, column, words):
    label = str(Application._meta.get_field(column).verbose_name)
    value = frozen["answers"][column]
    if value in (None, "", []):
        return Answer(column, label)
    return Answer(column, label, tuple(_lines(column, value, words)))


def _lines(column, value, words):
    if column == "applicant_kind":
        return [str(ApplicantKind(value).label)]
    if column == "is_begun":
        return [CHECKED[value]]
    if column in PROJECT_DATES:
        return [date_format(date.fromisoformat(value))]
    if column == "amount_requested":
        return [f"{money.written(Decimal(value))} EUR"]
    if isinstance(value, list):
        return [words.get(key, key) for key in value]
    return str(words.get(value, value) if column == "field_of_action" else value).split("\n")


def _row(one, kind):
    return Row(str(kind), one["label"], money.written(Decimal(one["amount"])), one["note"])


def _financing_kind(one):
    label = FinancingKind(one["kind"]).label
    return f"{label} (zugesagt)" if one["is_assured"] else label


def _documents(frozen, rules):
    """What is attached, and what this applicant has to attach."""
    amounts = [Decimal(one["amount"]) for one in frozen["costs"]]
    kind = frozen["answers"]["applicant_kind"]
    required = {one.key for one in documents.needed(rules, kind=kind, amounts=amounts)}
    for one in documents.all_of(rules):
        files = frozen["documents"].get(one.key, [])
        if files or one.key in required:
            yield Answer(DOCUMENT + one.key, one.label, tuple(file["name"] for file in files))
