"""Forms about other people."""

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.utils.translation import gettext_lazy as _

from herne_integration.accounts import roles
from herne_integration.accounts.forms import PASSWORD_HELP
from herne_integration.idempotency import OnceForm


class InvitationForm(OnceForm):
    """Whom to invite, and to what."""

    name = forms.CharField(label="Vor- und Nachname", max_length=120)
    email = forms.EmailField(label="E-Mail-Adresse", help_text="Dorthin geht der Link. Er gilt sieben Tage.")
    roles = forms.MultipleChoiceField(
        label="Rollen im Haus",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Ohne Rolle kann die Person sich anmelden, aber nichts bearbeiten.",
    )

    def __init__(self, *args, givable, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(key, roles.HOUSE[key].label) for key in givable]
        if not givable:
            del self.fields["roles"]

    def clean_roles(self):
        """As a set."""
        return set(self.cleaned_data["roles"])


class AcceptForm(forms.Form):
    """What an invited person chooses: how they are called, and a password."""

    name = forms.CharField(
        label=_("Vor- und Nachname"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Passwort"),
        strip=False,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self):
        """The password must not be the name or the address."""
        cleaned = super().clean()
        person = get_user_model()(email=self.email, name=cleaned.get("name", ""))
        if "password" in cleaned:
            try:
                password_validation.validate_password(cleaned["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class RoleForm(forms.Form):
    """One more role."""

    role = forms.ChoiceField(label="Rolle")

    def __init__(self, *args, givable, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(key, roles.HOUSE[key].label) for key in givable]
