"""Counted guesses."""

from django.db import models

from herne_integration.privacy import classified


@classified(plain="key window_ends_at count")
class Attempts(models.Model):
    """How often something was tried in a stretch of time ("Versuche").

    `key` is a keyed hash of what is counted (an account, a device, an address), so the table names nobody.
    """

    key = models.CharField("Prüfsumme", max_length=64, primary_key=True)
    window_ends_at = models.DateTimeField("zählt bis", db_index=True)
    count = models.PositiveIntegerField("Versuche")

    class Meta:
        verbose_name = "Versuche"
        verbose_name_plural = "Versuche"
        default_permissions = ()

    def __str__(self):
        return str(self.count)
