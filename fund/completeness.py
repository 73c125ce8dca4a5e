"""What an application still lacks before it can be submitted. Pure: content and rules in, sentences with topics out."""

from dataclasses import dataclass
from decimal import Decimal

from fund import content, documents, plan_sums
from fund.choices.applications import COSTS, DOCUMENT, FINANCING, OPTIONAL, TOPIC_FIELDS, Topic

SENTENCES = {
    "applicant_name": "Der Name des Antragstellers fehlt.",
    "applicant_kind": "Die Rechtsform fehlt.",
    "contact_name": "Die Ansprechperson fehlt.",
    "title": "Der Titel des Projekts fehlt.",
    "field_of_action": "Das Handlungsfeld fehlt.",
    "summary": "Es fehlt, was geplant ist.",
    "starts_on": "Der Beginn des Projekts fehlt.",
    "ends_on": "Das Ende des Projekts fehlt.",
    "is_begun": "Es fehlt, ob das Projekt schon begonnen hat.",
    "place": "Der Ort der Durchführung fehlt.",
    "new_approach": "Es fehlt, was an dem Projekt neu ist.",
    "lasting_effect": "Es fehlt, was von dem Projekt bleibt.",
    "not_otherwise_fundable": "Es fehlt, warum niemand sonst das Projekt bezahlt.",
    "short_notice": "Es fehlt, warum das Projekt kurzfristig nötig ist.",
}
NO_GROUP = "Es fehlt, für wen das Projekt ist."
NO_DOCUMENT = "Es fehlt: {label}."


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: the topic where it belongs, the part (see `content.py`), and a German sentence."""

    topic: Topic
    part: str
    sentence: str


def missing(frozen, rules):
    """What is missing, in the order of the pages. `frozen` is `content.of(application)`, `rules` the guideline's."""
    found = [*_blank(frozen["answers"]), *_plans(frozen), *_documents(frozen, rules)]
    order = list(Topic)
    return sorted(found, key=lambda one: order.index(one.topic))


def state_of(topic, frozen, lacks):
    """How far a page is: "empty", "begun" or "done"; `lacks` is what `missing` found."""
    if not any(one.topic == topic for one in lacks):
        return "done"
    filled = [frozen["answers"][column] for column in TOPIC_FIELDS[topic]]
    rows = {Topic.COSTS: frozen["costs"], Topic.FINANCING: frozen["financing"], Topic.DOCUMENTS: frozen["documents"]}
    return "begun" if any(value not in (None, "", []) for value in filled) or rows.get(topic) else "empty"


def _blank(answers):
    for column in content.COLUMNS:
        if column not in OPTIONAL and column != "amount_requested" and answers[column] in (None, ""):
            yield Missing(content.topic_of(column), column, SENTENCES[column])
    if not answers["target_groups"] and not answers["target_group_text"]:
        yield Missing(Topic.PROJECT, "target_groups", NO_GROUP)


def _plans(frozen):
    requested = frozen["answers"]["amount_requested"]
    costs = [plan_sums.Line(one["category"], Decimal(one["amount"]), one["label"]) for one in frozen["costs"]]
    others = [plan_sums.Line(one["kind"], Decimal(one["amount"]), one["label"]) for one in frozen["financing"]]
    for sentence in plan_sums.add_up(costs, others, Decimal(requested) if requested else None).problems:
        if sentence == plan_sums.NO_COSTS:
            yield Missing(Topic.COSTS, COSTS, sentence)
        elif sentence == plan_sums.NOTHING_ASKED:
            yield Missing(Topic.FINANCING, "amount_requested", sentence)
        else:
            yield Missing(Topic.FINANCING, FINANCING, sentence)


def _documents(frozen, rules):
    amounts = [Decimal(one["amount"]) for one in frozen["costs"]]
    for one in documents.needed(rules, kind=frozen["answers"]["applicant_kind"], amounts=amounts):
        if not frozen["documents"].get(one.key):
            yield Missing(Topic.DOCUMENTS, DOCUMENT + one.key, NO_DOCUMENT.format(label=one.label))
