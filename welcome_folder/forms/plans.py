"""Forms of plans, needs and periods."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from herne_integration.versions import VersionedForm
from offers.choices_asker import LegalArea
from offers.models import LegalStatus
from welcome_folder.choices.needs import Urgency
from welcome_folder.choices.people import Proof
from welcome_folder.choices.plans import StepOrigin, StepOwner
from welcome_folder.forms.base import PLAIN_FACTS, PlaceForm, area_choice, day_field, institutions, text_field
from welcome_folder.models import CounsellingArea, Need, PlanStep

ORIGINS = [choice for choice in StepOrigin.choices if choice[0] in {StepOrigin.NEED, StepOrigin.AGREEMENT}]


def _owner(cleaned, form):
    if cleaned.get("owner") == StepOwner.INSTITUTION and not cleaned.get("institution"):
        form.add_error("institution", "Bitte wählen Sie die Stelle, die das tut.")
    if cleaned.get("owner") == StepOwner.PERSON:
        cleaned["institution"] = None
    return cleaned


class StepForm(PlaceForm):
    """A new step, which cites the need or the reason it comes from."""

    title = text_field("Was ist zu tun?", longest=200, help_text=PLAIN_FACTS)
    due_on = day_field("Bis wann?")
    owner = forms.ChoiceField(label="Wer tut es?", choices=StepOwner.choices, widget=forms.RadioSelect)
    institution = forms.ModelChoiceField(None, label="Welche Stelle?", required=False, empty_label="–")
    need = forms.ModelChoiceField(None, label="Für welchen Bedarf?", required=False, empty_label="–")
    origin_text = text_field("Oder aus welchem anderen Grund?", longest=300, required=False)
    detail = text_field("Worum es geht", longest=2000, rows=3, required=False)

    def for_place(self, place):
        """Own areas, institutions that work with folders, needs that may be read."""
        self.fields["area"] = area_choice(place)
        self.fields["institution"].queryset = institutions()
        self.fields["institution"].initial = place.organisation
        self.fields["owner"].initial = StepOwner.PERSON
        self.fields["due_on"].initial = timezone.localdate() + timedelta(days=14)
        folder = place.member.folder_id if place.member else None
        needs = Need.objects.filter(assessment__folder=folder, area__in=place.areas).exclude(urgency=Urgency.NONE)
        self.fields["need"].queryset = needs.select_related("area")

    def clean(self):
        """A step cites a need or says why; whoever does it is named."""
        cleaned = super().clean()
        if not cleaned.get("need") and not cleaned.get("origin_text"):
            self.add_error("origin_text", "Ein Schritt nennt den Bedarf oder den Grund, aus dem er kommt.")
        return _owner(cleaned, self)

    def arguments(self):
        """What the action takes; after `is_valid`."""
        told = dict(self.cleaned_data)
        told.pop("once", None)
        need = told["need"]
        told["area"] = told["area"].key
        told["origin"] = StepOrigin.NEED if need else StepOrigin.AGREEMENT
        told["origin_text"] = told["origin_text"] or f"Bedarf: {need}"[:300]
        return told


class StepEditForm(VersionedForm):
    """What may change about a step; where it comes from stays."""

    class Meta:
        model = PlanStep
        fields = ("title", "area", "due_on", "owner", "institution", "detail", "evidence")
        widgets = {
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "detail": forms.Textarea(attrs={"rows": 3}),
            "owner": forms.RadioSelect,
        }
        labels = {"evidence": "Womit ist es belegt?"}

    def __init__(self, *args, place, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = CounsellingArea.objects.filter(key__in=place.areas)
        self.fields["institution"].queryset = institutions()

    def clean(self):
        """Whoever does it is named."""
        return _owner(super().clean(), self)


class NeedsForm(PlaceForm):
    """One look at all areas that one covers, and the person's own words."""

    assessed_on = day_field("Erhoben am")
    wishes = text_field("Was wünscht sich die Person? In ihren Worten", longest=2000, rows=3, required=False)
    goals = text_field("Was möchte sie erreichen? In ihren Worten", longest=2000, rows=3, required=False)
    review_due_on = day_field("Wieder ansehen am")

    def for_place(self, place):
        """A line of urgency and words for each area."""
        today = timezone.localdate()
        self.fields["assessed_on"].initial = today
        self.fields["review_due_on"].initial = today + timedelta(days=182)
        self.areas = list(CounsellingArea.objects.filter(key__in=place.areas))
        for area in self.areas:
            self.fields[f"urgency-{area.key}"] = forms.ChoiceField(
                label=area.label, choices=[("", "nicht besprochen"), *Urgency.choices], required=False
            )
            self.fields[f"words-{area.key}"] = text_field(f"Worum es geht: {area.label}", longest=500, required=False)

    def clean(self):
        """The review lies after the day; words without urgency ask for it."""
        cleaned = super().clean()
        first, review = cleaned.get("assessed_on"), cleaned.get("review_due_on")
        if first and review and review <= first:
            self.add_error("review_due_on", "Wieder angesehen wird der Bedarf nach dem Tag der Erhebung.")
        if first and first > timezone.localdate():
            self.add_error("assessed_on", "Erhoben wird heute oder früher.")
        for area in self.areas:
            if cleaned.get(f"words-{area.key}") and not cleaned.get(f"urgency-{area.key}"):
                self.add_error(f"urgency-{area.key}", "Wie dringend ist das?")
        return cleaned

    def needs(self):
        """{area key: (urgency, words)} of what was talked about."""
        told = self.cleaned_data
        return {
            area.key: (told[f"urgency-{area.key}"], told[f"words-{area.key}"])
            for area in self.areas
            if told[f"urgency-{area.key}"]
        }


class PeriodForm(PlaceForm):
    """From when something holds."""

    starts_on = day_field("Ab wann?")
    ends_on = day_field("Bis wann? (leer: bis auf Weiteres)", required=False)
    proof = forms.ChoiceField(label="Woher wissen Sie es?", choices=Proof.choices, widget=forms.RadioSelect)

    def clean(self):
        """The end is not before the beginning."""
        cleaned = super().clean()
        if cleaned.get("starts_on") and cleaned.get("ends_on") and cleaned["ends_on"] < cleaned["starts_on"]:
            self.add_error("ends_on", "Das Ende liegt vor dem Anfang.")
        return cleaned


class StatusForm(PeriodForm):
    """A residence status."""

    status = forms.ModelChoiceField(LegalStatus.objects.all(), label="Aufenthaltsstatus")
    field_order = ("status", "starts_on", "ends_on", "proof")


class LegalAreaForm(PeriodForm):
    """A legal area."""

    legal_area = forms.ChoiceField(label="Rechtskreis", choices=LegalArea.choices)
    field_order = ("legal_area", "starts_on", "ends_on", "proof")
