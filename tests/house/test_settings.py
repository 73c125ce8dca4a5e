"""Settings stop at once where something is missing or senseless."""

import runpy

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from herne_integration import settings as settings_file

MANDATORY = {"PORTAL_SECRET_KEY": "x" * 50, "DATABASE_URL": "postgresql://portal_app@/portal"}


@pytest.fixture
def load(monkeypatch):
    """Reads the settings anew in another environment."""

    def load(**environment):
        for name in ("DEMO", "OFFICIAL", "HOSTS", "SITE_URL", "MAIL_URL", "MAIL_FROM", "TRUSTED_PROXIES", "SECRET_KEY"):
            monkeypatch.delenv(f"PORTAL_{name}", raising=False)
        for name in ("DATABASE_URL", "MIGRATION_DATABASE_URL"):
            monkeypatch.delenv(name, raising=False)
        for name, value in (MANDATORY | environment).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(settings_file.__file__)

    return load


@pytest.mark.parametrize(
    "production",
    [
        {"PORTAL_OFFICIAL": "1"},
        {"PORTAL_HOSTS": "portal.herne.invalid"},
        {"PORTAL_SITE_URL": "https://portal.herne.invalid"},
    ],
)
def test_a_demo_never_runs_with_production_settings(load, production):
    assert load(**production)["DEMO"] is False
    with pytest.raises(ImproperlyConfigured, match="PORTAL_DEMO=1"):
        load(PORTAL_DEMO="1", **production)


def test_a_demo_runs_on_its_own_machine(load):
    assert load(PORTAL_DEMO="1")["DEMO"] is True


@pytest.mark.parametrize("name", MANDATORY)
def test_what_is_missing_is_named(load, name):
    with pytest.raises(ImproperlyConfigured, match=name):
        load(**{name: ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_DEMO", "yes"),
        ("PORTAL_OFFICIAL", "true"),
        ("PORTAL_TRUSTED_PROXIES", "-1"),
        ("PORTAL_TRUSTED_PROXIES", "one"),
        ("DATABASE_URL", "no address at all"),
        ("PORTAL_MAIL_FROM", "nobody"),
        ("PORTAL_MAIL_URL", "gopher://mail.invalid"),
        ("PORTAL_CLAMAV", "clamd"),
        ("PORTAL_CLAMAV", "unix:clamd.ctl"),
        ("PORTAL_CLAMAV", "tcp:host"),
        ("PORTAL_CLAMAV", "tcp:host:99999"),
    ],
)
def test_what_makes_no_sense_is_named_and_never_guessed(load, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        load(**{name: value})


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("", None),
        ("unix:/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("tcp:scanner.invalid:3310", ("scanner.invalid", 3310)),
        ("tcp:[::1]:3310", ("::1", 3310)),
    ],
)
def test_the_scanner_is_where_the_variable_says(load, value, place):
    assert load(PORTAL_CLAMAV=value)["CLAMAV"] == place


def test_behind_https_cookies_and_pages_stay_there(load):
    loaded = load(PORTAL_SITE_URL="https://portal.herne.invalid", PORTAL_HOSTS="portal.herne.invalid")
    assert (loaded["SESSION_COOKIE_SECURE"], loaded["CSRF_COOKIE_SECURE"], loaded["SECURE_SSL_REDIRECT"]) == (True,) * 3
    assert loaded["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600


def test_nothing_of_the_house_is_loosened(load):
    loaded = load()
    assert loaded["DEBUG"] is False
    assert "django.contrib.admin" not in loaded["INSTALLED_APPS"]
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in loaded["MIDDLEWARE"]
    assert loaded["DATABASES"]["default"]["ATOMIC_REQUESTS"] is True
    assert "unsafe" not in str(loaded["CONTENT_SECURITY_POLICY"])
    assert loaded["SESSION_COOKIE_HTTPONLY"] is True


def _paths():
    """All questions that the foundation asks, with the paths of who answers."""
    questions = [settings.PREPARATIONS, settings.DEMO_LOADERS, settings.OVERVIEWS, settings.CLOSING_DUTIES]
    questions += [settings.FILE_OWNERS, settings.PURGES, settings.PREPARED_FILES.values()]
    return [path for question in questions for path in question]


def _is_broken(path):
    try:
        return not callable(import_string(path))
    except ImportError:
        return True


def test_every_dotted_path_leads_somewhere():
    """Apps register their answers here by name; a wrong name would only be noticed when it is asked."""
    assert [path for path in _paths() if _is_broken(path)] == []


def test_a_dotted_path_that_leads_nowhere_is_noticed():
    assert _is_broken("offers.nowhere.at_all")
    assert _is_broken("herne_integration.mail.nothing")
    assert not _is_broken("herne_integration.mail.purge")
