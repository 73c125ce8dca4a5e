"""Form fields that take what a person types as plain text and refuse what cannot be one."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator
from django.db import models

# C0 and C1 without line breaks and tab, and signs that turn the direction of what follows: a phone number would flip.
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]")
PHONE = re.compile(r"\+?[0-9][0-9 ()/.\-–]*")
LONGEST_TEXT = 4000


def no_invisible_signs(text):
    """Refuses control characters; they come from broken files and hide what a text says."""
    if INVISIBLE.search(text):
        raise ValidationError("Der Text enthält unsichtbare Steuerzeichen. Bitte tippen Sie ihn neu ein.")


def can_be_dialled(phone):
    """One number, with at least the three digits of an emergency call."""
    if not PHONE.fullmatch(phone) or sum(sign.isdecimal() for sign in phone) < 3:
        raise ValidationError("Bitte eine Telefonnummer eintragen, zum Beispiel 02323 16-0 oder +49 2323 160.")


five_digits = RegexValidator(r"\A[0-9]{5}\Z", "Bitte fünf Ziffern eintragen, zum Beispiel 44623.")


class PlainText(forms.CharField):
    """Text without markup; line breaks are the same from every browser, so that an untouched text stays untouched."""

    default_validators = (no_invisible_signs,)

    def to_python(self, value):
        """Joins the lines of a one-line field."""
        text = super().to_python(value)
        if isinstance(self.widget, forms.Textarea):
            return text.replace("\r\n", "\n").replace("\r", "\n")
        return re.sub(r"\s*[\r\n]+\s*", " ", text)


def _text(db_field, **kwargs):
    if isinstance(db_field, models.TextField):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        kwargs["max_length"] = db_field.max_length or LONGEST_TEXT
    field = db_field.formfield(form_class=PlainText, **kwargs)
    if db_field.name == "phone":
        field.widget.input_type = "tel"
        field.validators.append(can_be_dialled)
    elif db_field.name == "postcode":
        field.widget.attrs["inputmode"] = "numeric"
        field.validators.append(five_digits)
    return field


def _website(db_field, **kwargs):
    field = db_field.formfield(assume_scheme="https", **kwargs)
    wrong = "Bitte eine Adresse wie https://www.herne.de eintragen."
    field.error_messages["invalid"] = wrong
    kept = [validator for validator in field.validators if not isinstance(validator, URLValidator)]
    field.validators = [*kept, URLValidator(schemes=["http", "https"], message=wrong), no_invisible_signs]
    return field


def _date(db_field, **kwargs):
    return db_field.formfield(widget=DayInput, **kwargs)


def _number(db_field, **kwargs):
    field = db_field.formfield(**kwargs)
    lowest, highest = NUMBERS.get(db_field.name, (0, 32767))
    field.validators += [MinValueValidator(lowest), MaxValueValidator(highest)]
    field.widget.attrs |= {"min": lowest, "max": highest}
    return field


class DayInput(forms.DateInput):
    """The browser's own calendar; it wants ISO 8601 whatever the language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


NUMBERS = {
    "age_from": (0, 120),
    "age_to": (0, 120),
    "source_year": (1950, 2100),
    "seats": (1, 9999),
    "arrived_within": (1, 600),
}
MAKERS = [
    (models.SlugField, None),
    (models.URLField, _website),
    (models.EmailField, None),
    (models.DateField, _date),
    (models.PositiveSmallIntegerField, _number),
    (models.CharField, _text),
    (models.TextField, _text),
]


def form_field(db_field, **kwargs):
    """`formfield_callback` of all editing forms."""
    if not getattr(db_field, "choices", None):
        for kind, make in MAKERS:
            if isinstance(db_field, kind) and make:
                return make(db_field, **kwargs)
            if isinstance(db_field, kind):
                break
    return db_field.formfield(**kwargs)
