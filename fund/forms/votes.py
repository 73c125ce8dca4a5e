"""Votes: one's own, a show of hands, and what the office adds to a resolution."""

from django import forms

from fund.choices.agenda import ItemKind
from fund.choices.voting import BallotChoice
from fund.forms.fields import MoneyField
from herne_integration.idempotency import OnceForm
from offers.forms.fields import DayInput, PlainText

# More conditions than the body puts on one grant.
CONDITIONS = 4


class VoteForm(forms.Form):
    """One's own vote; the legend names the item."""

    choice = forms.ChoiceField(choices=BallotChoice, widget=forms.RadioSelect)
    objects = forms.BooleanField(
        label="Ich widerspreche dem schriftlichen Verfahren: Der Punkt soll in eine Sitzung.", required=False
    )

    def __init__(self, *args, item, vote=None, **kwargs):
        said = {"choice": vote.choice, "objects": vote.objection} if vote else {}
        super().__init__(*args, initial=said, **kwargs)
        self.hide_required_words = True
        self.fields["choice"].label = f"Ihre Stimme zu TOP {item.position}: {item.title}"
        if not item.session.is_circular:
            del self.fields["objects"]


class HandsForm(forms.Form):
    """A show of hands: a choice for everybody who may vote and has not voted herself, and one for all the rest."""

    def __init__(self, *args, seats, votes, **kwargs):
        super().__init__(*args, **kwargs)
        self.hide_required_words = True
        self.seats, self.votes = seats, votes
        for seat in seats:
            vote = votes.get(seat.pk)
            self.fields[f"seat_{seat.pk}"] = forms.ChoiceField(
                label=seat.user.name,
                choices=BallotChoice,
                widget=forms.RadioSelect,
                required=False,
                initial=vote.choice if vote else None,
            )
        self.fields["rest"] = forms.ChoiceField(
            label="Alle anderen, die noch nichts gesagt haben",
            choices=[("", "noch offen"), *BallotChoice.choices],
            required=False,
        )

    @property
    def said(self):
        """[(seat, choice)] of a valid form: only what is new."""
        told = self.cleaned_data
        found = []
        for seat in self.seats:
            choice, before = told[f"seat_{seat.pk}"], self.votes.get(seat.pk)
            choice = choice or ("" if before else told["rest"])
            if choice and (before is None or before.choice != choice):
                found.append((seat, choice))
        return found


class ResolutionForm(OnceForm):
    """What the office adds to the numbers: the wording, another sum, conditions. Nobody says whether it passed."""

    amount = MoneyField(label="Bewilligte Summe (EUR)", required=False, help_text="Höchstens, was beantragt ist.")
    text = PlainText(
        label="Wortlaut des Beschlusses",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="Leer: Der Satz entsteht aus Titel, Summe und Stimmen.",
    )

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.hide_required_words = True
        self.item = item
        # Whoever votes in writing has voted on what the agenda says: nobody has heard of another sum or a condition.
        if item.kind == ItemKind.TOPIC or item.session.is_circular:
            del self.fields["amount"]
            return
        self.fields["amount"].initial = item.amount
        for number in range(1, CONDITIONS + 1):
            self.fields[f"condition_{number}"] = PlainText(label=f"Auflage {number}", max_length=1000, required=False)
            self.fields[f"due_{number}"] = forms.DateField(
                label=f"Auflage {number}: zu erfüllen bis", widget=DayInput, required=False
            )

    def clean(self):
        """A day belongs to a condition."""
        cleaned = super().clean()
        for number in range(1, CONDITIONS + 1):
            if cleaned.get(f"due_{number}") and not cleaned.get(f"condition_{number}"):
                self.add_error(f"condition_{number}", "Zu dieser Frist fehlt die Auflage.")
        return cleaned

    def arguments(self):
        """What the action takes."""
        told = self.cleaned_data
        numbers = [number for number in range(1, CONDITIONS + 1) if told.get(f"condition_{number}")]
        conditions = [(told[f"condition_{number}"], told.get(f"due_{number}")) for number in numbers]
        return {"text": told["text"], "amount": told.get("amount"), "conditions": conditions}

    @property
    def plain_fields(self):
        """Those that stand above the conditions."""
        return [self[name] for name in self.fields if not name.startswith(("condition_", "due_"))]

    @property
    def condition_fields(self):
        """Those of the conditions."""
        return [self[name] for name in self.fields if name.startswith(("condition_", "due_"))]
