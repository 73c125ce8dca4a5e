"""What is signed, taken back and answered."""

from django import forms

from fund.actions.submissions import NOT_DECLARED
from fund.choices.applicants import TeamRole
from herne_integration.idempotency import OnceForm
from herne_integration.upload_fields import UploadField, UploadForm
from offers.forms.fields import PlainText

NEW = "neu"


class DeclarationForm(OnceForm):
    """The declaration, word for word on the page above the box."""

    hide_required_words = True
    is_declared = forms.BooleanField(
        label="Ich gebe diese Erklärung ab.", required=True, error_messages={"required": NOT_DECLARED}
    )


class WithdrawalForm(forms.Form):
    """Taking an application back."""

    reason = PlainText(
        label="Grund",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hilft dem Projektbüro, zum Beispiel wenn das Projekt verschoben ist.",
    )


class AttachmentForm(UploadForm, OnceForm):
    """A file for one document."""

    hide_required_words = True
    file = UploadField(label="Datei auswählen")

    def __init__(self, *args, document, **kwargs):
        super().__init__(*args, auto_id=f"id_{document}_%s", **kwargs)


class SignerForm(OnceForm):
    """In whose name one applies: a team that one belongs to, or a new one as `name`."""

    hide_required_words = True
    team = forms.ChoiceField(label="In wessen Namen stellen Sie den Antrag?", widget=forms.RadioSelect)
    role = forms.ChoiceField(
        label="Was sind Sie dort?",
        choices=TeamRole,
        required=False,
        widget=forms.RadioSelect,
        help_text="Absenden kann nur, wer vertretungsberechtigt ist, zum Beispiel der Vorstand.",
    )

    def __init__(self, *args, teams, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        new = [(NEW, f"{name} (neu in diesem Portal)")] if name else []
        self.fields["team"].choices = [*((pk, team.name) for pk, team in self.teams.items()), *new]
        if len(self.fields["team"].choices) == 1:
            self.fields["team"].initial = self.fields["team"].choices[0][0]
        if not new:
            del self.fields["role"]

    @property
    def applicant(self):
        """The chosen team, None for a new one."""
        return self.teams.get(self.cleaned_data["team"])

    def clean(self):
        """A new team needs to know who enters it."""
        cleaned = super().clean()
        if cleaned.get("team") == NEW and not cleaned.get("role"):
            self.add_error("role", "Bitte auswählen.")
        return cleaned
