"""Migrations: complete, telling names, a way back."""

import re

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

from tests.house.test_models import LABELS

TELLING = re.compile(r"\d{4}_[a-z][a-z0-9_]+")


def own_migrations():
    """All migrations of our apps, as (app, name, migration)."""
    loader = MigrationLoader(connection)
    return [(app, name, loader.disk_migrations[app, name]) for app, name in loader.disk_migrations if app in LABELS]


def is_telling(name):
    """Whether the name says what happens; Django's own suggestions list fields or the hour."""
    return bool(TELLING.fullmatch(name)) and not re.search(r"_auto_\d|_and_more|_initial$|^\d+_alter_", name)


def one_way(migration):
    """Operations that cannot be undone."""
    return [
        operation
        for operation in migration.operations
        if (isinstance(operation, RunPython) and operation.reverse_code is None)
        or (isinstance(operation, RunSQL) and operation.reverse_sql is None)
    ]


@pytest.mark.django_db
def test_no_migration_is_missing():
    try:
        call_command("makemigrations", *sorted(LABELS & set(apps.app_configs)), check=True, dry_run=True, verbosity=1)
    except (SystemExit, CommandError) as error:
        pytest.fail(f"makemigrations --check: {error}")


@pytest.mark.django_db
def test_names_tell_what_happens():
    assert [f"{app}.{name}" for app, name, _migration in own_migrations() if not is_telling(name)] == []


@pytest.mark.django_db
def test_every_migration_has_a_way_back():
    assert [f"{app}.{name}" for app, name, migration in own_migrations() if one_way(migration)] == []


@pytest.mark.django_db
def test_one_migration_follows_another():
    loader = MigrationLoader(connection)
    assert loader.detect_conflicts() == {}


@pytest.mark.parametrize(
    "name", ["0002_auto_20261122_1200", "0003_alter_offer_title", "0002_user_name_and_more", "0001_initial", "0004_"]
)
def test_a_name_that_tells_nothing_is_noticed(name):
    assert not is_telling(name)


def test_a_one_way_street_is_noticed():
    migration = migrations.Migration("x", "offers")
    migration.operations = [RunPython(print), RunSQL("SELECT 1"), RunPython(print, RunPython.noop)]
    assert len(one_way(migration)) == 2
