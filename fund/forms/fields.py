"""Form fields that the fund's pages share."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from herne_integration import money

# More signs than the largest amount has.
LONGEST = 20
CURRENCY = re.compile(r"€|eur", re.IGNORECASE)
NEGATIVE = re.compile(r"[-−–]\s*[0-9]")
# A comma with three digits and more behind it, or a point with more than three: too fine for cents.
TOO_FINE = re.compile(r"[0-9.]*,[0-9]{3,}|[0-9]+\.[0-9]{4,}|0\.[0-9]{3}")


class MoneyField(forms.CharField):
    """An amount in euro as people in Germany type it: "3.496,02", "3496.02", "1.000" for a thousand.

    What can be read in two ways is refused and never guessed; the sentence says what is wrong with it. What was typed
    stays in the field.
    """

    default_error_messages = {
        "unreadable": _("Bitte einen Betrag wie 3.496,02 oder 450 eintragen."),
        "currency": _("Bitte nur die Zahl eintragen, ohne € oder EUR."),
        "too_fine": _("Ein Betrag hat höchstens zwei Stellen nach dem Komma, zum Beispiel 3.496,02."),
        "negative": _("Ein Betrag kann nicht negativ sein."),
        "zero": _("Der Betrag muss größer als null sein."),
        "too_much": _("Höchstens %(most)s EUR."),
    }

    def __init__(self, *, most=money.MOST, zero_is_fine=False, **kwargs):
        super().__init__(**kwargs)
        self.most, self.zero_is_fine = most, zero_is_fine
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "maxlength": LONGEST}

    def to_python(self, value):
        """The amount as a Decimal with two digits, None for an empty field that may be empty."""
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        # Megabytes are not looked at.
        text = text[: LONGEST + 1]
        try:
            amount = money.parse(text)
        except ValueError as error:
            raise self._refused(_why(text)) from error
        if amount > self.most:
            raise self._refused("too_much", most=money.written(self.most))
        if amount == 0 and not self.zero_is_fine:
            raise self._refused("zero")
        return amount

    def prepare_value(self, value):
        """An amount from the database as people write it; what was typed as it was typed."""
        return value if value is None or isinstance(value, str) else money.written(value)

    def has_changed(self, initial, data):
        """ "450" and "450,00" are the same; what cannot be read has changed."""
        if self.disabled:
            return False
        try:
            return self.to_python(data) != (self.to_python(initial) if isinstance(initial, str) else initial)
        except ValidationError:
            return True

    def _refused(self, code, **params):
        return ValidationError(self.error_messages[code], code=code, params=params)


def _why(text):
    """Which sentence helps somebody whose text is no amount."""
    if CURRENCY.search(text):
        return "currency"
    if NEGATIVE.match(text):
        return "negative"
    return "too_fine" if TOO_FINE.fullmatch(text) else "unreadable"
