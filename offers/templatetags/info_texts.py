"""Texts of information pages on screen and paper."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

from herne_integration.templatetags.portal import direction

register = template.Library()

# A number of several parts: telephone, date, time, amount. Between Arabic words its parts change places.
NUMBER = re.compile(r"\+?[0-9]+(?:[ /.,:–-][0-9]+)+")


@register.filter
def numbers(text, language):
    """A line of text, escaped; in a text from right to left its numbers keep their order."""
    safe = escape(text)
    if direction(language) == "rtl":
        safe = NUMBER.sub(lambda found: f'<bdi dir="ltr">{found[0]}</bdi>', safe)
    return mark_safe(safe)  # noqa: S308 (escaped just here)
