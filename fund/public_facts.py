"""What the guideline says, for the public page: rules in, questions and answers out, in the page's language. Pure.

Herne's own guideline is not known: what no source says is marked as an example.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fund import guideline_rules
from fund.choices.applicants import ApplicantKind
from fund.choices.items import CostCategory
from herne_integration import money


@dataclass(frozen=True)
class Fact:
    """One question with its answer; `is_example` where no source gives the value."""

    label: str
    text: str
    is_example: bool


def facts(rules):
    """The sums and conditions of a guideline; a rule that it does not have is left out."""
    found = [
        (name, label, writer(guideline_rules.value(rules, name)))
        for name, label, writer in _questions()
        if guideline_rules.value(rules, name) not in (None, [], "")
    ]
    return [Fact(label, text, bool(rules[name].get("is_example"))) for name, label, text in found]


def kinds(rules):
    """Who may apply, in the order of the guideline."""
    return [str(ApplicantKind(name).label) for name in guideline_rules.value(rules, "applicant_kinds") or []]


def _questions():
    return [
        ("max_per_application", _("Höchstens je Antrag"), _amount),
        ("max_per_applicant_and_year", _("Höchstens je Antragsteller und Jahr"), _amount),
        ("own_share_percent", _("Was Sie selbst aufbringen"), _share),
        ("cost_categories_allowed", _("Bezahlt werden"), _categories),
        ("cost_categories_excluded", _("Nicht bezahlt werden"), _categories),
        ("three_offers_above", _("Drei Angebote"), _offers),
        ("must_not_have_begun", _("Beginn"), _begun),
        ("proof_months", _("Danach"), _proof),
    ]


def _amount(value):
    return f"{money.written(Decimal(value))} EUR"


def _share(value):
    return _("mindestens %(percent)s Prozent der Kosten") % {"percent": value}


def _categories(names):
    return ", ".join(str(CostCategory(name).label) for name in names)


def _offers(value):
    return _("bei jeder Anschaffung über %(amount)s") % {"amount": _amount(value)}


def _begun(_value):
    return _("Das Projekt darf vor der Entscheidung noch nicht begonnen haben.")


def _proof(months):
    return ngettext(
        "Sie weisen innerhalb von %(months)s Monat nach, wofür das Geld war.",
        "Sie weisen innerhalb von %(months)s Monaten nach, wofür das Geld war.",
        months,
    ) % {"months": months}
