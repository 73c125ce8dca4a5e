"""Columns that many tables of the folder have."""

from django.conf import settings
from django.db import models

from welcome_folder.models.vocabulary import CounsellingArea


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


def area(**options):
    """The counselling area that decides who of the team may read a row; the column holds the key."""
    return models.ForeignKey(
        CounsellingArea, models.PROTECT, to_field="key", related_name="+", verbose_name="Beratungsfeld", **options
    )
