"""When somebody came or went."""

from datetime import datetime

from django import forms
from django.utils import timezone

from offers.forms.fields import ClockInput


class AttendanceForm(forms.Form):
    """The time of a list in which somebody came or went; without one it is now."""

    time = forms.TimeField(label="Uhrzeit (leer: jetzt)", widget=ClockInput, required=False)

    def at(self, day):
        """The moment on a day in Herne's time, or None for now."""
        told = self.cleaned_data["time"]
        return timezone.make_aware(datetime.combine(day, told)) if told else None
