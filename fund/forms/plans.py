"""The two plans: rows on one page, of which some are stored, some changed, some new, and some to be taken out."""

import re

from django import forms
from django.forms import BaseFormSet, formset_factory

from fund import plan_sums
from fund.actions.items import MOST
from fund.choices.items import CostCategory, FinancingKind
from fund.forms.fields import MoneyField
from herne_integration import money
from herne_integration.idempotency import OnceForm
from offers.forms.fields import PlainText

# Empty rows below those that are there.
SPARE = 2
# Rows beyond the most that a plan has are read, so that nothing typed is lost.
OVER = 20
PREFIX, TOTAL, INITIAL = "zeile", "zeile-TOTAL_FORMS", "zeile-INITIAL_FORMS"
SENT = re.compile(rf"{PREFIX}-(\d{{1,4}})-")
TYPED = ("label", "amount", "note")
TOO_MANY = f"Ein Plan hat höchstens {MOST} Zeilen. Fassen Sie kleinere Beträge zusammen."
ODD = (
    "Die Seite hat eine falsche Zahl von Zeilen gesandt. Gespeichert ist noch nichts: Hier steht, was angekommen ist."
    " Bitte prüfen Sie es und speichern Sie noch einmal."
)
GONE = "Jemand hat diese Zeile inzwischen gelöscht. Speichern Sie noch einmal, wenn sie bleiben soll."
CHANGED = (
    "Jemand hat diese Zeile inzwischen geändert: jetzt {theirs}. Speichern Sie noch einmal, wenn Ihre gelten soll."
)


class PlanForm(OnceForm):
    """The key of the page: a double click adds a row once."""

    hide_required_words = True


class RowForm(forms.Form):
    """One row; `item` is the stored line that it shows, None for a new one."""

    kind_field, more = "", ()
    hide_required_words = True

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    label = PlainText(label="Bezeichnung", required=False, max_length=200)
    amount = MoneyField(label="Betrag in Euro", required=False)
    note = PlainText(label="Erläuterung (wenn nötig)", required=False, max_length=500)
    is_dropped = forms.BooleanField(label="Zeile löschen", required=False)

    def __init__(self, *args, stored=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = stored or {}
        if not self.initial.get("id") and not self.data.get(self.add_prefix("id")):
            del self.fields["is_dropped"]

    @property
    def item(self):
        """The stored line that this row is about."""
        return self.stored.get(self.cleaned_data.get("id"))

    @property
    def is_blank(self):
        """Nothing is typed into a new row; a kind alone says nothing."""
        return not self.cleaned_data.get("id") and not any(self.data.get(self.add_prefix(one)) for one in TYPED)

    @property
    def values(self):
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in self.values_names}

    def clean(self):
        """A row that counts has everything; a row of somebody else's plan does not exist here."""
        cleaned = super().clean()
        if self.is_blank or cleaned.get("is_dropped"):
            self._errors.clear()
            return cleaned
        for name, sentence in ((self.kind_field, "Bitte auswählen."), ("label", "Bitte eintragen, wofür.")):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, sentence)
        if "amount" not in self.errors and cleaned.get("amount") is None:
            self.add_error("amount", "Bitte einen Betrag eintragen.")
        self._compare(cleaned)
        return cleaned

    def _compare(self, cleaned):
        """Somebody else may have been faster with this very row."""
        if not cleaned.get("id"):
            return
        item = self.item
        if item is None:
            self.add_error(None, GONE)
            self._carry(id="")
        elif cleaned.get("version") != item.version and self.differs_from(item):
            self.add_error(None, CHANGED.format(theirs=f"„{item.label}“, {money.written(item.amount)} EUR"))
            self._carry(version=str(item.version))

    def _carry(self, **hidden):
        """What the row says when it is sent once more, knowingly."""
        self.data = self.data.copy()
        for name, value in hidden.items():
            self.data[self.add_prefix(name)] = value

    def differs_from(self, item):
        """Whether anything is another than what is stored."""
        return any(self.cleaned_data.get(name) != getattr(item, name) for name in self.values_names)

    @property
    def values_names(self):
        """Columns of a line that the row shows."""
        return (self.kind_field, "label", "amount", "note", *self.more)


