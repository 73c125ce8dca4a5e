"""All settings of the portal, read from the environment. The README lists the variables."""

from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from herne_integration import environment
from herne_integration.account_settings import *  # noqa: F403 (settings like those that stand here)
from herne_integration.questions import *  # noqa: F403
from herne_integration.upload_limits import *  # noqa: F403

BASE_DIR = environment.REPOSITORY
STATE_DIR = environment.folder("PORTAL_STATE", BASE_DIR / ".portal")

# Which house this is

DEMO = environment.flag("PORTAL_DEMO")
DEBUG = False
SECRET_KEY = environment.text("PORTAL_SECRET_KEY")
SITE_URL = environment.text("PORTAL_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
PUBLIC_HOSTS = environment.words("PORTAL_HOSTS")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *PUBLIC_HOSTS]
# False: every page and PDF says "Entwurf, kein Angebot der Stadt Herne".
OFFICIAL = environment.flag("PORTAL_OFFICIAL")
HTTPS = SITE_URL.startswith("https://")
TRUSTED_PROXIES = environment.number("PORTAL_TRUSTED_PROXIES", 0)

if DEMO and (OFFICIAL or HTTPS or PUBLIC_HOSTS):
    raise ImproperlyConfigured(
        "PORTAL_DEMO=1 verträgt sich nicht mit PORTAL_OFFICIAL, PORTAL_HOSTS oder einer https-Adresse: "
        "In der Vorführung meldet man sich mit einem Klick an."
    )

CITY_PHONE = environment.text("PORTAL_CITY_PHONE", "02323 16-0")
ACCESSIBILITY_CONTACT = environment.text("PORTAL_ACCESSIBILITY_CONTACT", "barrierefrei@portal.invalid")
SIGN_LANGUAGE_VIDEO = environment.text("PORTAL_SIGN_LANGUAGE_VIDEO", "")
# What only the operator knows; empty reads "nicht bekannt, das trägt die Stadt ein".
RESPONSIBLE = environment.text("PORTAL_RESPONSIBLE", "")
DATA_PROTECTION_CONTACT = environment.text("PORTAL_DATA_PROTECTION_CONTACT", "")
VAT_NUMBER = environment.text("PORTAL_VAT_NUMBER", "")

# What it is made of

INSTALLED_APPS = [
    "herne_integration.roof",
    "welcome_folder",
    "fund",
    "volunteers",
    "offers",
    "herne_integration.accounts",
    "herne_integration",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "herne_integration.robots.keep_drafts_out",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "herne_integration.accounts.middleware.SessionAge",
    "herne_integration.accounts.guesses.GuessLimits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "herne_integration.accounts.second_factor.SecondFactorGuard",
    "herne_integration.history.HistoryMiddleware",
    "herne_integration.errors.rules_and_refusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "herne_integration.urls"
WSGI_APPLICATION = "herne_integration.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "herne_integration.context.portal",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["kern"]
CRISPY_TEMPLATE_PACK = "kern"

# Database: the app role serves pages and jobs, the owner role migrates (see database_roles.py).

DATABASES = {
    "default": environment.database("DATABASE_URL", ATOMIC_REQUESTS=True, CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
}
OWNER_DATABASE = environment.database(
    "MIGRATION_DATABASE_URL" if environment.text("MIGRATION_DATABASE_URL", "") else "DATABASE_URL"
)
APP_ROLE = DATABASES["default"]["USER"]
if environment.is_testing():
    # The owner creates the test database; the suite then works as the app role (tests/conftest.py).
    DATABASES["default"].update(OWNER_DATABASE | {"TEST": {"NAME": environment.text("PORTAL_TEST_DB", "") or None}})
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        # Used one-time codes stand here: with Django's 300 rows a busy minute would let them be used again.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Apart from the limits of log-ins, which a flood of papers must not push out.
    "papers": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": STATE_DIR / "papers",
        "TIMEOUT": 600,
    },
}

# Language and time

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English"), ("ar", "العربية")]
LOCALE_PATHS = []
FORMAT_MODULE_PATH = ["herne_integration.formats"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

# People: account_settings.py

ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# A session ends after 30 idle minutes or ten hours (accounts/middleware.py); its row lives on for a while, because a
# form that comes too late is kept for the person who typed it.
SESSION_IDLE_SECONDS = 30 * 60
SESSION_LONGEST_SECONDS = 10 * 60 * 60
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "herne_integration.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# Browser and transport

if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # KERN draws its icons from data: SVG.
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# So many days before an appointment a person gets a mail, if mail is her way to be reached.
REMINDER_DAYS = 2

# Files

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = STATE_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": PRIVATE_FILES},  # noqa: F405
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if environment.is_testing()
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# The fonts are for paper: no browser loads them, and to compress them takes most of a first start.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "ttf")
CLAMAV = environment.socket("PORTAL_CLAMAV")  # None: pages with files say that nobody scans them

# Mail: smtp://user:password@host:port or smtps://…; without an address mails are written to a folder.

_mail = urlsplit(environment.text("PORTAL_MAIL_URL", "file:"))
_backend = {"file": "filebased", "smtp": "smtp", "smtps": "smtp"}.get(_mail.scheme)
if _backend is None:
    raise ImproperlyConfigured("PORTAL_MAIL_URL beginnt mit smtp://, smtps:// oder heißt file:")
EMAIL_BACKEND = f"django.core.mail.backends.{_backend}.EmailBackend"
EMAIL_FILE_PATH = STATE_DIR / "mail"
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.scheme == "smtp" and bool(_mail.username), _mail.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("PORTAL_MAIL_FROM", "Integrationsportal Herne <portal@portal.invalid>")
if "@" not in parseaddr(DEFAULT_FROM_EMAIL)[1]:
    raise ImproperlyConfigured("PORTAL_MAIL_FROM braucht eine E-Mail-Adresse.")

# Jobs and history

# A long file must not keep mail waiting.
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 2, "shutdown_graceful_timeout": 20}
PROCRASTINATE_ON_APP_READY = None
PGHISTORY_APPEND_ONLY = True
# Who changed it stands in the event row itself: a context table of its own would have to stay writable.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_MIDDLEWARE_METHODS = ("POST",)

# Logging without query strings, names or addresses

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
