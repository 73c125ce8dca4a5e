"""First contact in one page, and the question whether there is a folder already."""

from django import forms
from django.utils import timezone

from herne_integration.idempotency import OnceForm
from offers.choices_asker import LegalArea
from offers.forms.fields import form_field
from offers.models import Language, LegalStatus
from welcome_folder import birthdays, deadlines, numbers
from welcome_folder.actions.people import Spoken
from welcome_folder.choices.people import Proof
from welcome_folder.choices.team import Basis
from welcome_folder.forms.base import day_field, text_field
from welcome_folder.forms.people import LATIN, BornFields, CountriesField, ask_for_latin, german_levels
from welcome_folder.models import CounsellingArea, Person

SECTIONS = (
    ("person", "Wer", ("institution", "given_name", "family_name", "given_name_latin", "family_name_latin", "born",
     "is_guessed", "gender", "citizenships")),
    ("kontakt", "Sprache und Kontakt", ("language", "german_level", "interpreter", "channel", "phone", "email")),
    ("status", "Ankunft und Status", ("arrived_on", "status", "legal_area", "proof")),
    ("grundlage", "Zweck und Grundlage", ("purpose", "areas", "basis", "basis_text", "consent_on", "consent_slot")),
    ("schritt", "Nächster Schritt", ("step_title", "step_area", "step_due_on")),
)  # fmt: skip


class BasisFields(forms.Form):
    """Form mixin: what for, in which areas, and why that is allowed."""

    purpose = text_field("Wofür?", longest=200, initial="Beratung und Fallführung")
    basis = forms.ChoiceField(label="Auf welcher Grundlage?", choices=Basis.choices, widget=forms.RadioSelect)
    basis_text = text_field(
        "Norm, bei gesetzlicher Aufgabe", longest=200, required=False, help_text="Zum Beispiel: § 67a SGB X."
    )
    consent_on = day_field("Einwilligung unterschrieben am", required=False)
    consent_slot = text_field("Wo liegt die Unterschrift?", longest=80, required=False)

    def offer_areas(self, institutions):
        """Areas in which one of these institutions counsels."""
        keys = {key for facts in institutions for key in facts.areas}
        self.fields["areas"] = forms.ModelMultipleChoiceField(
            CounsellingArea.objects.filter(key__in=keys),
            to_field_name="key",
            label="Beratungsfelder",
            widget=forms.CheckboxSelectMultiple,
            initial=sorted(keys),
        )

    def check_basis(self):
        """The law is named or the consent dated."""
        cleaned = self.cleaned_data
        if cleaned.get("basis") == Basis.LAW and not cleaned.get("basis_text"):
            self.add_error("basis_text", "Bitte nennen Sie die Norm.")
        if cleaned.get("basis") == Basis.CONSENT and not cleaned.get("consent_on"):
            self.add_error("consent_on", "Bitte tragen Sie ein, wann die Person unterschrieben hat.")
        if (cleaned.get("consent_on") or timezone.localdate()) > timezone.localdate():
            self.add_error("consent_on", "Dieser Tag liegt in der Zukunft.")

    def check_areas(self):
        """The institution counsels in what was chosen."""
        facts, areas = self.cleaned_data.get("institution"), self.cleaned_data.get("areas")
        if facts and areas and not {area.key for area in areas} <= set(facts.areas):
            self.add_error("areas", "Diese Stelle berät nicht in allen gewählten Beratungsfeldern.")

    def basis_arguments(self):
        """What the actions take."""
        names = ("purpose", "basis", "basis_text", "consent_on", "consent_slot")
        return {name: self.cleaned_data[name] for name in names} | {
            "areas": [area.key for area in self.cleaned_data["areas"]]
        }


class InstitutionChoice(forms.ModelChoiceField):
    """One of the institutions that somebody works for."""

    def label_from_instance(self, facts):
        """Its name."""
        return facts.organisation.name


def institution_field(institutions):
    """Asked only of whoever works for several."""
    first = institutions.first()
    return InstitutionChoice(
        institutions,
        label="Für welche Stelle?",
        initial=first,
        empty_label=None,
        widget=forms.Select if institutions.count() > 1 else forms.HiddenInput,
    )


