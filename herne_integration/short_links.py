"""Permanent short addresses for paper and mail."""

import re
from itertools import product

from django.db import IntegrityError, transaction

from herne_integration.models import ShortLink
from herne_integration.models.short_links import ALPHABET

# Signs of the alphabet that look alike in print or by hand.
TWINS = {"5": "5s", "s": "s5", "2": "2z", "z": "z2", "8": "8b", "b": "b8", "9": "9g", "g": "g9", "v": "vw", "w": "wv"}
PATH = re.compile(r"/(?!/)[\w\-./~%]*")


def code_for(path):
    """The code of the page at `path` (without the language, `/angebote/…/`); always the same one for the same page."""
    if not PATH.fullmatch(path):
        raise ValueError(f"{path!r} is not a path of this site")
    for _attempt in range(3):
        try:
            with transaction.atomic():
                return ShortLink.objects.get_or_create(path=path)[0].code
        except (IntegrityError, ShortLink.DoesNotExist):
            continue  # the new code was taken; another one will not be
    raise RuntimeError("No free code found")


def make_codes(paths):
    """Codes for many new pages in one statement; a page that has one keeps it."""
    ShortLink.objects.bulk_create([ShortLink(path=path) for path in paths], ignore_conflicts=True)


def find(typed):
    """The link that somebody means who typed `typed` from paper, or None.

    Case, spaces and hyphens do not matter; signs that look alike are exchanged as long as only one link can be meant.
    """
    code = re.sub(r"[\s\-.]", "", typed).lower()
    if len(code) > ShortLink._meta.get_field("code").max_length or set(code) - set(ALPHABET):
        return None
    exact = ShortLink.objects.filter(code=code).first()
    if exact:
        return exact
    variants = ["".join(signs) for signs in product(*(TWINS.get(sign, sign) for sign in code))]
    meant = ShortLink.objects.filter(code__in=variants[:4096])[:2]
    return meant[0] if len(meant) == 1 else None
