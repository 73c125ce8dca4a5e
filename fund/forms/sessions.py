"""Sessions: planned, changed, cancelled."""

from django import forms

from fund.choices.sessions import SessionForm as Form
from fund.models import Board, Session
from herne_integration.idempotency import OnceForm
from herne_integration.versions import VersionedForm
from offers.forms.fields import PlainText, form_field


class MomentInput(forms.DateTimeInput):
    """The browser's own calendar with a clock."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


def moment(label, **options):
    """A moment in Herne's time."""
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M"]
    return forms.DateTimeField(label=label, widget=MomentInput, input_formats=formats, **options)


class SessionForm(OnceForm, VersionedForm):
    """When and where; an Umlauf has a deadline instead of a place."""

    starts_at = moment("Beginn")
    closes_at = moment("Frist des Umlaufs", required=False, help_text="Nur beim Umlauf: Bis dahin zählt eine Stimme.")

    class Meta:
        model = Session
        fields = ("name", "starts_at", "closes_at", "place", "is_second_invitation")
        formfield_callback = form_field
        labels = {"is_second_invitation": "Zweite Einladung zum selben Gegenstand"}
        help_texts = {
            "place": "Nur bei einer Sitzung.",
            "is_second_invitation": "Dann entscheidet, wer kommt (§ 90 Abs. 2 VwVfG). Die Einladung muss es sagen.",
        }

    def clean(self):
        """A meeting has no deadline, an Umlauf one after its start."""
        cleaned = super().clean()
        is_circular = (cleaned.get("form") or self.instance.form) == Form.CIRCULAR
        starts_at, closes_at = cleaned.get("starts_at"), cleaned.get("closes_at")
        if is_circular and "closes_at" not in self.errors:
            if closes_at is None:
                self.add_error("closes_at", "Ein Umlauf hat eine Frist.")
            elif starts_at and closes_at <= starts_at:
                self.add_error("closes_at", "Die Frist liegt nach dem Beginn.")
        elif closes_at:
            self.add_error("closes_at", "Eine Sitzung hat keine Frist.")
        return cleaned


class NewSessionForm(SessionForm):
    """Which body, and whether it meets or votes in writing."""

    board = forms.ModelChoiceField(Board.objects.order_by("name"), label="Gremium", empty_label="bitte wählen")
    form = forms.ChoiceField(label="Form", choices=Form, widget=forms.RadioSelect, initial=Form.MEETING)

    class Meta(SessionForm.Meta):
        fields = ("board", "form", *SessionForm.Meta.fields)

    field_order = ("board", "form", "name", "starts_at", "closes_at", "place", "is_second_invitation")

    def arguments(self):
        """What the action takes."""
        told = {name: self.cleaned_data[name] for name in ("board", "form", "name", "starts_at", "closes_at", "place")}
        return told | {"second_invitation": self.cleaned_data["is_second_invitation"]}


class CancelForm(forms.Form):
    """Why a session does not take place; members read it."""

    reason = PlainText(label="Grund der Absage", max_length=300)
