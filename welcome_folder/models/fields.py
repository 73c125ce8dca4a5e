"""The column that many tables of the folder have."""

from django.db import models

from welcome_folder.models.vocabulary import CounsellingArea


def area(**options):
    """The counselling area that decides who of the team may read a row; the column holds the key."""
    return models.ForeignKey(
        CounsellingArea, models.PROTECT, to_field="key", related_name="+", verbose_name="Beratungsfeld", **options
    )
