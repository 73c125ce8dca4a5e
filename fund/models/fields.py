"""Columns that many tables of the fund have."""

from django.conf import settings
from django.db import models


def moment(verb, *, required=False):
    """When somebody decided something."""
    return models.DateTimeField(f"{verb} am", null=not required, blank=not required)


def person(verb, *, required=False):
    """Who decided it: people are anonymised, never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=not required,
        blank=not required,
        related_name="+",
        verbose_name=f"{verb} von",
    )


def amount(label="Betrag", **options):
    """Euro and cents."""
    return models.DecimalField(label, max_digits=12, decimal_places=2, **options)
