"""The filter of the list of findings."""

import django_filters

from offers.choices import FindingKind
from offers.models import ImportFinding


class FindingFilter(django_filters.FilterSet):
    """One kind of finding, or all."""

    kind = django_filters.ChoiceFilter(label="Art des Befunds", choices=FindingKind.choices, empty_label="alle")

    class Meta:
        model = ImportFinding
        fields = ("kind",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.hide_required_words = True
