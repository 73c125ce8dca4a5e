"""The environment in which Django starts, and the database it finds: the same for `run` and `manage`."""

import contextlib
import os
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections

from herne_integration.embedded_postgres import EmbeddedPostgres
from herne_integration.launcher import static_files

# Whoever sets one of these has configured a real portal; nothing is guessed there, least of all a demo.
MARKS_OF_A_REAL_PORTAL = ("PORTAL_SECRET_KEY", "PORTAL_HOSTS", "PORTAL_OFFICIAL", "PORTAL_SITE_URL")


def set_environment(state):
    """Fills in what a trial needs and nobody has set."""
    configured = any(os.environ.get(name) for name in MARKS_OF_A_REAL_PORTAL)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herne_integration.settings")
    os.environ["PORTAL_STATE"] = str(state.root)
    if not configured:
        os.environ.setdefault("PORTAL_DEMO", "1")
    if not os.environ.get("PORTAL_SECRET_KEY"):
        os.environ["PORTAL_SECRET_KEY"] = state.kept("secret-key")


@contextlib.contextmanager
def database(state):
    """Yields the embedded server with its addresses in the environment, or nothing where DATABASE_URL names one."""
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    with EmbeddedPostgres(state).running() as server:
        os.environ["DATABASE_URL"] = server.app_url
        os.environ["MIGRATION_DATABASE_URL"] = server.owner_url
        os.environ["PATH"] = f"{server.cluster.binaries.folder}{os.pathsep}{os.environ.get('PATH', '')}"
        yield server


def prepare(state):
    """Migrations, vocabulary, demo city, style sheets: each only if there is something to do."""
    Path(os.environ["PORTAL_STATE"]).mkdir(parents=True, exist_ok=True)
    with state.locked("prepare", "Ein anderer Start richtet die Datenbank ein, ich warte …"):
        django.setup()
        call_command("prepare")
        static_files.collect(state)
    # Children come later; none of them may find an open connection.
    connections.close_all()
