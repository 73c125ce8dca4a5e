"""Forms of the appointment log. The usual entry has five fields; everything else waits behind a fold."""

from django import forms
from django.core.exceptions import ValidationError

from offers.forms.fields import ClockInput
from offers.forms.rows import Quiet
from offers.models import Language
from welcome_folder import vocabulary
from welcome_folder.choices.agreements import Debtor
from welcome_folder.choices.appointments import AppointmentState, Visibility
from welcome_folder.choices.plans import StepOwner
from welcome_folder.forms import base
from welcome_folder.forms.base import PLAIN_FACTS, PlaceForm, area_choice, text_field
from welcome_folder.models import AppointmentKind, DocumentKind

HELD = [(AppointmentState.KEPT, "wahrgenommen"), (AppointmentState.NO_SHOW, "nicht erschienen")]
OWED_BY = [
    (Debtor.PERSON, "die Person selbst"),
    (Debtor.INSTITUTION, "unsere Stelle"),
    (Debtor.COMPANION, "Begleitung"),
]
SEEN_BY_ALL = "Ein Schritt steht im Plan: Alle Beteiligten des Beratungsfelds lesen ihn."
USUAL = "beratung"


def day_field(label, **options):
    """A day whose year has four digits: whoever types it by keyboard goes on without a look."""
    field = base.day_field(label, **options)
    field.widget.attrs["max"] = "2199-12-31"
    return field


def kind_choice():
    """What kind of appointment."""
    field = forms.ModelChoiceField(
        AppointmentKind.objects.select_related("area"), to_field_name="key", label="Was für ein Termin?"
    )
    field.empty_label = None
    field.choices = vocabulary.kind_choices()
    return field


def time_field(label, **options):
    """An hour, with the browser's own clock."""
    return forms.TimeField(label=label, widget=ClockInput(), **options)


