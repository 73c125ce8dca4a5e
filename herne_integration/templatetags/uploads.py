"""What a page with uploaded files says about them."""

from django import template
from django.template.loader import render_to_string

from herne_integration import scanning

register = template.Library()


@register.simple_tag
def not_scanned():
    """A notice that files are not scanned for harmful programs; nothing where there is a scanner."""
    return "" if scanning.is_configured() else render_to_string("components/_not_scanned.html")
