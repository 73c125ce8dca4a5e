"""The Redaktion's form for one rule about who may take part; it shows only what its condition needs."""

import re
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from herne_integration.idempotency import OnceForm
from offers.choices import GermanLevel, State, TranslationState
from offers.choices_asker import CourseKind, Insurance, LegalArea, PersonGender
from offers.choices_eligibility import LISTS, NO, NUMBERS, WITHOUT_CONTENT, YES, YES_OR_NO, Condition
from offers.eligibility_reading import contradictions
from offers.forms.fields import PlainText, form_field
from offers.forms.merging import MergingForm
from offers.models import District, Document, EligibilityRule, LegalStatus, Offer

LANGUAGES = {"en": "Englisch", "ar": "Arabisch"}
SAID = "wording_"
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
CONTENT = ("values", "number_from", "number_to", "level_from", "level_to")
HINTS = {
    Condition.AGE: "Alter in Jahren.",
    Condition.CHILDREN: "Alter der Kinder in Jahren; ohne Grenzen genügt ein Kind in jedem Alter.",
    Condition.ARRIVAL: "Tage seit der Ankunft: zwei Jahre sind 730 Tage, fünf Jahre 1826.",
}


class OfferField(PlainText):
    """An offer by its address: a list of all of them would be no choice."""

    def to_python(self, value):
        """The offer behind an address or a key."""
        if isinstance(value, Offer):
            return value
        text = super().to_python(value if value is None else str(value))
        if not text:
            return None
        key = UUID.search(text)
        offer = Offer.objects.filter(pk=key[0]).first() if key else None
        if offer is None or offer.state == State.ARCHIVED:
            raise ValidationError(
                "Kein aktuelles Angebot unter dieser Adresse. Kopieren Sie sie aus der Seite des Angebots."
            )
        return offer

    def run_validators(self, value):
        """They are about text."""

    def prepare_value(self, value):
        """A stored offer as the address of its page."""
        key = getattr(value, "pk", value)
        return reverse("offers:offer-detail", args=[key]) if isinstance(key, uuid.UUID) else value

    def has_changed(self, initial, data):
        """Compares offers, not texts."""
        try:
            offer = self.to_python(data)
        except ValidationError:
            return True
        return getattr(offer, "pk", None) != getattr(initial, "pk", initial)


class RuleForm(OnceForm, MergingForm):
    """One rule; what its condition does not read is not asked."""

    hide_required_words = True

    alternative_offer = OfferField(
        label="Wer nicht passt: dieses Angebot",
        help_text="Adresse der Angebotsseite, aus der Adresszeile kopiert.",
        max_length=300,
        required=False,
    )
    translations_fit = forms.BooleanField(label="Die Übersetzungen passen zum deutschen Satz", required=False)

    class Meta:
        model = EligibilityRule
        fields = (
            *("effect", *CONTENT, "only_statuses", "wording", "norm", "document"),
            *(
                "alternative_offer",
                "alternative_task",
                "valid_from",
                "valid_until",
                "position",
                "source",
                "source_year",
            ),
        )
        formfield_callback = form_field
        widgets = {"wording": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "wording": "So lesen es die Menschen. Kurze Sätze, keine Fachwörter.",
            "norm": "Zum Beispiel: § 44 AufenthG. Ohne Norm heißt es höchstens „nachfragen“.",
            "position": "Kleine Zahlen stehen oben.",
        }

    def __init__(self, data=None, *args, instance, **kwargs):
        super().__init__(data, *args, instance=instance, initial=_said_by(instance), **kwargs)
        self.condition = Condition(instance.condition)
        kept = _content_of(self.condition)
        for name in CONTENT:
            if name not in kept:
                del self.fields[name]
        if "values" in self.fields:
            self.fields["values"] = _values(self.condition)
        for name in ("number_from", "number_to"):
            if name in self.fields:
                self.fields[name].help_text = HINTS[self.condition]
        statuses = forms.MultipleChoiceField(
            label="Gilt nur für Menschen mit diesem Aufenthaltsstatus (nichts angekreuzt: für alle)",
            choices=_terms(LegalStatus),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["only_statuses"] = statuses
        if data is None:
            self.initial["base"] = self._fingerprints()

    @property
    def own_names(self):
        """The languages stand beside the model's own fields."""
        return [*super().own_names, *SAID_FIELDS]

    @property
    def content_fields(self):
        """The fields that say what is asked for."""
        return [self[name] for name in CONTENT if name in self.fields]

    @property
    def said(self):
        """The wording in other languages."""
        return [self[name] for name in SAID_FIELDS]

    def clean(self):
        """Something stands in it, and it can stand beside the other rules."""
        data = super().clean()
        if self.errors:
            return data
        content = [data.get(name) for name in CONTENT if name in self.fields]
        if (
            content
            and not any(value not in (None, "", []) for value in content)
            and self.condition != Condition.CHILDREN
        ):
            first = next(name for name in CONTENT if name in self.fields)
            self.add_error(first, "Bitte sagen Sie, was gelten soll.")
            return data
        typed = EligibilityRule(**_copied(self.instance))
        for name, value in self._columns(data).items():
            setattr(typed, name, value)
        for problem in contradictions(typed):
            self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)
        return data

    def columns(self):
        """What the actions take; after `is_valid`."""
        data = self.cleaned_data
        columns = self._columns(data)
        texts = {name.removeprefix(SAID): data[name] for name in SAID_FIELDS if data[name]}
        before = EligibilityRule.objects.filter(pk=self.instance.pk).values_list("wordings", flat=True).first() or {}
        columns["wordings"] = {
            code: {"text": text, "of": self._made_from(before.get(code, {}), text)} for code, text in texts.items()
        }
        if columns["wordings"] != before:
            columns["wordings_state"] = TranslationState.HUMAN
        return columns

    def _made_from(self, before, text):
        """The German sentence that a translation belongs to: an untouched one keeps its own."""
        is_untouched = before.get("text") == text and not self.cleaned_data["translations_fit"]
        return before["of"] if is_untouched else self.cleaned_data["wording"]

    def _columns(self, data):
        return {name: data[name] for name in self._meta.fields if name in self.fields}

    def _read_initial_anew(self):
        super()._read_initial_anew()
        self.initial |= _said_by(self.instance)


