"""What was typed into a form when the session had ended."""

import uuid

from django.conf import settings
from django.db import models

from herne_integration.privacy import classified


@classified(personal="id user path data", plain="created_at")
class Draft(models.Model):
    """A form that nobody has sent yet ("Entwurf"): a person's own, for a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="Person", editable=False
    )
    path = models.CharField("Seite", max_length=500)
    data = models.TextField("Eingaben")
    created_at = models.DateTimeField("angelegt am", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "Entwurf"
        verbose_name_plural = "Entwürfe"
        default_permissions = ()

    def __str__(self):
        return self.path

    @property
    def url(self):
        """The page with the draft in its form."""
        return f"{self.path}?entwurf={self.pk}"
