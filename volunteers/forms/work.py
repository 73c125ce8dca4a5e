"""What the coordination types while it places somebody: reasons, notes, proofs, who is asked first."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone

from herne_integration.idempotency import OnceForm
from offers.choices import MembershipRole
from offers.forms.fields import DayInput, PlainText
from offers.models import District, FieldOfAction, Membership, TargetGroup
from volunteers.actions.eligible import Override
from volunteers.choices.agreements import Insurance
from volunteers.choices.placements import DeclineReason, EndReason
from volunteers.choices.requirements import EXEMPTION_BASIS, Exemption
from volunteers.models import RequirementType

NO_NAMES = "Bitte nur das Nötige, keine Diagnosen, nichts über Herkunft oder Glauben."


def coordinators(*, but=None):
    """Who coordinates volunteers today."""
    today = timezone.localdate()
    keys = Membership.objects.filter(role=MembershipRole.COORDINATOR).live_on(today).values("user")
    found = get_user_model().objects.filter(pk__in=keys, is_active=True).order_by("name", "pk")
    return found.exclude(pk=but.pk) if but else found


def _note(label, longest=300, **options):
    widget = forms.Textarea(attrs={"rows": 3})
    return PlainText(label=label, max_length=longest, widget=widget, **{"help_text": NO_NAMES, **options})


class OverrideForm(forms.Form):
    """In which role somebody sets aside what is no law, and why; both stay with the placement."""

    role = PlainText(label="In welcher Rolle entscheiden Sie?", max_length=80)
    reason = _note("Warum ist die Ausnahme richtig?", 500)

    def override(self):
        """What the actions take."""
        return Override(self.cleaned_data["role"], self.cleaned_data["reason"])


class DeclineForm(forms.Form):
    """A no that somebody has told the coordination."""

    reason = forms.ChoiceField(label="Grund", required=False, choices=[("", "nicht genannt"), *DeclineReason.choices])
    note = _note("Was gesagt wurde", required=False)


class EndForm(forms.Form):
    """Why a placement ends."""

    reason = forms.ChoiceField(label="Grund", choices=EndReason.choices, widget=forms.RadioSelect)
    note = _note("Anmerkung", required=False)


class AgreementForm(forms.Form):
    """What an agreement says about this placement."""

    insurance = forms.ChoiceField(
        label="Wer versichert diesen Einsatz?", choices=Insurance.choices, widget=forms.RadioSelect
    )
    insurance_note = PlainText(label="Versicherung, in Worten", max_length=300, required=False)
    tasks_text = _note("Aufgaben und Zeiten", 2000, required=False)


class FollowUpForm(forms.Form):
    """What both sides said."""

    note = _note("Ergebnis", 500, required=False)


class CoordinatorForm(forms.Form):
    """A colleague who takes over."""

    coordinator = forms.ModelChoiceField(get_user_model().objects.none(), label="Wer übernimmt?")

    def __init__(self, *args, but=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coordinator"].queryset = coordinators(but=but)


class RouteForm(OnceForm):
    """Who is asked first, and for what; nothing chosen means: for everything else."""

    coordinator = forms.ModelChoiceField(get_user_model().objects.none(), label="Wer wird zuerst gefragt?")
    field_of_action = forms.ModelChoiceField(
        FieldOfAction.objects.all(), label="Handlungsfeld", required=False, empty_label="egal"
    )
    target_group = forms.ModelChoiceField(
        TargetGroup.objects.all(), label="Zielgruppe", required=False, empty_label="egal"
    )
    district = forms.ModelChoiceField(District.objects.all(), label="Stadtbezirk", required=False, empty_label="egal")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coordinator"].queryset = coordinators()

    def arguments(self):
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}


class ClearanceForm(OnceForm):
    """A proof that somebody has seen: two days and nothing else. What stands against somebody is never written down."""

    requirement = forms.ModelChoiceField(RequirementType.objects.none(), label="Was haben Sie gesehen?")
    issued_on = forms.DateField(label="Ausgestellt am", widget=DayInput, required=False)
    inspected_on = forms.DateField(label="Eingesehen am", widget=DayInput, initial=timezone.localdate)
    valid_until = forms.DateField(
        label="Befristet bis", widget=DayInput, required=False, help_text="Nur, wenn es auf dem Nachweis selbst steht."
    )
    is_clear = forms.BooleanField(
        label="Es steht nichts darin, was gegen den Einsatz spricht",
        required=False,
        help_text="Steht etwas darin, wird nichts gespeichert: Sprechen Sie mit der Person (§ 72a Abs. 5 SGB VIII).",
    )

    exemption = forms.ChoiceField(
        label="Oder: Masernschutz ist nicht nötig",
        choices=[("", "nein"), *((one.value, f"{one.label} ({EXEMPTION_BASIS[one]})") for one in Exemption)],
        required=False,
        help_text="Nur diese Antwort wird gespeichert, kein Geburtsdatum.",
    )

    # Signed by two or counted from the birthday: nobody inspects these.
    NOT_INSPECTED = ("vereinbarung", "mindestalter")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["requirement"].queryset = RequirementType.objects.exclude(key__in=self.NOT_INSPECTED)

    def clean(self):
        """Nothing relevant, or nothing to see at all."""
        found = super().clean()
        if not found.get("is_clear") and not found.get("exemption"):
            self.add_error("is_clear", "Ohne dieses Häkchen wird nichts gespeichert.")
        return found

    def arguments(self):
        """What the action takes."""
        names = ("requirement", "issued_on", "inspected_on", "valid_until", "exemption")
        return {name: self.cleaned_data[name] for name in names}
