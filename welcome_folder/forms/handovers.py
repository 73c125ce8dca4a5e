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

    agreed = text_field("Was wurde vereinbart?", longest=300, required=False)
    agreed_due = day_field("Bis wann?", required=False)

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
        if day and day > timezone.localdate() and cleaned.get("agreed"):
            self.add_error("agreed", "Vereinbart wird etwas bei einem Termin, der vorbei ist.")
        if cleaned.get("agreed_due") and not cleaned.get("agreed") and "agreed" not in self.errors:
            self.add_error("agreed", "Was ist bis dahin vereinbart?")
        return cleaned

    def arguments(self):
        """What the action takes: with a state for what has been."""
        told = dict(self.cleaned_data)
        told.pop("once", None)
        told |= {"kind": told["kind"].key, "area": told["area"].key}
        agreed = {"what": told.pop("agreed"), "due_on": told.pop("agreed_due")}
        if told["day"] <= timezone.localdate():
            return told | {"state": AppointmentState.KEPT, "agreements": [agreed] if agreed["what"] else []}
        told.pop("result")
        return told
