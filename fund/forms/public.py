"""The filter of the funded projects: in the address, so that a list can be passed on."""

import django_filters
from django.utils.translation import gettext_lazy as _

from fund import funded
from fund.models import Award
from offers.models import FieldOfAction


class FundedFilter(django_filters.FilterSet):
    """One year or all, one field of action or all; nonsense in the address filters nothing."""

    jahr = django_filters.ChoiceFilter(
        label=_("Jahr"),
        field_name="budget_year__year",
        choices=lambda: [(year, year) for year in funded.years()],
        empty_label=_("alle Jahre"),
    )
    feld = django_filters.ChoiceFilter(
        label=_("Handlungsfeld"),
        field_name="application__field_of_action__key",
        choices=lambda: [(one.key, one.text) for one in FieldOfAction.objects.all()],
        empty_label=_("alle Handlungsfelder"),
    )

    class Meta:
        model = Award
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.hide_required_words = True
