"""Rounds: from when until which second applications are taken."""

from django import forms
from django.utils import timezone

from fund.models import GuidelineVersion, Round
from herne_integration.idempotency import OnceForm
from herne_integration.versions import VersionedForm
from offers.forms.fields import form_field


class SecondInput(forms.DateTimeInput):
    """The browser's own calendar with a clock that knows seconds."""

    input_type = "datetime-local"

    def __init__(self):
        super().__init__({"step": "1"}, format="%Y-%m-%dT%H:%M:%S")


def _moment(label, **options):
    """A moment in Herne's time, to the second."""
    formats = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M"]
    return forms.DateTimeField(label=label, widget=SecondInput, input_formats=formats, **options)


class RoundForm(OnceForm, VersionedForm):
    """A round that is there, or a new one (`fund` given)."""

    hide_required_words = True
    opens_at = _moment("Anträge ab")
    closes_at = _moment("Anträge bis", help_text="Auf die Sekunde: Diese Sekunde zählt noch ganz mit.")

    class Meta:
        model = Round
        fields = ("name", "guideline", "opens_at", "closes_at", "decision_planned_on", "note")
        formfield_callback = form_field
        help_texts = {
            "name": "Zum Beispiel „2027, Runde 1“.",
            "decision_planned_on": "Wann die Lenkungsgruppe voraussichtlich entscheidet.",
            "guideline": "Nach dieser Fassung wird jeder Antrag der Runde geprüft.",
        }

    def __init__(self, *args, fund, **kwargs):
        super().__init__(*args, **kwargs)
        self.fund = fund
        self.fields["guideline"].queryset = GuidelineVersion.objects.filter(fund=fund).order_by("-number")
        if self.instance._state.adding:
            self.initial.setdefault("guideline", self.fields["guideline"].queryset.first())

    def clean(self):
        """It closes after it has opened, and its name is its own."""
        cleaned = super().clean()
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", "Eine Runde schließt, nachdem sie geöffnet hat.")
        named = Round.objects.filter(fund=self.fund, name=cleaned.get("name", "")).exclude(pk=self.instance.pk)
        if named.exists() and not self.is_second_click:
            self.add_error("name", "Eine Runde mit dieser Bezeichnung gibt es schon.")
        decided_on = cleaned.get("decision_planned_on")
        if decided_on and closes_at and decided_on < timezone.localdate(closes_at):
            self.add_error("decision_planned_on", "Entschieden wird erst, wenn die Runde geschlossen ist.")
        return cleaned

    def arguments(self):
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | {"fund": self.fund}
