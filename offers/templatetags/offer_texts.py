"""Texts of offers carry the language they are in."""

from django import template
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
    """A text inside a sentence: wrapped only where its language is not the page's."""
    attrs = lang_attrs(text)
    return format_html("<span{}>{}</span>", attrs, text.text) if attrs else text.text