def papers_choice():
    """Papers to bring."""
    return forms.ModelMultipleChoiceField(
        DocumentKind.objects.select_related("document"),
        label="Mitzubringende Papiere",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class AppointmentFields(Quiet, PlaceForm):
    """What every appointment has. The area follows from the kind, unless another one is chosen."""

    kind = kind_choice()
    time = time_field("Uhrzeit", required=False)
    where = text_field("Ort", longest=200, required=False)
    with_whom = text_field("Bei wem", longest=200, required=False)
    interpreter = forms.ModelChoiceField(
        Language.objects.all(), label="Sprachmittlung", required=False, empty_label="keine", to_field_name="key"
    )
    visibility = forms.ChoiceField(label="Wer darf das lesen?", choices=Visibility.choices, initial=Visibility.SHARED)

    def for_place(self, place):
        """Only the areas that this place covers."""
        self.fields["area"] = area_choice(place, required=False)
        self.fields["area"].choices = [("", "wie die Terminart"), *vocabulary.area_choices(place.areas)]
        self.fields["kind"].initial = USUAL

    def clean(self):
        """Finds the area: chosen, or that of the kind, or the only one there is."""
        data = super().clean()
        kind, area = data.get("kind"), data.get("area")
        if kind and not area and "area" not in self.errors:
            if kind.area_id in self.place.areas:
                data["area"] = kind.area
            elif len(self.place.areas) == 1:
                data["area"] = self.fields["area"].queryset.get()
            else:
                self.add_error(
                    "area", "Diese Terminart gehört zu keinem Ihrer Beratungsfelder. Bitte wählen Sie eines."
                )
        return data

    def columns(self):
        """What the actions take; after `is_valid`."""
        names = ("kind", "area", "time", "with_whom", "interpreter", "visibility")
        return {name: self.cleaned_data[name] for name in names} | {"place": self.cleaned_data["where"]}


class WhatCameOut(forms.Form):
    """Result, agreement, next step and next appointment in one go."""

    result = text_field("Was kam heraus?", longest=4000, rows=2, required=False, help_text=PLAIN_FACTS)
    agreed = text_field("Was wurde vereinbart?", longest=300, required=False)
    agreed_due = day_field("Bis wann?", required=False)
    next_day = day_field("Nächster Termin am", required=False)
    state = forms.ChoiceField(label="War die Person da?", choices=HELD, initial=AppointmentState.KEPT)
    agreed_by = forms.ChoiceField(label="Wer hat es zugesagt?", choices=OWED_BY, initial=Debtor.PERSON, required=False)
    next_time = time_field("Uhrzeit des nächsten Termins", required=False)
    step = text_field("Eigener nächster Schritt", longest=200, required=False, help_text=SEEN_BY_ALL)
    step_due = day_field("Schritt bis wann", required=False)

    def clean(self):
        """Dates belong to something, and who was there leaves a result."""
        data = super().clean()
        for what, due, sentence in [
            ("agreed", "agreed_due", "Was ist bis dahin vereinbart?"),
            ("step", "step_due", "Was ist bis dahin zu tun?"),
            ("next_day", "next_time", "An welchem Tag?"),
        ]:
            if data.get(due) and not data.get(what) and what not in self.errors:
                self.add_error(what, sentence)
        if data.get("step") and not data.get("step_due") and "step_due" not in self.errors:
            self.add_error("step_due", "Ein Schritt hat einen Tag, bis zu dem er getan ist.")
        if data.get("state") == AppointmentState.KEPT and not data.get("result") and "result" not in self.errors:
            self.add_error("result", "Bitte schreiben Sie in wenigen Worten, was herauskam.")
        return data

    def follows(self):
        """State, result and what comes next, as the actions take it; after `is_valid`."""
        data = self.cleaned_data
        owed = {"debtor": data["agreed_by"] or Debtor.PERSON, "what": data["agreed"], "due_on": data["agreed_due"]}
        if owed["debtor"] == Debtor.INSTITUTION:
            owed["institution"] = self.place.organisation
        step = {"title": data["step"], "due_on": data["step_due"]}
        step |= {"owner": StepOwner.INSTITUTION, "institution": self.place.organisation}
        return {
            "state": data["state"],
            "result": data["result"],
            "agreements": [owed] if data["agreed"] else [],
            "next_step": step if data["step"] else None,
            "next_appointment": {"day": data["next_day"], "time": data["next_time"]} if data["next_day"] else None,
        }


class EntryForm(WhatCameOut, AppointmentFields):
    """An appointment that has just been, in one go, on the folder's own page."""

    hide_required_words = True
    usual = ("kind", "result", "agreed", "agreed_due", "next_day")
    field_order = (*usual, "day", "state", "agreed_by", "next_time", "step", "step_due", "time", "where", "with_whom")
    day = day_field("Tag des Termins")

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = today
        self.fields["day"].widget.attrs["max"] = today.isoformat()

    @property
    def first_fields(self):
        """The five of the usual case."""
        return [self[name] for name in self.usual]

    @property
    def more_fields(self):
        """What stands behind the fold."""
        return [field for field in self.visible_fields() if field.name not in self.usual]

    @property
    def opens_fold(self):
        """Whether something behind the fold needs a look."""
        return any(field.errors for field in self.more_fields)


class PlanForm(AppointmentFields):
    """A new appointment to come."""

    field_order = ("kind", "day", "time", "where", "with_whom", "papers", "interpreter", "area", "visibility")
    day = day_field("Tag")
    papers = papers_choice()

    def columns(self):
        """With the day and the papers."""
        return super().columns() | {"day": self.cleaned_data["day"], "papers": self.cleaned_data["papers"]}


class OfVersion(Quiet, PlaceForm):
    """A decision about an entry as it was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def take(self, version):
        """The entry is shown as it is now: sent once more, the form means that one."""
        if self.is_bound:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = str(version)


class MoveForm(OfVersion):
    """Another day."""

    day = day_field("Neuer Tag")
    time = time_field("Uhrzeit", required=False)
    reason = text_field("Grund", longest=200, required=False)


class CancelForm(OfVersion):
    """It does not take place; what comes instead."""

    reason = text_field("Grund", longest=200, help_text=PLAIN_FACTS)
    step = text_field("Was ist stattdessen zu tun?", longest=200, required=False, help_text=SEEN_BY_ALL)
    step_due = day_field("Bis wann?", required=False)

    def clean(self):
        """A step has a day."""
        data = super().clean()
        if bool(data.get("step")) != bool(data.get("step_due")) and not self.errors:
            raise ValidationError("Zu einem Schritt gehören, was zu tun ist, und der Tag, bis zu dem es getan ist.")
        return data

    def next_step(self):
        """As `steps.add` takes it, or None."""
        data = self.cleaned_data
        own = {"owner": StepOwner.INSTITUTION, "institution": self.place.organisation}
        return {"title": data["step"], "due_on": data["step_due"]} | own if data["step"] else None


class VoidForm(Quiet, PlaceForm):
    """Why an agreement is no longer needed."""

    reason = text_field("Warum hinfällig?", longest=200)
