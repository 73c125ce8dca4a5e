"""What data protection asks the log for."""

import django_filters
from django import forms

from welcome_folder.choices.access import Outcome, Purpose
from welcome_folder.models import ViewLog


class LookFilter(django_filters.FilterSet):
    """By day, outcome, purpose and folder."""

    since = django_filters.DateFilter(
        "at", "date__gte", label="Ab", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = django_filters.DateFilter(
        "at", "date__lte", label="Bis", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    outcome = django_filters.ChoiceFilter(label="Ergebnis", choices=Outcome.choices, empty_label="alle")
    purpose = django_filters.ChoiceFilter(label="Zweck", choices=Purpose.choices, empty_label="alle")
    folder_id = django_filters.UUIDFilter(label="Ordner (Kennung)")

    class Meta:
        model = ViewLog
        fields = ()
