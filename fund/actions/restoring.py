"""The working copy becomes what was submitted last again, where a supplement ends without an answer."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from fund.choices.applications import COSTS, DOCUMENT, FINANCING, PROJECT_DATES
from fund.models import CostItem, FinancingItem
from offers.models import FieldOfAction

ROWS = {COSTS: CostItem, FINANCING: FinancingItem}


def restore(application, parts, *, by):
    """Puts these parts back as they stand in the last version; `application` is locked, and saved here."""
    content = application.latest_version.content
    columns = [part for part in parts if part in content["answers"]]
    for column in columns:
        setattr(application, column, _read(column, content["answers"][column]))
    application.version += 1
    application.save(update_fields=[*columns, "version"])
    for part in ROWS.keys() & set(parts):
        _restore_rows(application, part, content[part])
    for part in parts:
        if part.startswith(DOCUMENT):
            _restore_files(application, part.removeprefix(DOCUMENT), content["documents"], by)


def _read(column, value):
    if column == "field_of_action":
        return FieldOfAction.objects.filter(key=value).first()
    if value is not None and column in PROJECT_DATES:
        return date.fromisoformat(value)
    return Decimal(value) if column == "amount_requested" and value is not None else value


def _restore_rows(application, part, lines):
    model = ROWS[part]
    model.objects.filter(application=application).delete()
    for position, line in enumerate(lines, start=1):
        values = line | {"amount": Decimal(line["amount"])}
        model.objects.create(application=application, position=position, **values)


def _restore_files(application, document, documents, by):
    kept = {one["id"] for one in documents.get(document, [])}
    for attached in application.attachments.filter(document=document):
        if str(attached.pk) in kept:
            attached.removed_at = attached.removed_by = None
        elif attached.removed_at is None:
            attached.removed_at, attached.removed_by = timezone.now(), by
        attached.save(update_fields=["removed_at", "removed_by"])
