"""Conflicts of interest: declared, raised, ruled."""

from django import forms

from fund.choices.conflicts import Ruling
from fund.forms.boards import SeatChoice
from fund.models import Seat
from offers.forms.fields import PlainText


class DeclareForm(forms.Form):
    """One steps back; nobody has to say why."""

    reason = PlainText(
        label="Begründung (freiwillig)",
        max_length=1000,
        required=False,
        help_text="Sie müssen nichts sagen. Was Sie schreiben, steht in der Niederschrift.",
    )


class DoubtForm(forms.Form):
    """Somebody's conflict is named in the session."""

    seat = SeatChoice(None, label="Wer ist gemeint?", empty_label="bitte wählen")
    reason = PlainText(label="Worin liegt der Interessenkonflikt?", max_length=1000)

    def __init__(self, *args, item, day, **kwargs):
        super().__init__(*args, **kwargs)
        known = item.recusals.values("seat")
        seats = Seat.objects.live_on(day).filter(board=item.session.board_id).exclude(pk__in=known)
        self.fields["seat"].queryset = seats.select_related("user").order_by("user__name")


class RulingForm(forms.Form):
    """What the body decides about it, without the person concerned."""

    ruling = forms.ChoiceField(
        label="Was hat das Gremium beschlossen?",
        choices=[
            (Ruling.UPHELD, "Es liegt eine Befangenheit vor: nimmt nicht teil"),
            (Ruling.DISMISSED, "Es liegt keine vor: stimmt mit ab"),
        ],
        widget=forms.RadioSelect,
    )
    text = PlainText(label="Begründung (freiwillig)", max_length=500, required=False)
