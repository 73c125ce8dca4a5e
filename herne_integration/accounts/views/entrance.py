"""allauth's pages where this house needs more than allauth gives."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import PasswordChangeView, PasswordResetFromKeyView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from herne_integration.accounts import known_device, second_factor, sessions

# Key in the session: where to go after the recovery codes.
ONWARD = "after_recovery_codes"


class PasswordChange(PasswordChangeView):
    """A new password; every other session ends."""

    success_url = reverse_lazy("accounts:profile")

    def dispatch(self, request, *args, **kwargs):
        """Demo people have no password that could change."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            messages.info(request, _("Dieses Konto hat kein Passwort."))
            return redirect("accounts:profile")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        """Ends what else is open for this person."""
        response = super().form_valid(form)
        sessions.end(self.request.user, keep_key=self.request.session.session_key)
        return response

    def get_default_success_url(self):
        """Back to one's own account."""
        return self.success_url


class PasswordResetFromKey(PasswordResetFromKeyView):
    """A new password by a mailed link. The browser that opened it is known from now on, so whoever is held up by
    strangers' guesses gets in this way."""

    def form_valid(self, form):
        """Ends all sessions and remembers the device."""
        response = super().form_valid(form)
        sessions.end(self.reset_user)
        known_device.remember(self.request, response, self.reset_user)
        return response


class ActivateTOTP(ActivateTOTPView):
    """Setting the second factor up proves it for this session."""

    def dispatch(self, request, *args, **kwargs):
        """Not for demo people: the next visitor could not log in as them."""
        if second_factor.is_demo_person(request):
            messages.info(request, _("Beispielpersonen brauchen keinen zweiten Faktor."))
            return redirect("accounts:profile")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        """The first code counts, and cannot be used again."""
        response = super().form_valid(form)
        user = self.request.user
        authenticator = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
        authenticator.wrap().validate_code(form.cleaned_data["code"])
        record_authentication(self.request, user, "mfa", id=authenticator.pk, type=authenticator.type)
        next_url = self.request.GET.get("next", "")
        if url_has_allowed_host_and_scheme(next_url, allowed_hosts={self.request.get_host()}):
            self.request.session[ONWARD] = next_url
        return response


class ViewRecoveryCodes(ViewRecoveryCodesView):
    """The codes, and from there on to where the person wanted to go before the second factor came in between."""

    def get_context_data(self, **kwargs):
        """`onward`: that page."""
        return super().get_context_data(**kwargs) | {"onward": self.request.session.get(ONWARD)}


password_change = PasswordChange.as_view()
password_reset_from_key = PasswordResetFromKey.as_view()
activate_totp = ActivateTOTP.as_view()
view_recovery_codes = ViewRecoveryCodes.as_view()
