"""Beginning an application, and its pages of questions."""

import zlib

from django import forms
from django.utils.translation import gettext_lazy as _

from fund.choices.applicants import ApplicantKind
from fund.choices.applications import PROJECT_DATES, TOPIC_FIELDS, Topic
from fund.forms.fields import MoneyField
from fund.models import Application
from herne_integration.idempotency import OnceForm
from herne_integration.versions import VersionedForm
from offers.forms.fields import PlainText, can_be_dialled, five_digits, form_field
from offers.models import FieldOfAction, TargetGroup

HELP = {
    "applicant_name": "So, wie er in der Satzung steht. Eine Initiative gibt sich selbst einen Namen.",
    "register_number": "Nur bei Vereinen und Gesellschaften, zum Beispiel VR 1234.",
    "contact_name": "Wen das Projektbüro anruft, wenn es eine Frage hat.",
    "title": "Kurz und so, dass man versteht, worum es geht. Bei einer Bewilligung wird der Titel veröffentlicht.",
    "summary": "Was passiert, wann, wo und mit wem? Ein bis zwei Absätze genügen.",
    "target_groups": "Eine oder mehrere, oder in eigenen Worten darunter.",
    "target_group_text": "Zum Beispiel: Mütter mit kleinen Kindern im Stadtteil Horsthausen.",
    "participants": "Wie viele Menschen ungefähr teilnehmen, als Zahl.",
    "is_begun": "Als begonnen gilt ein Projekt, sobald Sie etwas bestellt oder einen Vertrag geschlossen haben.",
    "place": "Zum Beispiel ein Stadtteil, eine Schule, ein Vereinshaus.",
    "partners": "Wer mitmacht, zum Beispiel eine Schule oder ein anderer Verein.",
    "new_approach": "Der Fonds bezahlt neue und modellhafte Wege. Was gibt es so in Herne noch nicht?",
    "lasting_effect": "Was bleibt, wenn das Geld ausgegeben ist?",
    "not_otherwise_fundable": "Wen haben Sie gefragt, und warum kommt anderes Geld nicht in Frage?",
    "short_notice": "Warum kann das Projekt nicht auf den nächsten Haushalt oder ein Förderprogramm warten?",
}
PROSE = ("summary", "new_approach", "lasting_effect", "not_otherwise_fundable", "short_notice")
WIDGETS = {name: forms.Textarea(attrs={"rows": 6}) for name in PROSE}
WIDGETS["partners"] = forms.Textarea(attrs={"rows": 3})
AUTOCOMPLETE = {
    "applicant_name": "organization",
    "applicant_street": "street-address",
    "applicant_postcode": "postal-code",
    "applicant_city": "address-level2",
    "contact_name": "name",
    "contact_phone": "tel",
}
BACKWARDS = "Das Ende liegt vor dem Anfang."
NO_SUCH_KIND = "Diese Rechtsform darf in dieser Runde keinen Antrag stellen."


class BeginForm(OnceForm):
    """Where the link goes, and in whose name one asks; all else comes later."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_("Dorthin schicken wir den Link, mit dem Sie auf jedem Gerät weiterschreiben."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    applicant_name = PlainText(
        label=_("Name des Vereins, der Initiative oder des Fachbereichs"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


class ResumeForm(forms.Form):
    """To which address a new link goes."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    hide_required_words = True


class TopicForm(VersionedForm):
    """One page of questions; every answer may wait. Only `unlocked` fields are there when a supplement asks for some.

    Teams write at several pages at once, so what is compared is the page, not the whole application: `version` is a
    checksum of its stored answers.
    """

    hide_required_words = True

    class Meta:
        model = Application
        fields = ()

    def __init__(self, *args, unlocked=None, **kwargs):
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if unlocked is not None and name != "version" and name not in unlocked:
                del self.fields[name]
            elif name in AUTOCOMPLETE:
                self.fields[name].widget.attrs["autocomplete"] = AUTOCOMPLETE[name]

    @property
    def _edits(self):
        stored = [getattr(self.instance, self._meta.model._meta.get_field(name).attname) for name in self._meta.fields]
        return zlib.crc32(repr(stored).encode())

    def clean(self):
        """A second click finds its own answers stored: nobody else was faster."""
        cleaned = super().clean()
        if self.conflict and not self.conflict.fields:
            self.conflict = None
            self._errors.pop(forms.forms.NON_FIELD_ERRORS, None)
        return cleaned

    def save(self, commit=True):
        """Counts the edit; the action saves."""
        self.instance.version += 1
        return forms.ModelForm.save(self, commit)


