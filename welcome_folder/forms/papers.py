"""What to print."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from herne_integration.idempotency import OnceForm
from welcome_folder.choices.printouts import PrintKind
from welcome_folder.forms.base import day_field

FAMILY = "family"
LANGUAGES = [("de", "nur Deutsch"), ("en", "Englisch und Deutsch"), ("ar", "Arabisch und Deutsch")]
APART = (
    "In dieser Familie werden Angehörige zum Schutz getrennt gehalten. Ihre Papiere kommen nicht in eine Datei. Bitte "
    "drucken Sie jeden Ordner für sich."
)


class PrintForm(OnceForm):
    """Which papers, and in which language beside German."""

    kind = forms.ChoiceField(label="Was soll gedruckt werden?", widget=forms.RadioSelect)
    sheet = forms.TypedChoiceField(label="Registerblatt", coerce=int, required=False, empty_value=None)
    since = day_field("Neu seit", required=False, help_text="Für den Nachtrag. Leer: seit dem letzten Druck.")
    language = forms.ChoiceField(label="Sprache der Papiere", choices=LANGUAGES)

    def __init__(self, data=None, *, sheets, language, has_family, is_kept_apart):
        super().__init__(data, initial={"kind": PrintKind.WHOLE, "language": language})
        self.is_kept_apart = is_kept_apart
        family = [(FAMILY, "ganze Familie: alle Ordner, die Sie öffnen dürfen")] if has_family else []
        whole, *others = PrintKind.choices
        self.fields["kind"].choices = [whole, *family, *others]
        self.fields["sheet"].choices = [("", "bitte wählen"), *((number, f"{number}: {one}") for number, one in sheets)]

    def clean_since(self):
        """Nothing is new since tomorrow."""
        day = self.cleaned_data["since"]
        if day and day > timezone.localdate():
            raise ValidationError("Dieser Tag liegt in der Zukunft.")
        return day

    def clean(self):
        """A sheet has a number; a family that is kept apart is printed one by one."""
        data = super().clean()
        if data.get("kind") == PrintKind.SHEET and not data.get("sheet") and "sheet" not in self.errors:
            self.add_error("sheet", "Bitte wählen Sie ein Registerblatt.")
        if data.get("kind") == FAMILY and self.is_kept_apart:
            self.add_error("kind", APART)
        return data
