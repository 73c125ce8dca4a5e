"""Words of the folder in templates."""

from django import template
from django.urls import NoReverseMatch, reverse

from welcome_folder import presenting, vocabulary

register = template.Library()
register.filter("birth", presenting.birth)
register.filter("folder_number", presenting.spaced_number)


@register.filter
def institution(organisation, place):
    """An institution's name as somebody with this place in the team may read it."""
    if organisation is None:
        return "niemand"
    own = place is not None and place.organisation.pk == organisation.pk
    facts = getattr(organisation, "folder_institution", None)
    return presenting.institution_name(organisation, is_sensitive=bool(facts and facts.is_sensitive), is_own=own)


@register.filter
def is_named(organisation, place):
    """Whether an institution's people may be named: not those of a sensitive one."""
    return institution(organisation, place) != presenting.SENSITIVE


@register.filter
def area_labels(keys):
    """Counselling areas in words."""
    return ", ".join(vocabulary.area_labels(keys))


@register.simple_tag
def folder_tabs(folder):
    """The parts of a folder."""
    tabs = []
    for key, label, name in presenting.PARTS:
        try:
            tabs.append(presenting.Tab(key, label, reverse(name, args=[folder.pk])))
        except NoReverseMatch:
            continue
    return tabs
