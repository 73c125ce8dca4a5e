"""What becomes of a folder, as forms."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from welcome_folder import deadlines
from welcome_folder.forms.base import PlaceForm, area_choice, day_field, text_field

LONGEST_REST = timedelta(days=366)


class RestForm(forms.Form):
    """Nothing to do until a day."""

    until = day_field("Bis wann ruht der Ordner?", help_text="An diesem Tag steht er wieder auf Ihrer Liste.")
    reason = text_field("Warum?", longest=300, help_text="Zum Beispiel: Kur bis Ende März. Keine Diagnosen.")

    def clean_until(self):
        """In the future, and within a year."""
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today < until <= today + LONGEST_REST:
            raise forms.ValidationError("Bitte einen Tag im nächsten Jahr wählen, nach heute.")
        return until


class CloseForm(forms.Form):
    """The end, with its reason."""

    reason = text_field("Warum wird der Ordner geschlossen?", longest=150)
    drop_open = forms.BooleanField(
        label="Offene Schritte und Vereinbarungen entfallen mit diesem Grund", required=False
    )


class RestrictForm(forms.Form):
    """The person objects."""

    reason = text_field("Warum?", longest=300, help_text="Zum Beispiel: Widerspruch der Person vom 3. März.")


class NextStepForm(PlaceForm):
    """The step that work goes on with."""

    title = text_field("Was ist als Nächstes zu tun?", longest=200)
    due_on = day_field("Bis wann?")

    field_order = ("title", "area", "due_on")

    def for_place(self, place):
        """Own areas, and a day soon."""
        today = timezone.localdate()
        self.fields["area"] = area_choice(place)
        self.fields["due_on"].initial = deadlines.working_days_after(today, deadlines.RETURN_DAYS)
        self.order_fields(self.field_order)

    def clean_due_on(self):
        """Not in the past."""
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("Dieser Tag ist vorbei.")
        return day

    def step(self):
        """What the actions take."""
        cleaned = self.cleaned_data
        return cleaned["title"], cleaned["area"].key, cleaned["due_on"]
