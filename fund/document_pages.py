"""The documents of an application as its page shows them: what is needed of whom, what is there, what may change."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fund import documents
from fund.choices.applicants import ApplicantKind
from fund.choices.applications import DOCUMENT
from herne_integration import money


@dataclass
class Shown:
    """One document: whether this applicant needs it, why, and the files that are there; the view adds its form."""

    document: documents.Document
    is_needed: bool
    reason: str
    may_change: bool
    files: list = field(default_factory=list)
    form: Any = None


def of(application, frozen, unlocked):
    """Needed documents first, then those that one may add; of a supplement only what is there or asked for."""
    rules = application.round.guideline.rules
    kind, amounts = frozen["answers"]["applicant_kind"], [Decimal(one["amount"]) for one in frozen["costs"]]
    needed = {one.key for one in documents.needed(rules, kind=kind, amounts=amounts)}
    files = {}
    for attached in application.attachments.current().select_related("file"):
        files.setdefault(attached.document, []).append(attached)
    shown = [_shown(one, needed, kind, unlocked, files.get(one.key, [])) for one in documents.all_of(rules)]
    return sorted([one for one in shown if one.may_change or one.files], key=lambda one: not one.is_needed)


def _shown(one, needed, kind, unlocked, files):
    may_change = unlocked is None or DOCUMENT + one.key in unlocked
    return Shown(one, one.key in needed, _reason(one, one.key in needed, kind), may_change, files)


def _reason(one, is_needed, kind):
    """Why it is needed or not, as far as the answers say."""
    if not one.is_required:
        return "Freiwillig."
    if is_needed:
        return "Nötig für Ihren Antrag."
    if not kind:
        return f"Nötig für: {', '.join(str(ApplicantKind(name).label) for name in sorted(one.kinds))}."
    if one.item_above is not None and kind in one.kinds:
        return f"Nur nötig, wenn eine Zeile des Kostenplans über {money.written(one.item_above)} EUR liegt."
    return "Für Ihre Rechtsform nicht nötig."
