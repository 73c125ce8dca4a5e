"""Columns for who did something and when: always a pair, kept so by `constraints.stamped`."""

from django.conf import settings
from django.db import models


def moment(verb, *, required=False):
    """When somebody did it."""
    return models.DateTimeField(f"{verb} am", null=not required, blank=not required)


def person(verb, *, required=False):
    """Who did it: people are anonymised, never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=not required,
        blank=not required,
        related_name="+",
        verbose_name=f"{verb} von",
    )
