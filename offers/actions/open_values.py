"""What can happen to a figure that only the city knows."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions.records import locked
from offers.models import ValueSetting


@transaction.atomic
def set_value(*, value, amount, valid_from, source, seen, by):
    """A person says what the value is from a day on; `seen` is the key of the newest setting they saw, or None."""
    locked(value)
    if newest_key(value) != seen:
        raise RuleBroken(
            f"„{value}“ hat sich geändert, seit Sie die Seite geöffnet haben. Bitte sehen Sie den neuen Stand an."
        )
    return ValueSetting.objects.create(
        open_value=value, amount=amount, valid_from=valid_from, source=source, set_at=timezone.now(), set_by=by
    )


def newest_key(value):
    """The key of what was set last, or None."""
    return value.settings.order_by("-pk").values_list("pk", flat=True).first()
