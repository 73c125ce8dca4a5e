"""Which documents a guideline asks for, and of whom. Pure: the guideline's `rules` in, documents out."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Document:
    """A document by its key; `kinds` of applicants need it, with `item_above` only where a cost item is dearer."""

    key: str
    label: str
    help: str
    kinds: frozenset
    item_above: Decimal | None
    is_required: bool


def all_of(rules):
    """Every document that may be attached, required ones first, in the guideline's order."""
    found = []
    for name, is_required in (("required_documents", True), ("optional_documents", False)):
        for one in rules.get(name, {}).get("value", []):
            above = Decimal(one["item_above"]) if one.get("item_above") else None
            found.append(
                Document(one["key"], one["label"], one.get("help", ""), frozenset(one["kinds"]), above, is_required)
            )
    return found


def keys(rules):
    """Keys of the documents that may be attached."""
    return {one.key for one in all_of(rules)}


def needed(rules, *, kind, amounts):
    """Documents that an applicant of this kind has to attach; `amounts` of the lines of the cost plan."""
    return [
        one
        for one in all_of(rules)
        if one.is_required and kind in one.kinds
        if one.item_above is None or any(amount > one.item_above for amount in amounts)
    ]
