"""Buttons that decide about an entry: confirm, archive, restore."""

from dataclasses import dataclass
from inspect import signature

from django import forms
from django.urls import reverse

from offers.choices import NEXT_STATES, State
from offers.forms.fields import PlainText


class DecisionForm(forms.Form):
    """One button; the version says which state of the entry the person has seen."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = PlainText(
        label="Warum? Der Grund bleibt im Verlauf.",
        help_text="Bitte keine Namen von Privatpersonen.",
        max_length=300,
        required=False,
    )

    def arguments(self, act):
        """What the action takes of the form."""
        wanted = signature(act).parameters
        return {name: value for name, value in self.cleaned_data.items() if name in wanted}


@dataclass(frozen=True)
class Question:
    """What can be decided about an entry now; the page prints a button for each address that is there."""

    thing: object
    confirm_url: str
    archive_url: str
    restore_url: str
    form: DecisionForm
    has_errors: bool

    @classmethod
    def about(cls, thing, stem, bound=None):
        """The buttons of an entry whose URL names begin with `stem`."""
        form = bound or DecisionForm(initial={"version": thing.version})
        following = NEXT_STATES[State(thing.state)]

        def url(state, word):
            possible = state in following and not (state == State.UNCONFIRMED and thing.state != State.ARCHIVED)
            return reverse(f"{stem}-{word}", args=[thing.pk]) if possible else ""

        return cls(
            thing,
            url(State.CONFIRMED, "confirm"),
            url(State.ARCHIVED, "archive"),
            url(State.UNCONFIRMED, "restore"),
            form,
            bound is not None,
        )

    @classmethod
    def about_offer(cls, offer, bound=None):
        """The buttons of an offer."""
        return cls.about(offer, "offers:offer", bound)

    @classmethod
    def about_organisation(cls, organisation, bound=None):
        """The buttons of an institution."""
        return cls.about(organisation, "offers:organisation", bound)
