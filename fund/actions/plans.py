"""A whole plan at once: what one page of rows changes is saved together or not at all."""

from django.db import transaction

from fund.actions import doors, items
from fund.models import CostItem

ADD = {True: items.add_cost, False: items.add_financing}


@transaction.atomic
def save(*, application, model, dropped=(), changed=(), new=(), by=None, key=""):
    """Takes lines out, changes them (`(line, values)`, the line as the page has seen it) and adds new ones (`values`).

    `model` is `CostItem` or `FinancingItem`. Whoever was faster with one of these lines stops all of it.
    """
    application = doors.locked(application)
    writer = {"by": by, "key": key}
    for item in dropped:
        items.remove(item=item, **writer)
    for item, values in changed:
        for name, value in values.items():
            setattr(item, name, value)
        item.version += 1
        items.change(item=item, **writer)
    for values in new:
        ADD[model is CostItem](application=application, **values, **writer)
