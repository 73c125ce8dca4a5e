"""Links for paper and mail: `/k/<code>`, permanent, redirecting by language."""

import secrets

from django.db import models

from herne_integration.privacy import classified

# No vowels, no look-alikes (0/O, 1/l/I): codes are read aloud and typed from paper, and never spell a word.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


def new_code():
    """Seven random characters of the alphabet: ten thousand million codes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(7))


@classified(plain="id code path created_at")
class ShortLink(models.Model):
    """A short code for a page ("Kurzlink"); `path` is the address without the language, `/angebote/…/`."""

    code = models.CharField("Code", max_length=12, unique=True, default=new_code, editable=False)
    path = models.CharField("Pfad ohne Sprache", max_length=200, unique=True)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)

    class Meta:
        verbose_name = "Kurzlink"
        verbose_name_plural = "Kurzlinks"
        default_permissions = ()

    def __str__(self):
        return f"/k/{self.code}"
