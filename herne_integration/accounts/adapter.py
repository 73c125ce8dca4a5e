"""How allauth behaves in this house."""

import io

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from herne_integration import mail
from herne_integration.accounts import known_device, middleware, second_factor

# What allauth reports after something was done; a template it names and we do not is not shown.
REPORTS = {
    "account/messages/logged_out.txt": _("Sie sind abgemeldet."),
    "account/messages/email_confirmed.txt": _("Ihre E-Mail-Adresse ist bestätigt."),
    "account/messages/password_changed.txt": _("Ihr Passwort ist geändert."),
    "account/messages/email_confirmation_sent.txt": _("Wir haben Ihnen eine E-Mail geschickt."),
    "mfa/messages/totp_activated.txt": _("Der zweite Faktor ist eingerichtet."),
    "mfa/messages/totp_deactivated.txt": _("Der zweite Faktor ist ausgeschaltet."),
}


class AccountAdapter(DefaultAccountAdapter):
    """German sentences, mail through the outbox, links on the portal's own address, limits of our own."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dieses Konto ist geschlossen."),
        "email_password_mismatch": _("E-Mail-Adresse oder Passwort stimmen nicht."),
        "enter_current_password": _("Das ist nicht Ihr jetziges Passwort."),
        "incorrect_code": _("Dieser Code stimmt nicht oder wurde schon benutzt."),
        "incorrect_password": _("Das Passwort stimmt nicht."),
        "invalid_password_reset": _("Dieser Link gilt nicht mehr."),
        "too_many_login_attempts": _("Zu viele Versuche. Bitte warten Sie einige Minuten."),
        "rate_limited": _("Zu viele Versuche. Bitte warten Sie einige Minuten."),
    }

    def pre_authenticate(self, request, **credentials):
        """Counting has been done by `GuessLimits`, before the form was even read."""

    def get_client_ip(self, request):
        """Whoever came past some of the proxies is known by the address at our own door only."""
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:
            return request.META["REMOTE_ADDR"]

    def login(self, request, user):
        """Starts the session's clock. Whoever typed password or code a moment ago need not do so again at once."""
        super().login(request, user)
        middleware.begin(request)
        records = get_authentication_records(request, user)
        if records and records[-1]["method"] in {"password", "mfa"}:
            records[-1]["reauthenticated"] = True
            request.session[AUTHENTICATION_METHODS_SESSION_KEY] = records

    def post_login(self, request, user, **kwargs):
        """Remembers the device, so that strangers' guesses do not lock this person out."""
        response = super().post_login(request, user, **kwargs)
        known_device.remember(request, response, user)
        return response

    def save_user(self, request, user, form, commit=True):
        """What the sign-up form asks for beyond e-mail and password."""
        user.name, user.wish = form.cleaned_data["name"], form.cleaned_data["wish"]
        return super().save_user(request, user, form, commit)

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """One of our own sentences instead of a template."""
        sentence = message or REPORTS.get(message_template)
        if sentence:
            messages.add_message(request, level, sentence, extra_tags=extra_tags)

    def send_mail(self, template_prefix, email, context):
        """Puts the mail into the outbox, in the same transaction; `account/email/x` becomes `account/mail/x.txt`."""
        template = template_prefix.replace("/email/", "/mail/")
        mail.queue(f"{template}.txt", context, to=email, language=get_language())

    def get_email_confirmation_url(self, request, emailconfirmation):
        """On the portal's own address, whatever host the browser named."""
        return settings.SITE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_reset_password_from_key_url(self, key):
        """On the portal's own address, whatever host the browser named."""
        uidb36, _dash, token = key.partition("-")
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[uidb36, token])

    def send_account_already_exists_mail(self, email):
        """Whoever signs up with a known address learns it by mail only."""
        login, reset = reverse("account_login"), reverse("account_reset_password")
        urls = {"login_url": settings.SITE_URL + login, "password_reset_url": settings.SITE_URL + reset}
        self.send_mail("account/email/account_already_exists", email, urls)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Says what was changed; without address and browser, which are nobody's business."""
        address = email or EmailAddress.objects.get_primary_email(user)
        if address:
            self.send_mail(template_prefix, address, {"user": user})

    def get_reauthentication_methods(self, user):
        """The ways to prove oneself, in our words."""
        words = {"reauthenticate": _("Mit dem Passwort"), "mfa_reauthenticate": _("Mit dem zweiten Faktor")}
        return [way | {"description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]


class MFAAdapter(DefaultMFAAdapter):
    """The second factor in our words, and not to be switched off by those who need it."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Mit Ihrer Rolle brauchen Sie den zweiten Faktor."),
        "incorrect_code": _("Dieser Code stimmt nicht oder wurde schon benutzt."),
        "unverified_email": _("Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse."),
    }

    def build_totp_svg(self, url):
        """On white, also where the page is dark: phones do not read a dark code on a dark ground."""
        image = io.BytesIO()
        segno.make(url, error="m").save(image, kind="svg", light="white", border=4, xmldecl=False)
        return image.getvalue().decode()

    def can_delete_authenticator(self, authenticator):
        """Staff keep it."""
        return not second_factor.is_needed(authenticator.user)
