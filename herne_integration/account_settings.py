"""Settings: how people have accounts, log in and prove who they are (django-allauth)."""

from django.urls import reverse_lazy

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "herne_integration.accounts.backends.HouseBackend",
    "offers.auth_backend.MembershipBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("roof:overview")
LOGOUT_REDIRECT_URL = reverse_lazy("roof:start")

ACCOUNT_ADAPTER = "herne_integration.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Nobody learns from the log-in or the password page whether an address has an account.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# accounts/guesses.py counts; allauth's own would lock an account for everybody after five wrong passwords.
OWN_LIMITS = ["login", "login_failed", "reauthenticate", "change_password", "reset_password", "signup"]
ACCOUNT_RATE_LIMITS = dict.fromkeys(OWN_LIMITS)
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session goes on, all others end
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "herne_integration.accounts.forms.LoginForm",
    "signup": "herne_integration.accounts.forms.SignUpForm",
    "reset_password": "herne_integration.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "herne_integration.accounts.forms.ResetPasswordKeyForm",
    "change_password": "herne_integration.accounts.forms.ChangePasswordForm",
    "reauthenticate": "herne_integration.accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "herne_integration.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Integrationsportal Herne"
MFA_FORMS = {
    "authenticate": "herne_integration.accounts.forms.AuthenticateForm",
    "reauthenticate": "herne_integration.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "herne_integration.accounts.forms.ActivateForm",
    "deactivate_totp": "herne_integration.accounts.forms.DeactivateForm",
    "generate_recovery_codes": "herne_integration.accounts.forms.RecoveryCodesForm",
}
USERSESSIONS_TRACK_ACTIVITY = False
