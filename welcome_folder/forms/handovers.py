"""What an office outside the team writes about what it has taken on."""

from django import forms
from django.utils import timezone

from welcome_folder.choices.appointments import AppointmentState
from welcome_folder.forms.base import PLAIN_FACTS, PlaceForm, area_choice, day_field, text_field
from welcome_folder.models import AppointmentKind


class OfficeEntryForm(PlaceForm):
    """An appointment to come, or one that was: told by its day."""

    kind = forms.ModelChoiceField(
        AppointmentKind.objects.all(), label="Terminart", to_field_name="key", empty_label="bitte wählen"
    )
    day = day_field("Tag")
    time = forms.TimeField(label="Uhrzeit", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    result = text_field(
        "Ergebnis (wenn der Termin vorbei ist)", longest=4000, rows=3, required=False, help_text=PLAIN_FACTS
    )

    def for_place(self, place):
        """Only what was handed over."""
        self.fields["area"] = area_choice(place)
        self.fields["day"].initial = timezone.localdate()

    def clean(self):
        """What is still to come has no result yet."""
        cleaned = super().clean()
        day = cleaned.get("day")
        if day and day > timezone.localdate() and cleaned.get("result"):
            self.add_error("result", "Ein Ergebnis hat erst ein Termin, der vorbei ist.")
        return cleaned

    def arguments(self):
        """What the action takes: with a state for what has been."""
        told = dict(self.cleaned_data)
        told.pop("once", None)
        told |= {"kind": told["kind"].key, "area": told["area"].key}
        if told["day"] <= timezone.localdate():
            return told | {"state": AppointmentState.KEPT}
        told.pop("result")
        return told
