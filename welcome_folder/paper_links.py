"""From a printed sheet back into the folder: a short code that leads to the form for what was written on it by hand.

The code stands on paper and says nothing; behind it are the log-in, the folder's door and the log of looks.
"""

from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from herne_integration import short_links
from herne_integration.models import ShortLink

# Stands for the folder as a whole.
FOLDER = 0


@dataclass(frozen=True)
class Link:
    """An address as a picture and as text."""

    picture: str
    shown: str


def of_folder(folder, numbers):
    """{number of a sheet: `Link`}, with that of the folder itself below `FOLDER`."""
    paths = {number: path(folder, number) for number in (FOLDER, *numbers)}
    short_links.make_codes(paths.values())
    codes = dict(ShortLink.objects.filter(path__in=paths.values()).values_list("path", "code"))
    return {number: _link(codes[found]) for number, found in paths.items()}


def path(folder, number=FOLDER):
    """The address of the form without the language."""
    with translation.override("de"):
        name = "welcome_folder:paper-entry"
        full = (
            reverse(name, args=[folder.pk]) if number == FOLDER else reverse(f"{name}-sheet", args=[folder.pk, number])
        )
    return full.removeprefix("/de")


def _link(code):
    address = f"{settings.SITE_URL}/k/{code}"
    picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=0)
    return Link(picture, address.partition("://")[2])