class IntakeForm(OnceForm, BornFields, BasisFields, forms.ModelForm):
    """Everything about a first contact; `seen` and `reason` answer the hint that there may be a folder already."""

    language = forms.ModelChoiceField(
        Language.objects.exclude(key__in=["de", "de-leicht"]),
        label="Sprache",
        required=False,
        empty_label="nicht bekannt",
    )
    status = forms.ModelChoiceField(
        LegalStatus.objects.all(), label="Aufenthaltsstatus", required=False, empty_label="nicht bekannt"
    )
    legal_area = forms.ChoiceField(
        label="Rechtskreis", choices=[("", "nicht bekannt"), *LegalArea.choices], required=False
    )
    proof = forms.ChoiceField(
        label="Woher bekannt?", choices=Proof.choices, widget=forms.RadioSelect, initial=Proof.DECLARED
    )
    step_title = text_field("Was ist zu tun?", longest=200, initial="Erstgespräch führen, Bedarf erheben")
    step_due_on = day_field("Bis wann?")
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
    reason = text_field("Warum ist das jemand anderes?", longest=200, required=False)

    hide_required_words = True

    class Meta:
        model = Person
        fields = (
            "given_name", "family_name", "given_name_latin", "family_name_latin", "gender", "citizenships",
            "channel", "interpreter", "phone", "email", "arrived_on", "german_level",
        )  # fmt: skip
        formfield_callback = form_field
        help_texts = {"given_name_latin": LATIN, "family_name_latin": LATIN}
        labels = {
            "channel": "Wie am besten zu erreichen?",
            "interpreter": "Braucht ein Gespräch Sprachmittlung?",
            "arrived_on": "In Deutschland seit",
            "german_level": "Deutschkenntnisse",
        }

    def __init__(self, *args, institutions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institution"] = institution_field(institutions)
        self.fields["citizenships"] = CountriesField(label="Staatsangehörigkeiten")
        self.fields["given_name"].required = False
        self.fields["family_name"].help_text = "Hat die Person nur einen Namen, steht er hier."
        self.fields["gender"].choices = [("", "nicht bekannt"), *self.fields["gender"].choices[1:]]
        self.fields["german_level"].choices = german_levels()
        self.offer_areas(institutions)
        self.fields["step_area"] = forms.ModelChoiceField(
            self.fields["areas"].queryset, to_field_name="key", label="Beratungsfeld", empty_label=None
        )
        self.fields["step_area"].initial = "orientierung"
        today = timezone.localdate()
        self.fields["step_due_on"].initial = deadlines.working_days_after(today, deadlines.ANSWER_DAYS)

    def clean(self):
        """What belongs together; whether there is a folder already is not for the form to know."""
        cleaned = super().clean()
        ask_for_latin(self)
        self.instance.birth_date, self.instance.birth_precision = self.read_born()
        self.check_basis()
        self.check_areas()
        if cleaned.get("step_area") and cleaned.get("areas") and cleaned["step_area"] not in cleaned["areas"]:
            self.add_error("step_area", "Dieses Feld gehört nicht zu den gewählten Beratungsfeldern.")
        if (cleaned.get("step_due_on") or timezone.localdate()) < timezone.localdate():
            self.add_error("step_due_on", "Dieser Tag ist vorbei.")
        if (cleaned.get("arrived_on") or timezone.localdate()) > timezone.localdate():
            self.add_error("arrived_on", "Dieser Tag liegt in der Zukunft.")
        return cleaned

    def arguments(self):
        """What the action takes."""
        cleaned = self.cleaned_data
        spoken = [Spoken(cleaned["language"], is_first=True, is_for_letters=True)] if cleaned["language"] else []
        return self.basis_arguments() | {
            "person": self.instance,
            "institution": cleaned["institution"].organisation,
            "first_step": (cleaned["step_title"], cleaned["step_area"].key, cleaned["step_due_on"]),
            "languages": spoken,
            "status": cleaned["status"],
            "legal_area": cleaned["legal_area"],
            "proof": cleaned["proof"],
        }

    def sections(self):
        """(anchor, title, bound fields) for the page."""
        return [(key, label, [self[name] for name in names]) for key, label, names in SECTIONS]


class RelativeIntakeForm(IntakeForm):
    """The same for somebody who stands in a family already: her name is known."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.instance
        self.initial["born"] = birthdays.write(person.birth_date, person.birth_precision)
        self.initial["is_guessed"] = person.birth_precision == "guessed"


class SearchForm(forms.Form):
    """Asking, not listing: a folder number, or surname and birthday exactly."""

    number = text_field("Ordnernummer", longest=20, required=False, help_text="Elf Zeichen, vom Ausdruck.")
    family_name = text_field("Nachname", longest=100, required=False)
    born = text_field("Geburtsdatum", longest=20, required=False, help_text="Zum Beispiel 17.05.1991.")

    hide_required_words = True

    def clean(self):
        """One or the other; who types both is asked by number."""
        cleaned = super().clean()
        if cleaned.get("number"):
            cleaned["read_number"] = numbers.read(cleaned["number"])
            if cleaned["read_number"] is None:
                self.add_error("number", "Diese Nummer hat einen Tippfehler. Bitte vergleichen Sie sie mit dem Papier.")
        elif not cleaned.get("family_name") or not cleaned.get("born"):
            self.add_error(None, "Bitte die Ordnernummer eintragen, oder Nachnamen und Geburtsdatum.")
        else:
            cleaned["birth_date"] = self._birth_date(cleaned["born"])
        return cleaned

    def _birth_date(self, typed):
        try:
            return birthdays.read(typed, today=timezone.localdate())[0]
        except ValueError as wrong:
            self.add_error("born", str(wrong))
            return None


class JoinForm(OnceForm, BasisFields):
    """What somebody who asks to take part says about herself; the folder is named by a token."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=2000)

    hide_required_words = True

    def __init__(self, *args, institutions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institution"] = institution_field(institutions)
        self.fields["purpose"].initial = ""
        self.offer_areas(institutions)
        self.fields["areas"].initial = None
        self.order_fields(["institution", "purpose", "areas"])

    def clean(self):
        """See `BasisFields`."""
        cleaned = super().clean()
        self.check_basis()
        self.check_areas()
        return cleaned


class RefusalForm(forms.Form):
    """Why not; whoever asked does not read it."""

    reason = text_field("Grund", longest=300, help_text="Für die Akte. Wer gefragt hat, erfährt nur „nein“.")
