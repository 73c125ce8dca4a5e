"""What somebody is inside an institution, as a form."""

from django import forms
from django.utils import timezone

from herne_integration.idempotency import OnceForm
from offers.choices import MembershipRole
from offers.forms.fields import DayInput
from offers.models import Organisation


class MembershipForm(OnceForm):
    """A role in an institution, from today or from a later day."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Einrichtung", empty_label="bitte wählen")
    role = forms.ChoiceField(label="Rolle", choices=[("", "bitte wählen"), *MembershipRole.choices])
    starts_on = forms.DateField(
        label="Ab",
        widget=DayInput,
        help_text="Frühestens heute.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.public().order_by("name_sort", "pk").only("name")
        self.fields["starts_on"].initial = timezone.localdate

    def clean_starts_on(self):
        """Nobody was somebody yesterday by being entered today: what happened then has its own author."""
        day = self.cleaned_data["starts_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("Eine Rolle beginnt frühestens heute.")
        return day
