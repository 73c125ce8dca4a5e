"""A guideline in the office's words: every rule with its value, where it is from, and whether that is an example.

Pure: rules in, words out. The public reads `public_facts`.
"""

from dataclasses import dataclass
from decimal import Decimal

from fund import documents
from fund.choices.applicants import ApplicantKind
from fund.choices.items import CostCategory
from herne_integration import money

LABELS = {
    "applicant_kinds": "Wer einen Antrag stellen darf",
    "cost_categories_allowed": "Was gefördert wird",
    "cost_categories_excluded": "Was nicht gefördert wird",
    "max_per_application": "Höchstens je Antrag (EUR)",
    "max_per_applicant_and_year": "Höchstens je Antragsteller und Jahr (EUR)",
    "own_share_percent": "Eigenanteil, mindestens (Prozent der Kosten)",
    "three_offers_above": "Drei Angebote für Anschaffungen über (EUR)",
    "must_not_have_begun": "Das Projekt darf noch nicht begonnen haben",
    "proof_months": "Verwendungsnachweis nach Projektende (Monate)",
    "supplement_days": "Frist einer Nachforderung (Tage)",
}
NONE = "keine Regel"


@dataclass(frozen=True)
class Rule:
    """One rule in words."""

    label: str
    text: str
    is_example: bool
    source: str


def rules_of(rules):
    """All rules that a guideline can have, also those that this one leaves out."""
    return [
        Rule(label, _text(name, rules[name]["value"]), bool(rules[name].get("is_example")), rules[name]["source"])
        if name in rules
        else Rule(label, NONE, is_example=False, source="")
        for name, label in LABELS.items()
    ]


def documents_of(rules):
    """(document, who needs it) in the guideline's order."""
    return [(one, _for_whom(one)) for one in documents.all_of(rules)]


def _text(name, value):
    if name == "applicant_kinds":
        return ", ".join(str(ApplicantKind(one).label) for one in value)
    if name.startswith("cost_categories"):
        return ", ".join(str(CostCategory(one).label) for one in value)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return money.written(Decimal(value)) if isinstance(value, str) else str(value)


def _for_whom(one):
    kinds = [str(kind.label) for kind in ApplicantKind if kind in one.kinds]
    who = "alle" if len(kinds) == len(ApplicantKind) else ", ".join(kinds)
    above = f", ab einer Kostenposition über {money.written(one.item_above)} EUR" if one.item_above else ""
    return f"{'nötig für' if one.is_required else 'freiwillig für'} {who}{above}"
