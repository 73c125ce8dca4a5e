"""How the coordination narrows its lists down; nonsense in the address narrows nothing."""

from django import forms
from django.db.models import Q

from volunteers.choices.opportunities import OpportunityState
from volunteers.choices.placements import FINAL, LIVE, OPEN, PlacementState
from volunteers.choices.profiles import HERE, ActivityType, VolunteerState

LONGEST = 80
GROUPS = {"offen": OPEN, "laufend": LIVE, "vorbei": FINAL}


class Narrowing(forms.Form):
    """A GET form; `found` gives the rows that fit what was understood."""

    hide_required_words = True

    def __init__(self, data):
        super().__init__(data or None)

    @property
    def chosen(self):
        """What was understood, by name; nothing for the rest."""
        found = dict.fromkeys(self.fields, "")
        if self.is_bound:
            self.is_valid()
            found |= {name: value for name, value in self.cleaned_data.items() if value}
        return found


class PlacementFilter(Narrowing):
    """By state and by whose work it is."""

    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "alle"), *((key, key) for key in GROUPS), *PlacementState.choices],
    )
    wessen = forms.ChoiceField(label="Wer", required=False, choices=[("", "alle"), ("meine", "meine")])
    suche = forms.CharField(label="Name oder Einsatz", required=False, max_length=LONGEST)

    def found(self, rows, user):
        """The placements that fit."""
        chosen = self.chosen
        if chosen["stand"]:
            rows = rows.filter(state__in=GROUPS.get(chosen["stand"], (chosen["stand"],)))
        if chosen["wessen"]:
            rows = rows.coordinated_by(user)
        for word in chosen["suche"].split():
            rows = rows.filter(_named("volunteer__", word) | Q(opportunity__title__icontains=word))
        return rows


class VolunteerFilter(Narrowing):
    """By name, state and what somebody likes to do."""

    suche = forms.CharField(label="Name", required=False, max_length=LONGEST)
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "dabei oder pausiert"), *[(key, VolunteerState(key).label) for key in (*HERE, "left")]],
    )
    aufgabe = forms.ChoiceField(label="Möchte", required=False, choices=[("", "alles"), *ActivityType.choices])
    wessen = forms.ChoiceField(label="Wer", required=False, choices=[("", "alle"), ("meine", "meine")])

    def found(self, rows, user):
        """The volunteers that fit."""
        chosen = self.chosen
        rows = rows.filter(state=chosen["stand"]) if chosen["stand"] else rows.here()
        if chosen["aufgabe"]:
            rows = rows.filter(Q(activity_types__contains=[chosen["aufgabe"]]) | Q(is_open_to_all=True))
        if chosen["wessen"]:
            rows = rows.led_by(user)
        for word in chosen["suche"].split():
            rows = rows.filter(_named("", word))
        return rows


class OpportunityFilter(Narrowing):
    """By state, kind of task and words of the title."""

    suche = forms.CharField(label="Titel oder Einrichtung", required=False, max_length=LONGEST)
    stand = forms.ChoiceField(label="Stand", required=False, choices=[("", "ohne Archiv"), *OpportunityState.choices])
    aufgabe = forms.ChoiceField(label="Tätigkeit", required=False, choices=[("", "alle"), *ActivityType.choices])

    def found(self, rows, user):
        """The opportunities that fit."""
        chosen = self.chosen
        rows = rows.filter(state=chosen["stand"]) if chosen["stand"] else rows.listed()
        if chosen["aufgabe"]:
            rows = rows.filter(activity_type=chosen["aufgabe"])
        for word in chosen["suche"].split():
            title, named = Q(title__icontains=word), Q(organisation__name__icontains=word)
            rows = rows.filter(title | named | Q(provider_text__icontains=word))
        return rows


def _named(prefix, word):
    return Q(**{f"{prefix}given_name__icontains": word}) | Q(**{f"{prefix}family_name__icontains": word})
