"""New versions of what a class of task requires, and new weights: from a day on, never in place of an old one."""

from decimal import Decimal

from django import forms
from django.utils import timezone

from herne_integration.idempotency import OnceForm
from offers.forms.fields import DayInput, PlainText
from volunteers.choices.requirements import Requirement
from volunteers.matching_reading import ASPECTS
from volunteers.models import MatchWeights, RequirementType

NOT_ASKED, OF_THE_HOUSE, LEGAL = "", "house", "legal"
ASKS = ((NOT_ASKED, "nicht verlangt"), (OF_THE_HOUSE, "Regel des Hauses"), (LEGAL, "gesetzlich"))
# The age has fields of its own.
NO_PAPER = (Requirement.MINIMUM_AGE,)


class PolicyForm(OnceForm):
    """One version for one class of task, filled in as the last one says; every requirement names its basis."""

    valid_from = forms.DateField(label="Gilt ab", widget=DayInput, initial=timezone.localdate)
    minimum_age = forms.IntegerField(label="Mindestalter", min_value=0, max_value=99, required=False)
    minimum_age_basis = PlainText(label="Grundlage des Mindestalters", max_length=200, required=False)
    note = PlainText(label="Hinweis", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, policy=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.types = RequirementType.objects.exclude(key__in=NO_PAPER)
        before = {item.requirement_id: item for item in policy.items.all()} if policy else {}
        for name in ("minimum_age", "minimum_age_basis", "note"):
            self.fields[name].initial = getattr(policy, name, None)
        for kind in self.types:
            self._ask_about(kind, before.get(kind.pk))

    def _ask_about(self, kind, item):
        asks = NOT_ASKED if item is None else LEGAL if item.is_legal else OF_THE_HOUSE
        months = {"min_value": 1, "max_value": 600, "required": False}
        self.fields |= {
            f"asks_{kind.key}": forms.ChoiceField(label=kind.label, choices=ASKS, required=False, initial=asks),
            f"basis_{kind.key}": PlainText(
                label=f"{kind.label}: Grundlage",
                max_length=200,
                required=False,
                initial=getattr(item, "legal_basis", ""),
            ),
            f"valid_{kind.key}": forms.IntegerField(
                label=f"{kind.label}: gilt Monate ab Ausstellung",
                initial=getattr(item, "valid_months", None),
                **months,
            ),
            f"fresh_{kind.key}": forms.IntegerField(
                label=f"{kind.label}: bei Einsicht höchstens Monate alt",
                initial=getattr(item, "fresh_months", None),
                **months,
            ),
        }

    def clean(self):
        """What is required names why."""
        found = super().clean()
        for kind in self.types:
            if found.get(f"asks_{kind.key}") and not found.get(f"basis_{kind.key}"):
                self.add_error(f"basis_{kind.key}", "Jede Voraussetzung nennt ihre Grundlage.")
        if found.get("minimum_age") and not found.get("minimum_age_basis"):
            self.add_error("minimum_age_basis", "Auch das Mindestalter nennt seine Grundlage.")
        return found

    def arguments(self):
        """What the action takes."""
        said = self.cleaned_data
        items = [
            {
                "requirement": kind,
                "is_legal": said[f"asks_{kind.key}"] == LEGAL,
                "legal_basis": said[f"basis_{kind.key}"],
                "valid_months": said[f"valid_{kind.key}"],
                "fresh_months": said[f"fresh_{kind.key}"],
            }
            for kind in self.types
            if said[f"asks_{kind.key}"]
        ]
        names = ("valid_from", "minimum_age", "minimum_age_basis", "note")
        return {"items": items, **{name: said[name] for name in names}}


class Weight(forms.DecimalField):
    """A decimal as people write it: 0,015 or 0.015."""

    def to_python(self, value):
        """A comma is a point."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value):
        """With a comma."""
        return str(value).replace(".", ",") if isinstance(value, Decimal) else value


class WeightsForm(OnceForm, forms.ModelForm):
    """All aspects and why; what the table promises about waiting is checked with them."""

    class Meta:
        model = MatchWeights
        fields = ("valid_from", *ASPECTS, "note")
        field_classes = dict.fromkeys(ASPECTS, Weight)
        widgets = {
            "valid_from": DayInput,
            **{name: forms.TextInput(attrs={"inputmode": "decimal"}) for name in ASPECTS},
        }

    def validate_unique(self):
        """What a second click would clash with is its own object."""
        if not self.is_second_click:
            super().validate_unique()

    def arguments(self):
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in ("valid_from", *ASPECTS, "note")}