class ApplicantForm(TopicForm):
    """Who applies."""

    class Meta(TopicForm.Meta):
        fields = TOPIC_FIELDS[Topic.APPLICANT]
        formfield_callback = form_field
        help_texts = HELP
        widgets = {"applicant_kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "applicant_kind" in self.fields:
            self.fields["applicant_kind"].choices = ApplicantKind.choices
        if "applicant_postcode" in self.fields:
            self.fields["applicant_postcode"].widget.attrs["inputmode"] = "numeric"
            self.fields["applicant_postcode"].validators.append(five_digits)
        if "contact_phone" in self.fields:
            self.fields["contact_phone"].widget.input_type = "tel"
            self.fields["contact_phone"].validators.append(can_be_dialled)

    def clean_applicant_kind(self):
        """Kinds that the round's guideline takes."""
        kind = self.cleaned_data["applicant_kind"]
        allowed = self.instance.round.guideline.rules.get("applicant_kinds", {}).get("value")
        if kind and allowed is not None and kind not in allowed:
            raise forms.ValidationError(NO_SUCH_KIND)
        return kind


class ProjectForm(TopicForm):
    """What is planned, and for whom."""

    field_of_action = forms.ModelChoiceField(
        FieldOfAction.objects.all(),
        label="Handlungsfeld",
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
    )
    target_groups = forms.MultipleChoiceField(
        label="Zielgruppen",
        required=False,
        help_text=HELP["target_groups"],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta(TopicForm.Meta):
        fields = TOPIC_FIELDS[Topic.PROJECT]
        formfield_callback = form_field
        help_texts = HELP
        widgets = WIDGETS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "target_groups" in self.fields:
            self.fields["target_groups"].choices = list(TargetGroup.objects.values_list("key", "label"))


class PeriodForm(TopicForm):
    """From when until when, and where."""

    is_begun = forms.TypedChoiceField(
        label="Hat das Projekt schon begonnen?",
        required=False,
        help_text=HELP["is_begun"],
        choices=[("ja", "Ja"), ("nein", "Nein")],
        coerce=lambda word: word == "ja",
        empty_value=None,
        widget=forms.RadioSelect,
    )

    class Meta(TopicForm.Meta):
        fields = TOPIC_FIELDS[Topic.PERIOD]
        formfield_callback = form_field
        help_texts = HELP
        widgets = WIDGETS

    def get_initial_for_field(self, field, field_name):
        """The words of the two buttons."""
        value = super().get_initial_for_field(field, field_name)
        return {True: "ja", False: "nein"}.get(value, value) if field_name == "is_begun" else value

    def clean(self):
        """The end is not before the beginning, also where only one of them may change."""
        cleaned = super().clean()
        starts_on, ends_on = (cleaned.get(name, getattr(self.instance, name)) for name in PROJECT_DATES)
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on" if "ends_on" in self.fields else "starts_on", BACKWARDS)
        return cleaned


class CriteriaForm(TopicForm):
    """The four criteria of the fund."""

    class Meta(TopicForm.Meta):
        fields = TOPIC_FIELDS[Topic.CRITERIA]
        formfield_callback = form_field
        help_texts = HELP
        widgets = WIDGETS


class AmountForm(TopicForm):
    """What is asked of the fund."""

    amount_requested = MoneyField(label="Beim Fonds beantragt, in Euro", required=False)

    class Meta(TopicForm.Meta):
        fields = TOPIC_FIELDS[Topic.FINANCING]


FORMS = {
    Topic.APPLICANT: ApplicantForm,
    Topic.PROJECT: ProjectForm,
    Topic.PERIOD: PeriodForm,
    Topic.CRITERIA: CriteriaForm,
}