SAID_FIELDS = [f"{SAID}{code}" for code in LANGUAGES]
RuleForm.base_fields |= {
    f"{SAID}{code}": PlainText(
        label=f"Auf {name}",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": code, "dir": "rtl" if code == "ar" else "ltr"}),
    )
    for code, name in LANGUAGES.items()
}


def _said_by(rule):
    return {f"{SAID}{code}": rule.wordings.get(code, {}).get("text", "") for code in LANGUAGES}


def _copied(rule):
    """The columns of a rule, for one that is never saved."""
    return {column.attname: getattr(rule, column.attname) for column in rule._meta.concrete_fields}


def _content_of(condition):
    if condition in WITHOUT_CONTENT:
        return ()
    if condition in NUMBERS:
        return ("number_from", "number_to")
    return ("level_from", "level_to") if condition == Condition.GERMAN else ("values",)


def _terms(model):
    return [(term.key, term.label) for term in model.objects.all()]


def _values(condition):
    choices = {
        Condition.GENDER: lambda: PersonGender.choices,
        Condition.STATUS: lambda: _terms(LegalStatus),
        Condition.AREA: lambda: LegalArea.choices,
        Condition.DISTRICT: lambda: _terms(District),
        Condition.COURSE: lambda: CourseKind.choices,
        Condition.INSURANCE: lambda: Insurance.choices,
        Condition.PAPER: lambda: _terms(Document),
    }
    shown = [(YES, "ja"), (NO, "nein")] if condition in YES_OR_NO else choices[condition]()
    return forms.MultipleChoiceField(
        label=condition.label, choices=shown, widget=forms.CheckboxSelectMultiple, required=False
    )


class RuleReviewForm(forms.Form):
    """A person vouches for a rule, and says whether it may refuse."""

    hide_required_words = True

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    may_refuse = forms.BooleanField(
        label="Darf „Nein“ sagen (braucht eine Norm)",
        help_text="Sonst heißt es auch bei Nichterfüllung nur „nachfragen“.",
        required=False,
    )


def in_words(rule):
    """What a rule looks at and what it wants, in short: for the Redaktion's list."""
    condition = Condition(rule.condition)
    if condition in (*LISTS, *YES_OR_NO):
        labels = {str(key): str(label) for key, label in _values(condition).choices}
        return ", ".join(labels.get(value, value) for value in rule.values)
    if condition == Condition.GERMAN:
        first, last = (str(GermanLevel(level).label) if level else "" for level in (rule.level_from, rule.level_to))
        return " ".join(filter(None, [f"ab {first}" if first else "", f"bis {last}" if last else ""]))
    first, last = rule.number_from, rule.number_to
    return " ".join(filter(None, ["" if first is None else f"ab {first}", "" if last is None else f"bis {last}"]))
