"""Forms about who is responsible for what, and the filter of their list."""

import django_filters
from django import forms

from herne_integration.idempotency import NAME, OnceForm, read_key
from herne_integration.models import IdempotencyKey
from offers.choices import State
from offers.forms import words
from offers.forms.fields import DayInput, form_field
from offers.forms.merging import MergingForm
from offers.models import District, Responsibility, TargetGroup, Task

COLUMNS = (
    "task", "target_group", "district", "organisation", "unit_text", "starts_on", "ends_on", "legal_basis", "source",
    "source_year", "note",
)  # fmt: skip
# What the address of a new statement may fill in: {word in the address: (field, list of words)}.
PREFILLED = {"aufgabe": ("task", Task), "zielgruppe": ("target_group", TargetGroup), "bezirk": ("district", District)}
STATES = [choice for choice in State.choices if choice[0] != State.ARCHIVED]


class ResponsibilityForm(OnceForm, MergingForm):
    """One statement: a task, for whom, where, and the unit."""

    hide_required_words = True

    class Meta:
        model = Responsibility
        fields = COLUMNS
        formfield_callback = form_field
        labels = {"organisation": "Zuständige Einrichtung", "starts_on": "zuständig ab", "ends_on": "zuständig bis"}
        help_texts = {
            "organisation": "Nur eine Einrichtung aus dem Verzeichnis macht jemanden zuständig.",
            "unit_text": "Wie die Quelle die Stelle nennt, solange es keinen Eintrag im Verzeichnis gibt.",
            "starts_on": "Leer: nicht bekannt.",
            "ends_on": "Der letzte Tag. Leer: kein Ende bekannt.",
            "legal_basis": "Zum Beispiel: AsylbLG.",
            "note": "Steht öffentlich bei der Angabe. Bitte nichts über Privatpersonen.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target_group"].empty_label = "alle"
        self.fields["district"].empty_label = "ganz Herne"
        self.fields["organisation"].empty_label = "keine im Verzeichnis"
        self.fields["organisation"].queryset = words.organisations(chosen={self.instance.organisation_id} - {None})

    def clean(self):
        """Pairs of fields, and the same statement a second time: the message names the other one."""
        data = super().clean()
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Das Ende liegt vor dem Anfang.")
        elif "organisation" not in self.errors and not data.get("organisation") and not data.get("unit_text"):
            self.add_error("organisation", "Bitte eine Einrichtung wählen oder den Namen aus der Quelle eintragen.")
        elif not self.errors and data.get("organisation") and not self._is_second_click and (other := self._same()):
            self.add_error("organisation", f"Das ist schon eingetragen: {described(other)}.")
        return data

    @property
    def _is_second_click(self):
        """Whether the statement that stands there already comes from this very form."""
        key = read_key(self.data.get(NAME, ""))
        return key is not None and IdempotencyKey.objects.filter(key=key).exists()

    def _get_validation_exclusions(self):
        # Django puts typed values in place of fields, not of columns such as `task_id` in the exclusion constraint: any
        # other row of the same days would count as the same. `_same` asks instead; the database has the last word.
        return {*super()._get_validation_exclusions(), "task_id"}

    def _same(self):
        data = self.cleaned_data
        cell = {name: data[name] for name in ("task", "target_group", "district")}
        found = Responsibility.objects.of_cell(**cell).filter(organisation=data["organisation"])
        found = found.within(data["starts_on"], data["ends_on"]).exclude(pk=self.instance.pk)
        return found.select_related("task", "target_group", "district", "organisation").first()

    def columns(self):
        """What the actions take; after `is_valid`."""
        return {name: self.cleaned_data[name] for name in COLUMNS}


def described(entry):
    """A statement in one line."""
    whom = entry.target_group.label if entry.target_group else "alle"
    where = entry.district.label if entry.district else "ganz Herne"
    days = [
        *([f"ab {entry.starts_on:%d.%m.%Y}"] if entry.starts_on else []),
        *([f"bis {entry.ends_on:%d.%m.%Y}"] if entry.ends_on else []),
    ]
    return f"„{entry}“, {', '.join([whom, where, *(days or ['ohne Anfang und Ende'])])}"


def prefilled(query):
    """Words of the address as the beginning of a new statement; what is no word of the vocabulary is left out."""
    found = {}
    for name, (field, model) in PREFILLED.items():
        if word := model.objects.filter(key=query.get(name, "")[:60].replace("\0", "")).first():
            found[field] = word.pk
    return found


class EndForm(forms.Form):
    """The last day of a statement."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    ends_on = forms.DateField(label="Letzter Tag", widget=DayInput)

    def __init__(self, *args, entry, **kwargs):
        # The long form on the same page has a last day too.
        super().__init__(*args, auto_id="end_%s", **kwargs)
        self.entry = entry

    def clean_ends_on(self):
        """Not before the first one."""
        ends_on = self.cleaned_data["ends_on"]
        if self.entry.starts_on and ends_on < self.entry.starts_on:
            raise forms.ValidationError(f"Die Angabe beginnt erst am {self.entry.starts_on:%d.%m.%Y}.")
        return ends_on


class ResponsibilityFilter(django_filters.FilterSet):
    """The list of statements: by task, group and state."""

    task = django_filters.ModelChoiceFilter(label="Aufgabe", queryset=Task.objects.all(), empty_label="alle")
    target_group = django_filters.ModelChoiceFilter(
        label="Zielgruppe", queryset=TargetGroup.objects.all(), empty_label="jede"
    )
    state = django_filters.ChoiceFilter(label="Stand", choices=STATES, empty_label="alle")

    class Meta:
        model = Responsibility
        fields = ("task", "target_group", "state")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.hide_required_words = True
