"""Narrowing the office's list, in the address."""

from urllib.parse import urlencode

import django_filters
from django.db.models import Q

from fund import waiting
from fund.choices.applications import ApplicationState
from fund.choices.due import Actor
from fund.models import Application, Round
from offers.models import FieldOfAction

LONGEST = 100
TURNS = [Actor.OFFICE, Actor.APPLICANT, Actor.DEPARTMENT, Actor.BOARD, Actor.SIGNER, Actor.POST]


class WaitingFilter(django_filters.FilterSet):
    """Round, field of action, state, and a search in number, title and applicant; nonsense narrows nothing.

    Only what is in motion is listed, unless somebody searches or asks for a state.
    """

    q = django_filters.CharFilter(label="Nummer, Titel oder Antragsteller", method="search", max_length=LONGEST)
    runde = django_filters.ModelChoiceFilter(
        label="Runde", field_name="round", queryset=Round.objects.order_by("-opens_at"), empty_label="alle"
    )
    feld = django_filters.ChoiceFilter(
        label="Handlungsfeld",
        field_name="field_of_action__key",
        choices=lambda: [(one.key, one.label) for one in FieldOfAction.objects.all()],
        empty_label="alle",
    )
    stand = django_filters.ChoiceFilter(
        label="Stand",
        field_name="state",
        choices=[pair for pair in ApplicationState.choices if pair[0] != ApplicationState.DRAFT],
        empty_label="in Bewegung",
    )

    class Meta:
        model = Application
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.hide_required_words = True

    def search(self, applications, _name, text):
        """Every word has to stand in one of the three."""
        for word in text.split():
            applications = applications.filter(
                Q(number__icontains=word) | Q(title__icontains=word) | Q(applicant_name__icontains=word)
            )
        return applications

    def filter_queryset(self, queryset):
        """Settled applications only where somebody looks for them."""
        asked = self.form.cleaned_data
        if not asked.get("q") and not asked.get("stand"):
            queryset = queryset.exclude(state__in=waiting.SETTLED)
        return super().filter_queryset(queryset)

    @property
    def turn(self):
        """Whose turn is asked for, or an empty text."""
        asked = self.data.get("wer", "")
        return asked if asked in TURNS else ""

    @property
    def is_narrow(self):
        """Whether anything is chosen beside the page."""
        return any(self.data.get(name) for name in ("q", "runde", "feld", "stand"))

    def tabs(self, turns):
        """For components/tabs.html: everybody, then one tab per who acts; `turns` as `waiting.turns` counts them."""
        kept = {name: self.data[name] for name in ("q", "runde", "feld", "stand") if self.data.get(name)}
        everything = sum(number for number, _late in turns.values())
        found = [self._tab("Alle", "", everything, 0, kept)]
        return found + [self._tab(actor.label, actor, *turns.get(actor, (0, 0)), kept) for actor in TURNS]

    def _tab(self, label, actor, number, late, kept):
        query = urlencode({**kept, **({"wer": actor} if actor else {})})
        text = f"{label}, {late} überfällig" if late else label
        return {"url": f"?{query}", "label": text, "count": number, "current": self.turn == actor}
