"""What templates of the fund need: amounts, and German texts on pages in other languages."""

from django import template

from herne_integration import money as amounts
from offers.facts import Said

register = template.Library()


@register.filter
def money(amount):
    """ "3.496,02", the same in every language."""
    return amounts.written(amount)


@register.filter
def german(text):
    """A German text from the data, for the filter `said`."""
    return Said(str(text), "de")
