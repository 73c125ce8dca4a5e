"""Forms of an advice path: for whom it is, and what a draft of it says about itself."""

from django import forms

from herne_integration.idempotency import OnceForm
from offers import paths as rules
from offers.actions.paths import draft
from offers.choices_asker import LegalArea
from offers.choices_paths import Family
from offers.forms.fields import form_field
from offers.forms.merging import MergingForm
from offers.models import AdvicePath, PathVersion
from offers.path_reading import rule_steps

COLUMNS = (
    "title", "for_whom", "target_group", "legal_areas", "families", "age_from", "age_to", "is_beyond_school",
    "arrived_within", "position", "source", "source_year",
)  # fmt: skip
LINKED = "legal_statuses"


def _boxes(label, choices):
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text="Leer heißt: alle."
    )


class PathForm(OnceForm, MergingForm):
    """Title and rule of a path."""

    hide_required_words = True

    legal_areas = _boxes("Rechtskreis", LegalArea.choices)
    families = _boxes("Familie", Family.choices)

    class Meta:
        model = AdvicePath
        fields = (
            "title", "for_whom", "target_group", "legal_statuses", "legal_areas", "families", "age_from", "age_to",
            "is_beyond_school", "arrived_within", "position", "source", "source_year",
        )  # fmt: skip
        formfield_callback = form_field
        help_texts = {
            "title": "So heißt der Weg in der Quelle oder im Haus.",
            "for_whom": "In Worten, wie auf der Seite: zum Beispiel „Geduldete oder Ausreisepflichtige“.",
            "target_group": "Leer heißt: für alle.",
            "legal_statuses": "Leer heißt: alle. Wer einen dieser Titel hat, für den gilt der Weg.",
            "arrived_within": "Zum Beispiel 12: nur für Menschen, die vor höchstens zwölf Monaten angekommen sind.",
            "position": "An welcher Stelle der Weg in der Liste steht.",
        }
        widgets = {"legal_statuses": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target_group"].empty_label = "alle"
        self.fields["position"].required = False

    def clean_position(self):
        """Nothing means first."""
        return self.cleaned_data["position"] or 0

    def clean(self):
        """Pairs of fields: the message stands at the second one."""
        data = super().clean()
        first, last = data.get("age_from"), data.get("age_to")
        if first is not None and last is not None and last < first:
            self.add_error("age_to", "Das höchste Alter liegt unter dem niedrigsten.")
        return data

    def columns(self):
        """What the actions take; after `is_valid`."""
        return {name: self.cleaned_data[name] for name in COLUMNS}

    @property
    def legal_statuses(self):
        """The chosen residence statuses; after `is_valid`."""
        return list(self.cleaned_data[LINKED])


class VersionForm(MergingForm):
    """What a draft says about itself."""

    class Meta:
        model = PathVersion
        fields = ("note", "is_complete")
        formfield_callback = form_field
        labels = {"is_complete": "Vollständig: Jeder Schritt nennt, wer zuständig ist"}
        help_texts = {"note": "Was man beim Lesen wissen muss, zum Beispiel: Reihenfolge vereinfacht."}

    def clean(self):
        """Nobody calls complete what names no unit; a published version is refused as a whole."""
        draft(self.instance)
        data = super().clean()
        if data.get("is_complete"):
            for problem in rules.problems(rule_steps(self.instance), is_complete=True):
                if problem.field == "unit_text":
                    self.add_error("is_complete", problem.sentence)
        return data
