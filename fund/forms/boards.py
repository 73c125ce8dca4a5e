"""Bodies, seats and what ties people to organisations."""

from django import forms
from django.contrib.auth import get_user_model

from fund.choices.boards import SeatKind
from fund.choices.conflicts import TieKind
from fund.models import Board
from herne_integration.idempotency import OnceForm
from herne_integration.versions import VersionedForm
from offers.forms.fields import DayInput, PlainText, form_field
from offers.models import Organisation

RULES = (
    "name",
    "fund",
    "quorum_percent",
    "quorum_least",
    "majority",
    "tie",
    "invitation_days",
    "source",
    "is_reviewed",
)
HELP = {
    "fund": "Leer: Das Gremium entscheidet über Themen, nicht über Geld.",
    "quorum_percent": "50 heißt: mehr als die Hälfte.",
    "invitation_days": "Volle Tage zwischen Einladung und Sitzung; beide zählen nicht mit.",
    "source": "Woher die Regeln stammen, zum Beispiel Geschäftsordnung vom …",
}


class BoardForm(OnceForm, VersionedForm):
    """A body with its rules of procedure as data."""

    class Meta:
        model = Board
        fields = RULES
        formfield_callback = form_field
        help_texts = HELP


class NewBoardForm(BoardForm):
    """A body that is new gets its word in addresses as well."""

    class Meta(BoardForm.Meta):
        fields = ("key", *RULES)
        help_texts = HELP | {"key": "Wort für die Adresse, zum Beispiel lenkungskreis."}


class PersonChoice(forms.ModelChoiceField):
    """A person by name and address: two may have the same name."""

    def label_from_instance(self, user):
        """Her name and address."""
        return f"{user.name} ({user.email})"


class SeatChoice(forms.ModelChoiceField):
    """A seat by its holder's name."""

    def label_from_instance(self, seat):
        """The holder."""
        return seat.user.name


def _organisations(label, **options):
    return forms.ModelChoiceField(
        Organisation.objects.order_by("name"), label=label, empty_label="bitte wählen", **options
    )


class TermForm(OnceForm):
    """Something that lasts from a day to a day."""

    def clean(self):
        """It ends after it began."""
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Das Ende liegt vor dem Anfang.")
        return cleaned

    def arguments(self):
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}


class SeatForm(TermForm):
    """Somebody gets a seat; whoever may sit on a board has the role of the Lenkungsgruppe."""

    user = PersonChoice(
        None,
        label="Person",
        empty_label="bitte wählen",
        help_text="Zur Wahl steht, wer im Portal die Rolle Lenkungsgruppe hat.",
    )
    deputy_of = SeatChoice(None, label="Vertritt (leer: eigener Sitz)", empty_label="niemanden", required=False)
    organisation = _organisations("Entsandt von", required=False)
    is_chair = forms.BooleanField(label="Vorsitz", required=False)
    is_voting = forms.BooleanField(label="Stimmberechtigt", required=False, initial=True)
    starts_on = forms.DateField(label="Ab", widget=DayInput)
    ends_on = forms.DateField(label="Bis (leer: bis auf Weiteres)", widget=DayInput, required=False)

    def __init__(self, *args, board, day, **kwargs):
        super().__init__(*args, **kwargs)
        may_sit = {"codename": "sit_on_board", "content_type__app_label": "fund"}
        granted = {f"groups__permissions__{name}": value for name, value in may_sit.items()}
        people = get_user_model().objects.filter(is_active=True, **granted).distinct()
        self.fields["user"].queryset = people.order_by("name", "email")
        members = board.seats.live_on(day).filter(kind=SeatKind.MEMBER)
        self.fields["deputy_of"].queryset = members.select_related("user").order_by("user__name")
        self.fields["starts_on"].initial = day


class TieForm(TermForm):
    """What ties the holder of a seat to an organisation."""

    kind = forms.ChoiceField(label="Was verbindet?", choices=TieKind, widget=forms.RadioSelect)
    organisation = _organisations("Einrichtung")
    is_for_city = forms.BooleanField(label="Sitzt dort als Vertretung der Stadt Herne", required=False)
    starts_on = forms.DateField(label="Seit (leer: nicht bekannt)", widget=DayInput, required=False)
    ends_on = forms.DateField(label="Bis (leer: bis heute)", widget=DayInput, required=False)
    note = PlainText(
        label="Hinweis",
        max_length=300,
        required=False,
        help_text="Nur, was für die Befangenheit nötig ist. Bei Angehörigen keinen Namen.",
    )


class EndForm(forms.Form):
    """The last day of a term or of a tie."""

    ends_on = forms.DateField(label="Letzter Tag", widget=DayInput)
