"""The choices above the public list; an address that nobody can have chosen chooses nothing."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from offers.eligibility_words import german_levels
from offers.facts import term
from volunteers.choices.opportunities import OpportunityKind
from volunteers.choices.profiles import ActivityType
from volunteers.choices.times import FreeTime
from volunteers.filters.opportunities import YES

LABELS = {
    "tun": _("Was möchten Sie tun?"),
    "bezirk": _("Wo in Herne?"),
    "zeit": _("Wann haben Sie Zeit?"),
    "deutsch": _("Wie gut sprechen Sie Deutsch?"),
    "art": _("Wie möchten Sie helfen?"),
    "bereich": _("In welchem Bereich?"),
}


class BrowseForm(forms.Form):
    """A GET form with how many tasks each answer has; made from a `filters.opportunities.Listing`."""

    hide_required_words = True

    def __init__(self, listing, *, fields, districts):
        flags = {"herne": YES if listing.only_here else "", "unbekannt": YES if listing.with_unknown else ""}
        super().__init__(initial=listing.chosen | flags, auto_id="wahl-%s")
        numbers, language = listing.numbers(), get_language()
        words = {
            "tun": ActivityType.choices,
            "bezirk": [(key, term(word, language).text) for key, word in districts.items()],
            "zeit": FreeTime.choices,
            "deutsch": german_levels(),
            "art": OpportunityKind.choices,
            "bereich": [(key, term(word, language).text) for key, word in fields.items()],
        }
        for name, label in LABELS.items():
            counted = numbers[name]
            options = [(key, f"{word} ({counted[key]})") for key, word in words[name] if counted[key]]
            if options:
                self.fields[name] = forms.ChoiceField(label=label, choices=[("", _("egal")), *options], required=False)
        for name, label in (("herne", _("Nur in Herne")), ("unbekannt", _("Auch, wenn etwas davon nicht bekannt ist"))):
            self.fields[name] = forms.BooleanField(
                label=label, required=False, widget=forms.CheckboxInput(attrs={"value": YES})
            )
