"""Whether the rules of a guideline can be read at all, before a version is entered. Pure: JSON in, sentences out."""

import re
from decimal import Decimal

from fund.choices.applicants import ApplicantKind
from fund.choices.items import CostCategory

KEY = re.compile(r"[a-z0-9_-]{1,60}")
AMOUNT = re.compile(r"[0-9]{1,10}\.[0-9]{2}")
LONGEST_LABEL = 200
MOST_DAYS = 366


def problems(rules):
    """What is wrong, a sentence per rule, in the order of the file; an empty list: it can be used."""
    if not isinstance(rules, dict):
        return ["Die Regeln sind ein JSON-Objekt."]
    return [*(sentence for name, rule in rules.items() for sentence in _of(name, rule)), *_both(rules)]


def _of(name, rule):
    if name not in SHAPES:
        yield f"„{name}“ ist keine bekannte Regel."
        return
    if not isinstance(rule, dict) or "value" not in rule:
        yield f"„{name}“ hat keinen Wert."
        return
    if not isinstance(rule.get("is_example"), bool) or not isinstance(rule.get("source"), str) or not rule["source"]:
        yield f"„{name}“ sagt nicht, woher der Wert kommt und ob er ein Beispielwert ist."
    fits, what = SHAPES[name]
    if not fits(rule["value"]):
        yield f"„{name}“ ist nicht lesbar: {what}."


def _both(rules):
    """What one rule says against another."""
    allowed, excluded = (rules.get(f"cost_categories_{name}") for name in ("allowed", "excluded"))
    if all(isinstance(one, dict) and _categories(one.get("value")) for one in (allowed, excluded)):
        twice = sorted({*allowed["value"]} & {*excluded["value"]})
        if twice:
            labels = ", ".join(str(CostCategory(name).label) for name in twice)
            yield f"Gefördert und nicht gefördert zugleich: {labels}."


def _amount(found):
    """Text like "10000.00": a number in JSON is a float to some readers, and "1.000" is two numbers."""
    return isinstance(found, str) and AMOUNT.fullmatch(found) is not None and Decimal(found) > 0


def _whole(least, most):
    return lambda found: type(found) is int and least <= found <= most


def _among(choices):
    def fits(found):
        return isinstance(found, list) and all(one in choices.values for one in found) and len(set(found)) == len(found)

    return fits


_categories = _among(CostCategory)


def _documents(found):
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return False
    keys = [one.get("key") for one in found]
    return all(map(_document, found)) and len(set(keys)) == len(keys)


def _document(one):
    label, above = one.get("label"), one.get("item_above")
    return (
        isinstance(one.get("key"), str)
        and KEY.fullmatch(one["key"]) is not None
        and isinstance(label, str)
        and 0 < len(label) <= LONGEST_LABEL
        and isinstance(one.get("help", ""), str)
        and _among(ApplicantKind)(one.get("kinds"))
        and (above is None or _amount(above))
    )


_AMOUNT = (_amount, "ein Betrag wie „10000.00“")
_CATEGORIES = (_categories, "eine Liste von Kostenarten")
_DOCUMENTS = (_documents, "eine Liste von Unterlagen mit Schlüssel, Bezeichnung und Rechtsformen")
SHAPES = {
    "applicant_kinds": (_among(ApplicantKind), "eine Liste von Rechtsformen"),
    "cost_categories_allowed": _CATEGORIES,
    "cost_categories_excluded": _CATEGORIES,
    "max_per_application": _AMOUNT,
    "max_per_applicant_and_year": _AMOUNT,
    "own_share_percent": (_whole(0, 100), "eine ganze Zahl von 0 bis 100"),
    "three_offers_above": _AMOUNT,
    "must_not_have_begun": (lambda found: isinstance(found, bool), "true oder false"),
    "proof_months": (_whole(1, 60), "eine Zahl von Monaten, 1 bis 60"),
    "supplement_days": (_whole(1, MOST_DAYS), "eine Zahl von Tagen, 1 bis 366"),
    "required_documents": _DOCUMENTS,
    "optional_documents": _DOCUMENTS,
}
