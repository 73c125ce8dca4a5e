"""Lines of the cost plan and of the financing plan."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from fund.actions import doors
from fund.choices.applications import Topic
from fund.models import CostItem, FinancingItem
from herne_integration.rules import RuleBroken

MOST = 60
TOPICS = {CostItem: Topic.COSTS, FinancingItem: Topic.FINANCING}
CHANGED_MEANWHILE = "Jemand hat in der Zwischenzeit gespeichert. Bitte vergleichen Sie beide Fassungen."


def add_cost(*, application, category, label, amount, note="", by=None, key=""):
    """A line of the cost plan; `amount` is a positive `Decimal` with two digits. Returns the `CostItem`."""
    values = {"category": category, "label": label, "amount": amount, "note": note}
    return _add(CostItem, application, values, by, key)


def add_financing(*, application, kind, label, amount, note="", is_assured=False, by=None, key=""):
    """A line of the financing plan, beside what is asked of the fund. Returns the `FinancingItem`."""
    values = {"kind": kind, "label": label, "amount": amount, "note": note, "is_assured": is_assured}
    return _add(FinancingItem, application, values, by, key)


@transaction.atomic
def change(*, item, by=None, key=""):
    """Saves a changed line of either plan (`form.save(commit=False)` has counted its version)."""
    _open(item.application, type(item), by, key)
    stored = type(item).objects.filter(pk=item.pk, application=item.application_id).first()
    if stored is None:
        raise RuleBroken("Diese Zeile gibt es nicht mehr.")
    if item.version != stored.version + 1:
        raise RuleBroken(CHANGED_MEANWHILE)
    _check(item)
    item.save(force_update=True)
    return item


@transaction.atomic
def remove(*, item, by=None, key=""):
    """Takes a line out of its plan; a second click finds it gone and changes nothing."""
    _open(item.application, type(item), by, key)
    type(item).objects.filter(pk=item.pk, application=item.application_id).delete()


@transaction.atomic
def _add(model, application, values, by, key):
    application = _open(application, model, by, key)
    rows = model.objects.filter(application=application)
    if rows.count() >= MOST:
        raise RuleBroken(f"Ein Plan hat höchstens {MOST} Zeilen. Fassen Sie kleinere Beträge zusammen.")
    position = (rows.aggregate(last=Max("position"))["last"] or 0) + 1
    item = model(application=application, position=position, **values)
    _check(item)
    item.save(force_insert=True)
    return item


def _open(application, model, by, key):
    """The locked application, if this plan of it may change now."""
    application = doors.locked(application)
    doors.require_writer(application, TOPICS[model], by=by, key=key)
    doors.require_open(application, [TOPICS[model].value])
    return application


def _check(item):
    try:
        item.clean_fields(exclude=["application"])
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from error
    if item.amount <= 0:
        raise RuleBroken("Der Betrag muss größer als null sein.")
