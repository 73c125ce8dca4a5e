"""`prepare` makes a new database ready, whatever happened to the attempts before."""

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, migrations, models
from psycopg import sql

from herne_integration import database_roles
from herne_integration.management.commands.migrate import WholeSteps

NAME = f"prepare_{os.getpid()}"


@pytest.fixture
def environment(transactional_db, tmp_path):
    """Addresses of an empty database, as an operator would set them."""
    parameters = connection.get_connection_params()
    address = {key: parameters[key] for key in ("host", "port", "user", "password") if parameters.get(key)}
    with psycopg.connect(dbname=parameters["dbname"], **address, autocommit=True) as owner:
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
        yield inherited | {
            "DATABASE_URL": _with_name("DATABASE_URL"),
            "MIGRATION_DATABASE_URL": _with_name("MIGRATION_DATABASE_URL"),
            "PORTAL_SECRET_KEY": "x" * 50,
            "PORTAL_STATE": str(tmp_path),
        }
        owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(NAME)))


def _with_name(variable):
    return urlunsplit(urlsplit(os.environ[variable])._replace(path=f"/{NAME}"))


def start(environment, *command):
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def tables(environment):
    """How many tables the new database has."""
    with psycopg.connect(environment["MIGRATION_DATABASE_URL"]) as owner:
        return owner.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()[0]


def test_killed_in_the_middle_and_then_three_at_once(environment):
    """One long journey, because each process takes seconds."""
    with start(environment, "prepare") as killed:
        while tables(environment) < 12:
            assert killed.poll() is None, killed.stdout.read()
        killed.kill()
        killed.communicate()

    together = [start(environment, "prepare") for _ in range(3)]
    outputs = [process.communicate(timeout=240)[0] for process in together]
    assert [process.returncode for process in together] == [0, 0, 0], outputs
    assert sum("wird eingerichtet" in output for output in outputs) == 1

    with start(environment, "prepare") as again:
        assert again.communicate(timeout=120) == ("", None)
    with start(environment, "check", "--database", "default") as check:
        assert check.wait(120) == 0, check.stdout.read()


class Unlucky(WholeSteps):
    """Killed after a migration was made and before it was noted."""

    def record_migration(self, migration):
        raise KeyboardInterrupt


@pytest.mark.django_db
@pytest.mark.owner
def test_a_migration_is_made_and_noted_or_neither():
    column = models.ForeignKey("accounts.User", models.CASCADE)
    migration = type(
        "Migration",
        (migrations.Migration,),
        {
            "operations": [
                migrations.CreateModel(
                    "Halfway", fields=[("id", models.BigAutoField(primary_key=True)), ("user", column)]
                )
            ]
        },
    )("half_done", "portal")
    executor = Unlucky(connection)
    state = executor.loader.project_state()
    with pytest.raises(KeyboardInterrupt):
        executor.apply_migration(state, migration)
    assert "portal_halfway" not in connection.introspection.table_names()


@pytest.mark.django_db(transaction=True)
class TestMigrate:
    def test_it_warns_where_one_role_does_everything(self, settings, capsys):
        settings.APP_ROLE, settings.DEMO = settings.OWNER_DATABASE["USER"], False
        call_command("migrate", verbosity=0)
        assert database_roles.SINGLE_ROLE in capsys.readouterr().err

    def test_a_demo_is_spared_the_warning(self, settings, capsys):
        settings.APP_ROLE, settings.DEMO = settings.OWNER_DATABASE["USER"], True
        call_command("migrate", verbosity=0)
        assert capsys.readouterr().err == ""

    def test_looking_changes_nothing(self, monkeypatch, capsys):
        monkeypatch.setattr(database_roles, "apply", lambda *_: pytest.fail("it granted something"))
        call_command("migrate", plan=True)
        assert "operations" in capsys.readouterr().out
