"""Template tags of the volunteers' pages."""

from django import template

from volunteers.pictograms import pictogram_of

register = template.Library()


@register.filter
def picture(activity_type):
    """Key of the pictogram of a kind of help."""
    return pictogram_of(activity_type)


@register.filter
def named(form, name):
    """A bound field of a form by its name."""
    return form[name]
