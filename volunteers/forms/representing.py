"""What an institution's contact person types."""

from django import forms

from offers.forms.fields import PlainText
from offers.models import Organisation
from volunteers.choices.placements import DeclineReason, EndReason, HowItGoes
from volunteers.forms.opportunity_work import OpportunityForm
from volunteers.models import doors

NO_NAMES = "Bitte nur das Nötige, keine Namen, keine Diagnosen, nichts über Herkunft oder Glauben."
# The coordination's own: what class of task it is decides what the law requires, and no institution waives that.
KEPT_BACK = ("provider_text", "note", "task_class")


class OfficeTaskForm(OpportunityForm):
    """A task of one's own institution."""

    class Meta(OpportunityForm.Meta):
        fields = tuple(name for name in OpportunityForm.Meta.fields if name not in KEPT_BACK)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.fields["organisation"]
        own.queryset = Organisation.objects.filter(pk__in=doors.represented(user))
        own.required, own.empty_label = True, None


class RefuseForm(forms.Form):
    """Why somebody does not fit."""

    reason = forms.ChoiceField(label="Grund", choices=DeclineReason.choices, widget=forms.RadioSelect)
    note = PlainText(
        label="Was die Koordination wissen soll",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
    )


class HowItGoesForm(forms.Form):
    """How it goes with somebody who helps."""

    how = forms.ChoiceField(label="Wie läuft es?", choices=HowItGoes.choices, widget=forms.RadioSelect)
    note = PlainText(
        label="Was die Koordination wissen soll",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
    )


class FinishForm(forms.Form):
    """Why the help ends, as the institution says it."""

    REASONS = (EndReason.COMPLETED, EndReason.ORGANISATION, EndReason.TRIAL, EndReason.NOT_NEEDED)

    reason = forms.ChoiceField(
        label="Grund", choices=[(one.value, one.label) for one in REASONS], widget=forms.RadioSelect
    )
    note = PlainText(
        label="Anmerkung",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
    )
