"""Forms that were sent once."""

from django.db import models

from herne_integration.privacy import classified


@classified(plain="key digest result created_at")
class IdempotencyKey(models.Model):
    """A form that has made its object; `result` is the page on which the second click ends as well."""

    key = models.CharField("Schlüssel", max_length=40, primary_key=True)
    digest = models.CharField("Fingerabdruck der Eingaben", max_length=64)
    result = models.CharField("Ergebnis", max_length=500, blank=True)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "abgeschicktes Formular"
        verbose_name_plural = "abgeschickte Formulare"
        default_permissions = ()

    def __str__(self):
        return self.key
