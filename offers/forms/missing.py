"""The filter of the list of words that people miss."""

import django_filters
from django.conf import settings

from offers.choices import LexiconLanguage
from offers.models import MissedTerm

SETTLED = "erledigt"


def page_languages():
    """(code, German name) of the languages that public pages have."""
    return [(code, LexiconLanguage(code).label) for code, _name in settings.LANGUAGES]


class MissedFilter(django_filters.FilterSet):
    """One language of the page or all; what is settled only when asked for."""

    language = django_filters.ChoiceFilter(label="Sprache der Seite", choices=page_languages, empty_label="alle")
    state = django_filters.ChoiceFilter(
        label="Stand", choices=[(SETTLED, "erledigt")], method="in_state", empty_label="offen"
    )

    class Meta:
        model = MissedTerm
        fields = ("language", "state")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.hide_required_words = True

    def filter_queryset(self, queryset):
        """Nonsense in the address filters nothing."""
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("state") else queryset.open()

    def in_state(self, queryset, name, value):
        """What somebody has settled."""
        return queryset.filter(settled_at__isnull=False)
