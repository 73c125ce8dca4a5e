"""Finding applicants, and matching one with the directory."""

import django_filters
from django import forms
from django.db.models import Q

from fund import hints
from fund.choices.applicants import ApplicantKind
from fund.models import Applicant
from herne_integration.versions import SENTENCE
from offers.models import Organisation

LINKED, UNLINKED = "ja", "nein"
SIMILAR, MOST = 0.3, 5


class ApplicantFilter(django_filters.FilterSet):
    """By name, kind, and whether the directory knows it."""

    q = django_filters.CharFilter(label="Name oder Registernummer", method="search", max_length=100)
    art = django_filters.ChoiceFilter(
        label="Rechtsform", field_name="kind", choices=ApplicantKind.choices, empty_label="alle"
    )
    verzeichnis = django_filters.ChoiceFilter(
        label="Im Verzeichnis",
        method="linked",
        choices=[(LINKED, "zugeordnet"), (UNLINKED, "nicht zugeordnet")],
        empty_label="alle",
    )

    class Meta:
        model = Applicant
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.hide_required_words = True

    def search(self, applicants, _name, text):
        """Every word stands in the name or the number of the register."""
        for word in text.split():
            applicants = applicants.filter(Q(name__icontains=word) | Q(register_number__icontains=word))
        return applicants

    def linked(self, applicants, _name, word):
        """Those that are matched, or those that are not."""
        return applicants.filter(organisation__isnull=word == UNLINKED)


class LinkForm(forms.Form):
    """Which entry; names like the applicant's stand first."""

    hide_required_words = True
    organisation = forms.ModelChoiceField(
        Organisation.objects.public().order_by("name_sort", "pk"),
        label="Einrichtung im Verzeichnis",
        required=False,
        empty_label="keine: der Name bleibt Text",
        help_text="Danach richten sich Hinweise auf Befangenheit. Fehlt die Einrichtung, legt die Redaktion sie an.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data, *, applicant):
        initial = {"organisation": applicant.organisation_id, "version": applicant.version}
        super().__init__(data, initial=initial)
        self.applicant = applicant
        everything = list(self.fields["organisation"].queryset)
        scored = [(hints.similarity(applicant.name, one.name), one) for one in everything]
        near = sorted((pair for pair in scored if pair[0] >= SIMILAR), key=lambda pair: -pair[0])[:MOST]
        groups = [("Ähnlicher Name", [(one.pk, one.name) for _share, one in near])] if near else []
        self.fields["organisation"].choices = [
            ("", self.fields["organisation"].empty_label),
            *groups,
            ("Alle", [(one.pk, one.name) for one in everything]),
        ]

    def clean_version(self):
        """Somebody else may have matched it meanwhile."""
        if self.cleaned_data["version"] != self.applicant.version:
            self.data = self.data.copy()
            self.data["version"] = str(self.applicant.version)
            now = self.applicant.organisation or "keine Einrichtung"
            raise forms.ValidationError(f"{SENTENCE} Jetzt zugeordnet: {now}.")
        return self.cleaned_data["version"]
