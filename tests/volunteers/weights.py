"""Weights that are not those of the vocabulary, and moments to wait since."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

HEAVY = {
    "area": Decimal("3"),
    "target_group": Decimal("2"),
    "language": Decimal("2"),
    "closeness": Decimal("1"),
    "load": Decimal("1"),
    "volunteer_waits": Decimal("0.0150"),
    "opportunity_waits": Decimal("0.0050"),
}


def ago(days):
    """A moment so many days ago, at noon."""
    return datetime.combine(timezone.localdate() - timedelta(days=days), datetime.min.time(), ZoneInfo("Europe/Berlin"))
