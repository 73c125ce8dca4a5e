"""allauth's pages under German addresses: only those that this portal offers.

What is missing here does not exist: changing the e-mail address, log-in by code, passwords for accounts without one,
trusted browsers, other providers.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from herne_integration.accounts.views import entrance

urlpatterns = [
    path("anmelden/", account.login, name="account_login"),
    path("abmelden/", account.logout, name="account_logout"),
    path("geschlossen/", account.account_inactive, name="account_inactive"),
    path("registrieren/", account.signup, name="account_signup"),
    path("adresse/", account.email_verification_sent, name="account_email_verification_sent"),
    path("adresse/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("noch-einmal-anmelden/", account.reauthenticate, name="account_reauthenticate"),
    path("passwort/", entrance.password_change, name="account_change_password"),
    path("passwort/vergessen/", account.password_reset, name="account_reset_password"),
    path("passwort/vergessen/gesendet/", account.password_reset_done, name="account_reset_password_done"),
    path("passwort/neu/fertig/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entrance.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("zweiter-faktor/", mfa.index, name="mfa_index"),
    path("zweiter-faktor/anmelden/", mfa.authenticate, name="mfa_authenticate"),
    path("zweiter-faktor/bestaetigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("zweiter-faktor/einrichten/", entrance.activate_totp, name="mfa_activate_totp"),
    path("zweiter-faktor/ausschalten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("zweiter-faktor/notfallcodes/", entrance.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "zweiter-faktor/notfallcodes/neu/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
