"""Who was erased, so that no restored backup brings her back."""

from django.db import models

from herne_integration import stamps
from herne_integration.privacy import classified


@classified(plain="key", personal="erased_at erased_by")
class Tombstone(models.Model):
    """The key of somebody erased ("Löschvermerk"); a random key says nothing about anybody."""

    key = models.UUIDField("Kennung", primary_key=True)
    erased_at, erased_by = stamps.moment("gelöscht", required=True), stamps.person("gelöscht", required=True)

    class Meta:
        verbose_name = "Löschvermerk"
        verbose_name_plural = "Löschvermerke"
        default_permissions = ()

    def __str__(self):
        return f"volunteer {self.key}"
