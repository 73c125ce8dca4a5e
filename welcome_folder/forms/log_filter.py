"""Narrowing the log: area, institution, kind and state, in the address."""

from django import forms
from django.db.models import Q

from welcome_folder import vocabulary
from welcome_folder.choices.appointments import AppointmentState
from welcome_folder.models import AppointmentKind, CounsellingArea
from welcome_folder.presenting import SENSITIVE, institution_name

# All institutions whose name is not told stand under one word: else the list would tell them apart.
UNNAMED = "x"


class LogFilter(forms.Form):
    """A GET form; nonsense in the address narrows nothing."""

    feld = forms.ModelChoiceField(
        CounsellingArea.objects.none(), to_field_name="key", label="Beratungsfeld", required=False, empty_label="alle"
    )
    stelle = forms.ChoiceField(label="Stelle", required=False)
    art = forms.ModelChoiceField(
        AppointmentKind.objects.all(), to_field_name="key", label="Terminart", required=False, empty_label="alle"
    )
    stand = forms.ChoiceField(label="Stand", required=False, choices=[("", "alle"), *AppointmentState.choices])

    def __init__(self, data, *, place, institutions):
        super().__init__(data or None)
        self.fields["feld"].queryset = CounsellingArea.objects.filter(key__in=place.areas)
        self.fields["feld"].choices = [("", "alle"), *vocabulary.area_choices(place.areas)]
        self.fields["art"].choices = [("", "alle"), *vocabulary.kind_choices()]
        named, self._unnamed = [], []
        for one in institutions:
            facts = getattr(one, "folder_institution", None)
            sensitive, own = bool(facts and facts.is_sensitive), one.pk == place.organisation.pk
            name = institution_name(one, is_sensitive=sensitive, is_own=own)
            if name == SENSITIVE:
                self._unnamed.append(one.pk)
            else:
                named.append((str(one.pk), name))
        unnamed = [(UNNAMED, SENSITIVE)] if self._unnamed else []
        self.fields["stelle"].choices = [("", "alle"), *sorted(named, key=lambda pair: pair[1]), *unnamed]

    @property
    def is_narrow(self):
        """Whether anything is chosen."""
        return self.is_bound and any(self._chosen().values())

    @property
    def is_planned_only(self):
        """Whether only what is to come is asked for."""
        return self._chosen()["stand"] == AppointmentState.PLANNED

    def narrowed(self, appointments):
        """The appointments that fit."""
        chosen, wanted = self._chosen(), Q()
        if chosen["feld"]:
            wanted &= Q(area=chosen["feld"])
        if chosen["art"]:
            wanted &= Q(kind=chosen["art"])
        if chosen["stand"]:
            wanted &= Q(state=chosen["stand"])
        if chosen["stelle"] == UNNAMED:
            wanted &= Q(institution__in=self._unnamed)
        elif chosen["stelle"]:
            wanted &= Q(institution=chosen["stelle"])
        return appointments.filter(wanted)

    def _chosen(self):
        found = dict.fromkeys(self.fields)
        if self.is_bound:
            self.is_valid()
            found |= self.cleaned_data
        return found
