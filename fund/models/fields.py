"""The column that many tables of the fund have."""

from django.db import models


def amount(label="Betrag", **options):
    """Euro and cents."""
    return models.DecimalField(label, max_digits=12, decimal_places=2, **options)
