"""Texts of offers carry the language they are in."""

import json
from functools import lru_cache

from django import template
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from herne_integration.templatetags.portal import direction, html_lang

register = template.Library()

# As Django's json_script: no text of a source can end the block that it stands in.
IN_A_SCRIPT = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@register.filter
def lang_attrs(said):
    """` lang="de" dir="ltr"` for a text in another language than the page's, else nothing."""
    if said.language == get_language():
        return ""
    return format_html(' lang="{}" dir="{}"', html_lang(said.language), direction(said.language))


@register.filter
def said(text):
    """A text of one or more lines, wrapped in its language where that is not the page's; aligned like the page."""
    attrs, body = lang_attrs(text), linebreaksbr(text.text)
    return format_html("<span{}>{}</span>", attrs, body) if attrs else body


@register.filter
def data_block(tree):
    """JSON for the inside of a <script> that holds data and no code."""
    return mark_safe(json.dumps(tree, ensure_ascii=False).translate(IN_A_SCRIPT))  # noqa: S308 (escaped just here)


@register.simple_tag
def offer_card(card):
    """One entry of the list. What says the same looks the same: rendered once for each content and language."""
    return _offer_card(card, get_language())


@lru_cache(maxsize=2000)
def _offer_card(card, _language):
    return render_to_string("offers/_offer_card.html", {"card": card})


@register.simple_tag
def choices(shown):
    """All choices of the list with their numbers (`filters.shown.Choices`), remembered like the entries."""
    return _choices(shown, get_language())


@lru_cache(maxsize=200)
def _choices(shown, _language):
    return render_to_string("offers/_choices.html", {"choices": shown})


@register.simple_tag
def options(choices):
    """The `<option>`s of a select; a hundred of them by template cost more than the list itself."""
    language = get_language()
    return mark_safe("".join(_option(choice, language) for choice in choices))  # noqa: S308 - escaped below


def _option(choice, language):
    attrs = "" if choice.said.language == language else lang_attrs(choice.said)
    number = "" if choice.number is None else f" ({choice.number})"
    selected = " selected" if choice.is_chosen else ""
    return f'<option value="{escape(choice.value)}"{selected}{attrs}>{escape(choice.said.text)}{number}</option>'
