"""The form of an institution."""

from django import forms

from herne_integration.idempotency import OnceForm
from offers.forms.fields import form_field
from offers.forms.merging import MergingForm
from offers.models import Organisation

COLUMNS = (
    "name", "kind", "duties", "parent",
    "street", "postcode", "city", "district",
    "phone", "email", "website",
    "source", "origin", "reliability", "note",
)  # fmt: skip


class OrganisationForm(OnceForm, MergingForm):
    """All that a person can say about an institution."""

    class Meta:
        model = Organisation
        fields = COLUMNS
        formfield_callback = form_field
        help_texts = {
            "kind": "Zum Beispiel: Verein, Beratungsstelle, Behörde.",
            "parent": "Die Einrichtung, deren Teil sie ist.",
            "note": "Was an den Angaben unsicher ist. Bitte nichts über Privatpersonen.",
        }
        widgets = {"duties": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        possible = Organisation.objects.public() | Organisation.objects.filter(units=self.instance.pk or None)
        self.fields["parent"].queryset = possible.exclude(pk__in=self._own_parts()).only("name").distinct()
        self.fields["parent"].empty_label = "niemandem"

    def _own_parts(self):
        """Keys of the institution and all that belongs to it, however many steps down: none of them can be above it."""
        if not self.instance.pk:
            return set()
        parents = dict(Organisation.objects.exclude(parent=None).values_list("pk", "parent_id"))
        below = {self.instance.pk}
        while more := {pk for pk, parent in parents.items() if parent in below} - below:
            below |= more
        return below

    def columns(self):
        """What the actions take; after `is_valid`."""
        return {name: self.cleaned_data[name] for name in COLUMNS}
