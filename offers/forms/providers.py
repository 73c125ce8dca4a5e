"""Which institution a provider's name means."""

from django import forms

from offers.models import Organisation


class ProviderForm(forms.Form):
    """One choice."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Das ist die Einrichtung", empty_label="bitte wählen"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.public().only("name")
