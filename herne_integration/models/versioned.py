"""Edits carry a version: who saves second sees both texts, and nothing is lost."""

from django.db import models


class Versioned(models.Model):
    """Something that several people edit; `version` counts the saved edits and travels in the form."""

    version = models.PositiveIntegerField("Fassung", default=1, editable=False)

    class Meta:
        abstract = True
