"""Forms of one's own account: allauth's, with our labels and without placeholders."""

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from herne_integration.accounts.choices import Wish

PASSWORD_HELP = _("Mindestens 10 Zeichen. Gut sind vier Wörter, die nichts miteinander zu tun haben.")
LABELS = {
    "login": _("E-Mail-Adresse"),
    "email": _("E-Mail-Adresse"),
    "password": _("Passwort"),
    "oldpassword": _("Jetziges Passwort"),
    "password1": _("Neues Passwort"),
    "password2": _("Neues Passwort noch einmal"),
    "code": _("Code"),
}
HELP = {"password1": PASSWORD_HELP}


class OurWords:
    """Labels and help as the house writes them; a label never hides in the field."""

    hide_required_words = True
    labels: dict = {}
    help_texts: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = (LABELS | self.labels).get(name, field.label)
            field.help_text = (HELP | self.help_texts).get(name, "")
            if name == "code":
                field.widget.attrs["inputmode"] = "numeric"


class LoginForm(OurWords, allauth_forms.LoginForm):
    """E-mail and password."""


class SignUpForm(OurWords, allauth_forms.SignupForm):
    """Who wants to help or to apply for money opens an account; nobody else does it alone."""

    hide_required_words = False
    labels = {"password1": _("Passwort")}
    wish = forms.ChoiceField(label=_("Was möchten Sie hier tun?"), choices=Wish, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Vor- und Nachname"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ["wish", "name", "email", "password1"]

    def try_save(self, request):
        """A known address costs as much time as a new one, so that nobody can tell them apart."""
        if self.account_already_exists:
            get_user_model()().set_password(self.cleaned_data["password1"])
        return super().try_save(request)


class ResetPasswordForm(OurWords, allauth_forms.ResetPasswordForm):
    """Where to send the link."""


class ResetPasswordKeyForm(OurWords, allauth_forms.ResetPasswordKeyForm):
    """A new password, after the link."""


class ChangePasswordForm(OurWords, allauth_forms.ChangePasswordForm):
    """A new password for somebody who knows the old one."""


class ReauthenticateForm(OurWords, allauth_forms.ReauthenticateForm):
    """The password once more."""


CODE_HELP = _("Sechs Ziffern aus Ihrer App, oder einer Ihrer Notfallcodes.")


class AuthenticateForm(OurWords, mfa_forms.AuthenticateForm):
    """The second factor at log-in."""

    help_texts = {"code": CODE_HELP}


class ReauthenticateCodeForm(OurWords, mfa_forms.ReauthenticateForm):
    """The second factor once more."""

    help_texts = {"code": CODE_HELP}


class ActivateForm(OurWords, totp_forms.ActivateTOTPForm):
    """The first code proves that the app has the key."""

    help_texts = {"code": _("Die sechs Ziffern, die Ihre App jetzt zeigt.")}


class DeactivateForm(OurWords, totp_forms.DeactivateTOTPForm):
    """Nothing to fill in."""


class RecoveryCodesForm(OurWords, GenerateRecoveryCodesForm):
    """Nothing to fill in."""
