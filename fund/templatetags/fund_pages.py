"""Addresses of an application's pages, and of single questions on them."""

from django import template

from fund import content
from fund.choices.applications import COSTS, DOCUMENT, FINANCING, Topic
from fund.views.topic_pages import page_of

register = template.Library()

# Questions with several buttons: the first one is where a link leads.
GROUPS = {"applicant_kind", "field_of_action", "target_groups", "is_begun"}


@register.simple_tag
def page_url(application, topic):
    """The page of a topic."""
    return page_of(application, Topic(topic))


@register.simple_tag
def answer_url(application, part):
    """The page of a part (`content.py`), at its field."""
    if part.startswith(DOCUMENT):
        anchor = part.removeprefix(DOCUMENT)
    elif part in (COSTS, FINANCING):
        anchor = "zeilen"
    else:
        anchor = f"id_{part}_0" if part in GROUPS else f"id_{part}"
    return f"{page_of(application, content.topic_of(part))}#{anchor}"
