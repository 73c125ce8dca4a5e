"""The forms of appointments as a browser fills them in."""

import re

from django.urls import reverse
from django.utils import timezone

TODAY = timezone.localdate


def url(name, *args):
    """A page of folders."""
    return reverse(f"welcome_folder:{name}", args=args)


def hidden(page):
    """What a browser sends along: the key that counts once, and the version that was seen."""
    fields = re.findall(r'<input type="hidden" name="(once|version)" value="([^"]*)"', page.content.decode())
    return dict(fields)


def send(client, address, **typed):
    """Opens a form and sends it."""
    return client.post(address, hidden(client.get(address)) | typed, follow=True)


def entry(**typed):
    """What somebody types into the entry of today."""
    return {"kind": "beratung", "state": "kept", "day": TODAY(), "visibility": "shared", "result": "Gut"} | typed


def text(page):
    """What a reader sees of a page, in one line."""
    body = page.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body))