class CostForm(RowForm):
    """A row of the cost plan."""

    kind_field = "category"
    category = forms.ChoiceField(
        label="Kostenart", required=False, choices=[("", "bitte wählen"), *CostCategory.choices]
    )
    field_order = ["id", "version", "category", "label", "amount", "note", "is_dropped"]


class FinancingForm(RowForm):
    """A row of the financing plan."""

    kind_field = "kind"
    more = ("is_assured",)
    kind = forms.ChoiceField(
        label="Art der Mittel", required=False, choices=[("", "bitte wählen"), *FinancingKind.choices]
    )
    is_assured = forms.BooleanField(label="schon zugesagt", required=False)
    field_order = ["id", "version", "kind", "label", "amount", "note", "is_assured", "is_dropped"]


class PlanRows(BaseFormSet):
    """All rows of a plan."""

    default_error_messages = {"too_many_forms": TOO_MANY}
    # Whether the page said another number of rows than it sent.
    is_odd = False

    def clean(self):
        """Rows that the page did not count are shown again before anything is saved."""
        if self.is_odd:
            raise forms.ValidationError(ODD)

    @property
    def lines(self):
        """What counts of the typed rows for the sums, also while some are wrong: `plan_sums.Line`s."""
        shown = [form for form in self.forms if not form.cleaned_data.get("is_dropped")]
        read = [(form.cleaned_data.get(form.kind_field, ""), form.cleaned_data.get("amount")) for form in shown]
        return [plan_sums.Line(kind, amount) for kind, amount in read if amount is not None]

    @property
    def dropped(self):
        """Lines to take out."""
        return [form.item for form in self.forms if form.cleaned_data.get("is_dropped") and form.item]

    @property
    def changed(self):
        """(line, values) of what was typed differently."""
        kept = [form for form in self.forms if form.item and not form.cleaned_data.get("is_dropped")]
        return [(form.item, form.values) for form in kept if form.differs_from(form.item)]

    @property
    def new(self):
        """Values of new rows."""
        fresh = [form for form in self.forms if not form.cleaned_data.get("id") and not form.is_blank]
        return [form.values for form in fresh]


def _rows(form):
    return formset_factory(
        form, formset=PlanRows, extra=0, max_num=MOST, absolute_max=MOST + OVER, validate_max=True, can_delete=False
    )


CostRows, FinancingRows = _rows(CostForm), _rows(FinancingForm)


def rows(factory, data, items, *, spare=SPARE):
    """The formset of a plan: bound to `data`, or with the stored `items` and some empty rows."""
    stored = {item.pk: item for item in items}
    options = {"prefix": PREFIX, "form_kwargs": {"stored": stored}}
    if data is not None:
        counted, is_odd = _counted(data)
        sent = factory(counted, **options)
        sent.is_odd = is_odd
        return sent
    names = ["id", "version", *factory.form(stored={}).values_names]
    initial = [{name: getattr(item, name) for name in names} for item in items]
    shown = factory(initial=initial, **options)
    shown.extra = min(spare, max(MOST - len(items), 0))
    return shown


def _counted(data):
    """The data with a number of rows that reads all of them, and whether it said another one."""
    said, there = _number(data.get(TOTAL)), 1 + max((int(hit[1]) for hit in map(SENT.match, data) if hit), default=-1)
    is_odd = said is None or not there <= said <= MOST + OVER
    data = data.copy()
    data[TOTAL], data[INITIAL] = str(min(there, MOST + OVER) if is_odd else said), "0"
    return data, is_odd


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 5 else None


def with_spare_rows(data, number=1):
    """The same typed rows with so many empty ones more, whatever they say; rows that do not add up stay as they are."""
    counted, is_odd = _counted(data)
    if is_odd:
        return data
    counted[TOTAL] = str(min(int(counted[TOTAL]) + number, MOST + 1))
    return counted
