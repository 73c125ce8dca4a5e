"""Forms of teams and handovers."""

from datetime import timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone

from offers.models import Membership
from welcome_folder import deadlines
from welcome_folder.choices.handovers import LEADS, HandoverKind
from welcome_folder.choices.team import Basis
from welcome_folder.forms.base import PLAIN_FACTS, PlaceForm, area_choices, day_field, institutions, text_field
from welcome_folder.models import doors


def case_workers(organisations):
    """People who work on cases in these organisations today."""
    live = Membership.objects.filter(role__in=doors.CASE_ROLES, organisation__in=organisations)
    return get_user_model().objects.filter(pk__in=live.live_on(timezone.localdate()).values("user"), is_active=True)


class ColleagueChoice(forms.ModelChoiceField):
    """A person by name; `label_from_instance` says where she works."""

    def label_from_instance(self, user):
        """Her name."""
        return user.name


class MemberForm(PlaceForm):
    """Somebody of another institution, or a colleague, takes part."""

    organisation = forms.ModelChoiceField(None, label="Einrichtung", empty_label="bitte wählen")
    user = ColleagueChoice(None, label="Fachkraft", empty_label="bitte wählen")
    purpose = text_field("Wofür?", longest=200)
    basis = forms.ChoiceField(label="Auf welcher Grundlage?", choices=Basis.choices, widget=forms.RadioSelect)
    basis_text = text_field("Norm (bei gesetzlicher Aufgabe)", longest=200, required=False)
    consent_on = day_field("Einwilligung unterschrieben am", required=False)
    consent_slot = text_field("Wo liegt die Unterschrift?", longest=80, required=False)
    ends_on = day_field("Bis wann? (leer: bis auf Weiteres)", required=False)

    def for_place(self, place):
        """Own areas; institutions that may take part, and their people."""
        places = institutions()
        self.fields["organisation"].queryset = places
        self.fields["user"].queryset = case_workers(places)
        self.fields["areas"] = area_choices(place)

    def clean(self):
        """The law is named or the consent dated; the person works there."""
        cleaned = super().clean()
        if cleaned.get("basis") == Basis.LAW and not cleaned.get("basis_text"):
            self.add_error("basis_text", "Bitte nennen Sie die Norm.")
        if cleaned.get("basis") == Basis.CONSENT and not cleaned.get("consent_on"):
            self.add_error("consent_on", "Bitte tragen Sie ein, wann die Person unterschrieben hat.")
        if (cleaned.get("consent_on") or timezone.localdate()) > timezone.localdate():
            self.add_error("consent_on", "Dieser Tag liegt in der Zukunft.")
        organisation, user = cleaned.get("organisation"), cleaned.get("user")
        if organisation and user and not case_workers([organisation]).filter(pk=user.pk).exists():
            self.add_error("user", "Diese Fachkraft arbeitet in einer anderen Einrichtung.")
        return cleaned

    def arguments(self):
        """What the action takes."""
        told = dict(self.cleaned_data)
        told.pop("once", None)
        return told | {"areas": [area.key for area in told["areas"]]}


class ReassignForm(forms.Form):
    """A colleague of the own institution takes over."""

    to_user = ColleagueChoice(None, label="Wer übernimmt?", empty_label="bitte wählen")

    def __init__(self, *args, organisation, but, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_user"].queryset = case_workers([organisation]).exclude(pk=but.pk)


class HandoverForm(PlaceForm):
    """What is offered to whom, why, and until when an answer is needed."""

    kind = forms.ChoiceField(label="Was wird übergeben?", choices=HandoverKind.choices, widget=forms.RadioSelect)
    receiver = forms.ModelChoiceField(None, label="An welche Stelle?", empty_label="bitte wählen")
    reason = text_field("Anlass", longest=500, rows=3, help_text=PLAIN_FACTS)
    deadline_on = day_field("Antwort bis")

    def for_place(self, place):
        """Only the lead hands the lead over; the immigration office can be asked, never made responsible."""
        today = timezone.localdate()
        self.fields["receiver"].queryset = institutions(but=place.organisation, with_office=True)
        self.fields["areas"] = area_choices(place)
        self.fields["deadline_on"].initial = deadlines.working_days_after(today, deadlines.ANSWER_DAYS)
        if not place.is_lead:
            self.fields["kind"].choices = [(HandoverKind.REFERRAL.value, HandoverKind.REFERRAL.label)]
            self.fields["kind"].initial = HandoverKind.REFERRAL

    def clean_deadline_on(self):
        """In the future, and not so far off that everybody forgets."""
        day = self.cleaned_data["deadline_on"]
        if not timezone.localdate() <= day <= timezone.localdate() + timedelta(days=60):
            raise forms.ValidationError("Die Antwort wird in den nächsten 60 Tagen gebraucht.")
        return day

    def clean(self):
        """Says at the field what the receiver cannot take on, before anybody waits for an answer."""
        cleaned = super().clean()
        receiver = cleaned.get("receiver")
        if receiver is None:
            return cleaned
        facts = receiver.folder_institution
        foreign = [str(area) for area in cleaned.get("areas") or () if area.key not in facts.areas]
        if foreign:
            self.add_error("areas", f"Diese Stelle berät nicht zu: {', '.join(foreign)}.")
        if facts.is_immigration_office and cleaned.get("kind") in LEADS:
            self.add_error("receiver", "Diese Stelle kann einen Ordner nicht führen, nur ein Thema übernehmen.")
        elif not case_workers([receiver]).exists():
            self.add_error("receiver", "In dieser Einrichtung arbeitet noch niemand mit Willkommensordnern.")
        return cleaned

    def arguments(self):
        """What the action takes."""
        told = dict(self.cleaned_data)
        told.pop("once", None)
        return told | {"areas": [area.key for area in told["areas"]]}
