"""The form of a figure that only the city knows."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from herne_integration import money
from herne_integration.idempotency import OnceForm
from offers.actions.open_values import newest_key
from offers.forms.fields import DayInput, PlainText

# More digits than the column holds.
LONGEST = 20
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class MoneyField(forms.CharField):
    """An amount as people type it; what can be read in two ways is refused, never guessed."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "maxlength": LONGEST}

    def to_python(self, value):
        """The amount as a Decimal above zero."""
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        try:
            amount = money.parse(text[: LONGEST + 1])
        except ValueError as error:
            raise ValidationError("Bitte einen Betrag wie 3.496,02 oder 450 eintragen.") from error
        if amount <= 0:
            raise ValidationError("Der Betrag muss größer als null sein.")
        return amount


class ValueForm(OnceForm):
    """What the value is, from when on, and who says so."""

    amount = MoneyField(label="Betrag", help_text="Zum Beispiel 3.496,02 oder 450. Ein Punkt trennt die Tausender.")
    valid_from = forms.DateField(label="Gilt ab", widget=DayInput)
    source = PlainText(label="Quelle", max_length=300, help_text="Zum Beispiel der Beschluss mit Datum.")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, value, **kwargs):
        super().__init__(*args, **kwargs)
        self.value = value
        self.initial["seen"] = newest_key(value)

    def clean_valid_from(self):
        """A day that can be meant."""
        day = self.cleaned_data["valid_from"]
        if not EARLIEST <= day <= LATEST:
            raise ValidationError("Dieses Datum kann nicht stimmen.")
        return day

    def clean(self):
        """Somebody may have filled it in meanwhile: then what is typed stays, and the newer entry stands above it."""
        data = super().clean()
        newest = newest_key(self.value)
        if data.get("seen") != newest and not self.is_second_click:
            self.data = self.data.copy()
            self.data["seen"] = str(newest or "")
            self.add_error(
                None, "Jemand hat in der Zwischenzeit einen Wert eingetragen. Er steht jetzt in der Tabelle."
            )
        return data

    def columns(self):
        """What the action takes; after `is_valid`."""
        return {name: self.cleaned_data[name] for name in ("amount", "valid_from", "source", "seen")}
