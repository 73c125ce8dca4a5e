"""The forms of a board or subproject with its members, and of a field's goals."""

from django import forms
from django.core.exceptions import ValidationError

from herne_integration.idempotency import OnceForm
from herne_integration.versions import SENTENCE
from offers.actions.structure import Content, members_of
from offers.choices_structure import StructureKind, StructureRole
from offers.forms import words
from offers.forms.fields import NUMBERS, DayInput, PlainText, form_field
from offers.forms.merging import KEEP, THEIRS, Beside, MergingForm, rows_as_text
from offers.forms.offers import NumberedField
from offers.forms.rows import Quiet, Row, Rows, with_rows
from offers.models import Goal, Organisation, StructurePart
from offers.models.structure import CIRCLE_SENTENCE

COLUMNS = (
    "kind", "name", "parent", "field_of_action", "organisation", "purpose", "meets",
    "starts_on", "ends_on", "source", "source_year", "note",
)  # fmt: skip
UNKNOWN = "nicht bekannt"
MEMBERS = "members"
BEFORE_START = "Das Ende liegt vor dem Anfang."
TWICE = "Diese Einrichtung ist in dieser Zeit schon Mitglied (Zeile {})."


class StructureForm(Quiet, OnceForm, MergingForm):
    """What a person can say about a board or subproject itself."""

    class Meta:
        model = StructurePart
        fields = COLUMNS
        formfield_callback = form_field
        help_texts = {
            "parent": "Das Gremium, Programm oder Projekt, dessen Teil es ist.",
            "organisation": "Wenn es selbst im Verzeichnis steht, zum Beispiel mit Kontakt.",
            "meets": "Zum Beispiel: einmal im Quartal.",
            "ends_on": "Danach steht es auf keiner öffentlichen Seite mehr.",
            "note": "Steht öffentlich dabei. Bitte keine Namen von Personen.",
        }

    def __init__(self, *args, instance=None, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        kinds = [("", "bitte wählen"), *StructureKind.choices]
        self.fields["kind"].choices = kinds
        possible = StructurePart.objects.exclude(pk__in=self._own_parts()).only("name")
        self.fields["parent"].queryset = possible
        self.fields["parent"].error_messages["invalid_choice"] = CIRCLE_SENTENCE
        for name, empty in (("parent", "zu nichts anderem"), ("field_of_action", UNKNOWN), ("organisation", "nein")):
            self.fields[name].empty_label = empty
        chosen = {getattr(instance, "organisation_id", None)} - {None}
        self.fields["organisation"].queryset = words.organisations(chosen=chosen)

    def _own_parts(self):
        """Keys of the entry and all below it, however many steps: none of them can stand above it."""
        if not self.instance.pk:
            return set()
        parents = dict(StructurePart.objects.exclude(parent=None).values_list("pk", "parent_id"))
        below = {self.instance.pk}
        while more := {pk for pk, parent in parents.items() if parent in below} - below:
            below |= more
        return below

    def clean(self):
        """The message about days stands at the second of them."""
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", BEFORE_START)
        return data


class MemberRow(Row):
    """One institution that takes part; one that the directory does not have is a name."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Einrichtung", required=False)
    unit_text = PlainText(label="oder Name in der Quelle", max_length=200, required=False)
    role = forms.ChoiceField(label="Rolle", choices=StructureRole.choices, initial=StructureRole.MEMBER, required=False)
    starts_on = forms.DateField(label="ab", widget=DayInput, required=False)
    ends_on = forms.DateField(label="bis", widget=DayInput, required=False)
    source = PlainText(label="Quelle", max_length=400, required=False)
    source_year = forms.IntegerField(
        label="Jahr der Quelle",
        min_value=NUMBERS["source_year"][0],
        max_value=NUMBERS["source_year"][1],
        required=False,
    )

    def __init__(self, *args, organisations=(), choices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["organisation"].choices = choices

    @property
    def is_filled(self):
        """Whether anything stands in it; the role alone, which always says something, does not count."""
        names = [name for name in self.fields if name not in {"remove", "role"}]
        return any(self[name].value() not in {None, ""} for name in names)

    def has_changed(self):
        """A row in which only the role stands is an empty one."""
        return self.is_filled if self.is_bound else super().has_changed()

    def check(self):
        """A member is an institution or a name, and does not leave before it comes."""
        data = self.cleaned_data
        if self.is_filled and not data.get("organisation") and not data.get("unit_text") and not self.errors:
            self.add_error("organisation", "Bitte eine Einrichtung wählen oder den Namen aus der Quelle eintragen.")
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", BEFORE_START)

    @property
    def saved(self):
        """What is to be kept of it, or None."""
        row = super().saved
        return row and {**row, "role": row["role"] or StructureRole.MEMBER}


class MemberRows(Rows):
    """All members; nobody is one twice at the same time."""

    def clean(self):
        """The message stands at the later of the two rows."""
        seen = []
        for form in self.forms:
            row = form.saved if not form.is_quiet and form.is_valid() else None
            if not row or not (row["organisation"] or row["unit_text"]):
                continue
            who = row["organisation"] or row["unit_text"].casefold()
            for number, other, spent in seen:
                if other == who and _overlap(spent, row):
                    form.add_error("organisation" if row["organisation"] else "unit_text", TWICE.format(number))
                    break
            seen.append((form.number, who, row))


def _overlap(one, other):
    """Whether two spans share a day; an open end lasts for ever."""

    def ends_before(first, last):
        return first["ends_on"] and last["starts_on"] and first["ends_on"] < last["starts_on"]

    return not ends_before(one, other) and not ends_before(other, one)


MemberFormSet = forms.formset_factory(MemberRow, formset=MemberRows, max_num=60, absolute_max=80, validate_max=True)


def members_as_text(rows):
    """Members as lines, the role by its name."""
    return rows_as_text([{**row, "role": StructureRole(row["role"]).label} for row in rows])


class StructureEditor:
    """The entry and its members as one form: the page, its summary of errors and the actions see only this."""

    def __init__(self, data=None, *, part=None):
        self.part = part
        self.saved = members_of(part) if part else []
        if data is not None and part and data.get(f"{KEEP}{MEMBERS}") == THEIRS:
            data = with_rows(data, MEMBERS, _as_keys(self.saved))
        self._choices()
        self._build_rows(data)
        beside = {MEMBERS: Beside("Mitglieder", [], self.saved, members_as_text)}
        self.form = StructureForm(data, instance=part, beside=beside)

    def _choices(self):
        """One list of institutions for all rows: each row would ask for its own."""
        possible = words.organisations(chosen={row["organisation"].pk for row in self.saved if row["organisation"]})
        choices = [("", "bitte wählen"), *((one.pk, one.name) for one in possible)]
        self.kwargs = {"organisations": possible, "choices": choices}

    def _build_rows(self, data):
        saved = _as_keys(self.saved) if data is None else []
        self.members = MemberFormSet(data, initial=saved, prefix=MEMBERS, form_kwargs=self.kwargs)

    @property
    def parts(self):
        """Every form in the page's order."""
        return [self.form, *self.members.forms]

    def is_valid(self):
        """Whether all parts are right; all of them are looked at, the versions last."""
        members_valid = self.members.is_valid()
        self.form.beside[MEMBERS].mine = self.members.saved if members_valid else self.saved
        form_valid = self.form.is_valid()
        if MEMBERS in self.form.taken:
            self._build_rows(with_rows(self.form.data, MEMBERS, _as_keys(self.saved)))
        return members_valid and form_valid

    def quieten(self):
        """Shows what was typed without errors; nothing is going to be saved."""
        for form in self.parts:
            form.is_quiet = True
        return self

    def content(self):
        """What the actions take; after `is_valid`."""
        typed = self.form.cleaned_data
        return Content(columns={name: typed[name] for name in COLUMNS}, members=self.members.saved)

    # The summary of errors reads the editor like one form.

    def non_field_errors(self):
        """Errors that belong to no single field; a conflict has a box of its own."""
        if self.form.is_quiet:
            return []
        found = [message for form in self.parts for message in form.non_field_errors()]
        found = [message for message in found if not (self.form.conflict and message == SENTENCE)]
        return [*found, *self.members.non_form_errors()]

    def __iter__(self):
        for form in self.parts:
            for bound in form:
                yield NumberedField(bound, getattr(form, "number", None))


def _as_keys(rows):
    return [{**row, "organisation": row["organisation"].pk if row["organisation"] else None} for row in rows]


class EndForm(forms.Form):
    """The last day of a membership."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    ends_on = forms.DateField(
        label="letzter Tag",
        widget=DayInput,
        error_messages={"required": "Bitte den letzten Tag eintragen.", "invalid": "Bitte ein Datum eintragen."},
    )

    def __init__(self, *args, member=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member

    def clean_ends_on(self):
        """Nobody leaves before they come."""
        day = self.cleaned_data["ends_on"]
        if self.member.starts_on and day < self.member.starts_on:
            raise ValidationError(f"{BEFORE_START} Mitglied ist die Einrichtung seit {self.member.starts_on:%d.%m.%Y}.")
        return day


class GoalsForm(forms.Form):
    """Which goals a field of action serves; `opened` is what was ticked when the page was opened."""

    goals = forms.ModelMultipleChoiceField(
        Goal.objects.all(), label="Ziele", required=False, widget=forms.CheckboxSelectMultiple
    )
    opened = forms.ModelMultipleChoiceField(
        Goal.objects.all(), required=False, widget=forms.MultipleHiddenInput, label="vorher gewählt"
    )

    def __init__(self, *args, chosen=(), choices=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"goals": chosen, "opened": chosen}
        if choices is not None:
            self.fields["goals"].choices = choices
