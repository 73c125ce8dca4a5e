"""Words and pictures of the log in templates."""

from django import template

register = template.Library()

# A picture for each kind of appointment, beside its word; names of files below static/icons/.
PICTURES = {
    "auslaenderbehoerde": "aufenthalt", "einbuergerung": "information", "bamf": "behoerden", "anwalt": "gewaltschutz",
    "jobcenter": "finanzen", "agentur": "arbeit", "sozialamt": "senioren", "buergerbuero": "behoerden",
    "kursberatung": "spracherwerb", "schulberatung": "schule", "schuleingangsuntersuchung": "jugend",
    "kita": "kindergarten", "arzt": "gesundheit", "beratung": "beratung", "wohnung": "wohnen",
    "ehrenamt": "ehrenamt", "berufsberatung": "ausbildung", "anerkennung": "dolmetschen", "hausbesuch": "kleidung",
    "aufsuchend": "mobilitaet", "familienbegleitung": "familie", "telefonat": "digitales",
}  # fmt: skip
# States that the components' badges know.
BADGES = {"planned": "info", "kept": "success", "no_show": "warning", "cancelled": "neutral", "moved": "neutral"}


@register.filter
def kind_picture(key):
    """Path of the picture of a kind of appointment."""
    return f"icons/topics/{PICTURES.get(key, 'information')}.svg"


@register.filter
def state_badge(state):
    """Kind of badge for a state."""
    return BADGES.get(state, "neutral")
