"""Rows of a form: weekly hours and course runs. Adding a row works without JavaScript."""

from django import forms
from django.forms.utils import ErrorDict

from offers.choices import Weekday
from offers.forms.fields import ClockInput, DayInput, PlainText

SPARE_ROWS = 3
MIDNIGHT = "00:00"


class Quiet:
    """Form mixin: shows what was typed without judging it, while rows are added."""

    is_quiet = False

    @property
    def errors(self):
        """No errors while quiet."""
        return ErrorDict() if self.is_quiet else super().errors


class Row(Quiet, forms.Form):
    """One row; an empty one does not count, and neither does one that is to be removed."""

    hide_required_words = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["remove"] = forms.BooleanField(label="entfernen", required=False)

    @property
    def is_filled(self):
        """Whether anything stands in it, typed or saved."""
        names = [name for name in self.fields if name != "remove"]
        return any(self[name].value() not in {None, ""} for name in names)

    @property
    def is_removed(self):
        """Whether its box "entfernen" is ticked."""
        return bool(self.is_bound and self["remove"].value())

    def clean(self):
        """Nobody has to correct a row that they remove."""
        if self.is_removed:
            self.errors.clear()
        else:
            self.check()

    def check(self):
        """What has to be right between the fields of a row."""

    @property
    def saved(self):
        """What is to be kept of it, or None."""
        if self.is_removed or not self.has_changed():
            return None
        return {name: value for name, value in self.cleaned_data.items() if name != "remove"}


class HoursRow(Row):
    """One span of a usual week."""

    weekday = forms.ChoiceField(label="Wochentag", choices=[("", "bitte wählen"), *Weekday.choices])
    opens = forms.TimeField(label="von", widget=ClockInput)
    closes = forms.TimeField(label="bis", widget=ClockInput)
    note = PlainText(label="Zusatz", max_length=120, required=False)

    def check(self):
        """Midnight ends a day; otherwise the end comes after the start."""
        opens, closes = self.cleaned_data.get("opens"), self.cleaned_data.get("closes")
        if opens and closes and closes <= opens and f"{closes:%H:%M}" != MIDNIGHT:
            self.add_error("closes", "Das Ende liegt vor dem Anfang.")


class RunRow(Row):
    """One run of a course."""

    starts_on = forms.DateField(label="beginnt am", widget=DayInput)
    ends_on = forms.DateField(label="endet am", widget=DayInput, required=False)
    times_text = PlainText(label="Tage und Uhrzeiten", max_length=200, required=False)
    seats = forms.IntegerField(label="Plätze", min_value=1, max_value=9999, required=False)
    note = PlainText(label="Zusatz", max_length=200, required=False)

    def check(self):
        """A run does not end before it begins."""
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Das Ende liegt vor dem Anfang.")


class Rows(forms.BaseFormSet):
    """All rows of one kind, three empty ones behind them. The whole set is compared and saved, so rows need no keys."""

    unique = ()

    def initial_form_count(self):
        """No row is bound to a saved one: an emptied row is simply gone."""
        return 0

    def total_form_count(self):
        """Saved rows and spare ones; once typed, as many as the page had."""
        if self.is_bound:
            return super().total_form_count()
        return min(len(self.initial or ()) + SPARE_ROWS, self.max_num)

    def add_fields(self, form, index):
        """Numbers the row for its legend and for the summary of errors."""
        super().add_fields(form, index)
        form.number = index + 1

    def clean(self):
        """No row stands there twice."""
        seen = set()
        for form in self.forms:
            row = form.saved if not form.is_quiet and form.is_valid() else None
            if not row or not self.unique:
                continue
            key = tuple(row.get(name) for name in self.unique)
            if key in seen:
                form.add_error(self.unique[-1], "Diese Zeit steht schon da.")
            seen.add(key)

    @property
    def saved(self):
        """The rows to keep."""
        return [row for row in (form.saved for form in self.forms) if row]


class HoursRows(Rows):
    """The usual week."""

    unique = ("weekday", "opens")


HoursFormSet = forms.formset_factory(HoursRow, formset=HoursRows, max_num=42, absolute_max=60, validate_max=True)
RunFormSet = forms.formset_factory(RunRow, formset=Rows, max_num=30, absolute_max=40, validate_max=True)


def with_more_rows(data, prefix):
    """The same data with three more rows of one kind."""
    data = data.copy()
    try:
        count = int(data.get(f"{prefix}-TOTAL_FORMS", 0))
    except ValueError:
        count = 0
    data[f"{prefix}-TOTAL_FORMS"] = str(min(max(count, 0), 40) + SPARE_ROWS)
    return data


def _as_sent(value):
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def with_rows(data, prefix, rows):
    """The same data with `rows` in place of the typed ones, as a browser would send them."""
    data = data.copy()
    for name in [name for name in data if name.startswith(f"{prefix}-")]:
        del data[name]
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(rows) + SPARE_ROWS), "0"
    for number, row in enumerate(rows):
        for name, value in row.items():
            data[f"{prefix}-{number}-{name}"] = _as_sent(value)
    return data
