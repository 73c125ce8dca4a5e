"""Forms of one entry that is there already: two people may have it open, and each sees both texts."""

from django import forms

from herne_integration.idempotency import OnceForm
from herne_integration.versions import VersionedForm
from offers.forms.fields import form_field
from offers.forms.rows import Quiet
from welcome_folder.choices.appointments import AppointmentState
from welcome_folder.forms.appointments import HELD, WhatCameOut, kind_choice, papers_choice, time_field
from welcome_folder.forms.base import PLAIN_FACTS, text_field
from welcome_folder.models import Appointment, CounsellingArea

SAID = "Der Termin ist inzwischen festgehalten: {state}. Ihr Text ist noch da; ergänzen Sie damit den Eintrag."
CORRECTED = "Jemand hat diesen Eintrag inzwischen berichtigt. Vergleichen Sie beide Fassungen."


class EntryFields(Quiet, OnceForm, VersionedForm):
    """The columns of an appointment."""

    class Meta:
        model = Appointment
        fields = (
            "kind", "day", "time", "place", "with_whom", "state", "result", "papers", "interpreter", "area",
            "visibility",
        )  # fmt: skip
        formfield_callback = form_field
        labels = {"state": "War die Person da?", "result": "Was kam heraus?", "visibility": "Wer darf das lesen?"}
        help_texts = {"result": PLAIN_FACTS}

    def __init__(self, data=None, *, place, instance, names):
        self.standing = place
        super().__init__(data, instance=instance)
        for name in [name for name in self.fields if name in self._meta.fields and name not in names]:
            del self.fields[name]
        self._offer(place, instance)

    def _offer(self, place, instance):
        if "kind" in self.fields:
            self.fields["kind"] = kind_choice()
        if "time" in self.fields:
            self.fields["time"] = time_field("Uhrzeit", required=False)
        if "papers" in self.fields:
            self.fields["papers"] = papers_choice()
        if "state" in self.fields:
            self.fields["state"].choices = HELD
        if "area" in self.fields:
            covered = {*place.areas, instance.area_id}
            self.fields["area"].queryset = CounsellingArea.objects.filter(key__in=covered)
            self.fields["area"].empty_label = None

    def typed(self):
        """What was typed into the columns, as the actions take it; after `is_valid`."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.fields}


class EditForm(EntryFields):
    """What is not a day old yet."""


class CorrectForm(EntryFields):
    """The right text, which will stand beside the wrong one."""

    def clean(self):
        """Somebody may have been faster: then her text stands in the correction."""
        data = super().clean()
        faster = Appointment.objects.filter(corrects=self.instance).first()
        if faster is not None and self.conflict is None:
            self._show(faster)
            self.add_error(None, CORRECTED)
        return data

    def _show(self, faster):
        own = self.instance
        self.instance = faster
        self._read_initial_anew()
        self.conflict = self._conflict()
        self.conflict.by, self.conflict.at = faster.entered_by, faster.entered_at
        self.instance = own


class LogForm(WhatCameOut, EntryFields):
    """What became of a planned appointment ("Nachtragen")."""

    hide_required_words = True
    field_order = (
        "state", "result", "agreed", "agreed_due", "next_day", "agreed_by", "next_time", "step", "step_due",
    )  # fmt: skip
    usual = ("state", "result", "agreed", "agreed_due", "next_day")
    state = forms.ChoiceField(label="War die Person da?", choices=HELD, initial=AppointmentState.KEPT)
    result = text_field("Was kam heraus?", longest=4000, rows=3, required=False, help_text=PLAIN_FACTS)

    def __init__(self, data=None, *, place, instance):
        self.place = place
        super().__init__(data, place=place, instance=instance, names=("state", "result"))
        self.initial["state"] = AppointmentState.KEPT

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

    def clean(self):
        """What has been said by somebody faster is not said again."""
        data = super().clean()
        if self.instance.state != AppointmentState.PLANNED:
            self.add_error(None, SAID.format(state=self.instance.get_state_display()))
        return data

    def _post_clean(self):
        """The action writes; the instance stays what is stored."""
