"""Asking a department, and answering."""

from django import forms
from django.contrib.auth import get_user_model

from fund.choices.formal_checks import Stance
from herne_integration.idempotency import OnceForm
from offers.forms.fields import DayInput, PlainText
from offers.models import Organisation

NOBODY = (
    "Mit dieser Adresse gibt es noch kein bestätigtes Konto. Laden Sie die Person ein, oder lassen Sie das Feld leer"
    " und tragen Sie die Stellungnahme später selbst ein."
)


class OpinionForm(OnceForm):
    """Whom, what, until when."""

    hide_required_words = True
    department = forms.ModelChoiceField(
        Organisation.objects.public().order_by("name_sort", "pk"),
        label="Fachbereich oder Stelle aus dem Verzeichnis",
        required=False,
        empty_label="steht nicht im Verzeichnis",
    )
    department_text = PlainText(
        label="Name, wenn sie nicht im Verzeichnis steht",
        required=False,
        max_length=200,
        help_text="Bleibt Text: Es entsteht kein Eintrag im Verzeichnis.",
    )
    email = forms.EmailField(
        label="E-Mail-Adresse der Fachperson",
        required=False,
        max_length=254,
        help_text="Mit einem Konto in diesem Portal: Sie liest dann nur diesen Antrag und antwortet selbst.",
    )
    question = PlainText(label="Frage", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    due_on = forms.DateField(label="Erbeten bis", widget=DayInput)

    expert = None

    def clean(self):
        """A name is needed; only an exact, confirmed address finds a person."""
        cleaned = super().clean()
        if not cleaned.get("department") and not cleaned.get("department_text"):
            self.add_error("department_text", "Bitte eine Stelle auswählen oder einen Namen eintragen.")
        if cleaned.get("email"):
            confirmed = {"emailaddress__verified": True, "emailaddress__email__iexact": cleaned["email"]}
            self.expert = get_user_model().objects.filter(is_active=True, **confirmed).first()
            if self.expert is None:
                self.add_error("email", NOBODY)
        return cleaned

    def arguments(self):
        """What the action takes."""
        names = ("department", "department_text", "question", "due_on")
        return {name: self.cleaned_data[name] for name in names} | {"expert": self.expert}


class StanceForm(OnceForm):
    """The opinion itself; once given it stays."""

    hide_required_words = True
    stance = forms.ChoiceField(label="Haltung", choices=Stance, widget=forms.RadioSelect)
    text = PlainText(
        label="Begründung",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Das Projektbüro und die Lenkungsgruppe lesen sie. Danach lässt sie sich nicht mehr ändern.",
    )

    def clean(self):
        """A stance needs a reason, silence does not."""
        cleaned = super().clean()
        needs_reason = cleaned.get("stance") not in (None, Stance.NO_OPINION)
        if needs_reason and "text" not in self.errors and not cleaned.get("text"):
            self.add_error("text", "Zu einer Stellungnahme gehört eine Begründung.")
        return cleaned
