"""Reads settings from the environment and stops at once when something is missing or senseless."""

import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

REPOSITORY = Path(__file__).resolve().parent.parent


def is_testing():
    """Whether pytest runs this process."""
    return "pytest" in sys.modules


def text(name, default=None):
    """The variable's value; without a default it has to be there."""
    value = os.environ.get(name, "")
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} fehlt. Welche Variablen das Portal braucht, steht im README.")
    return default


def flag(name, default=False):
    """True for 1, False for 0; anything else is a mistake, not a guess."""
    value = os.environ.get(name, "")
    if value not in {"", "0", "1"}:
        raise ImproperlyConfigured(f"{name} muss 0 oder 1 sein, nicht „{value}“.")
    return value == "1" if value else default


def number(name, default):
    """A whole number, zero or more."""
    value = os.environ.get(name, "")
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} muss eine ganze Zahl sein, nicht „{value}“.")
    return int(value)


def words(name):
    """A comma-separated list without empty entries."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def socket(name):
    """Where a service listens, as `connect` takes it: unix:/path or tcp:host:port; None where none is named."""
    value = os.environ.get(name, "")
    kind, _colon, place = value.partition(":")
    host, _colon, port = place.rpartition(":")
    if kind == "unix" and place.startswith("/"):
        return place
    if kind == "tcp" and host and port.isdecimal() and 0 < int(port) < 65_536:
        return host.strip("[]"), int(port)
    if value:
        raise ImproperlyConfigured(f"{name} beginnt mit unix:/ oder heißt tcp:host:port, nicht „{value}“.")
    return None


def folder(name, default):
    """A folder as an absolute path; it need not exist yet."""
    return Path(os.environ.get(name) or default).absolute()


# Concerns `prepared.py` only: Django's own statements are bound on this side and never prepared. The server keeps one
# plan for all values; left alone it plans such a statement anew each time, which takes longer than the answer. No page
# reads so much that compiling its statements (JIT) would pay.
PREPARED = {"prepare_threshold": 5}
PLANNING = "-c plan_cache_mode=force_generic_plan -c jit=off"


def database(name, **options):
    """Django's entry for the PostgreSQL that the variable names as a URL (libpq, RFC 3986)."""
    url = text(name)
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"{name} ist keine PostgreSQL-Adresse: {error}") from error
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    entry = {django: str(parts.pop(libpq, "")) for libpq, django in named.items()}
    parts["options"] = f"{PLANNING} {parts.get('options', '')}".strip()
    return {"ENGINE": "django.db.backends.postgresql", **entry, **options, "OPTIONS": parts | PREPARED}
