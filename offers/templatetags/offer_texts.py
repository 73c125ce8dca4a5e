"""Texts of offers carry the language they are in."""

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.translation import get_language

from herne_integration.templatetags.portal import direction, html_lang

register = template.Library()


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
