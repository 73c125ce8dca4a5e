"""What a trial fills in, and what it leaves alone when somebody has configured a real portal."""

import contextlib
import os

import django
import pytest
from django.contrib.staticfiles.finders import FileSystemFinder

from herne_integration.launcher import managing, site, static_files
from herne_integration.launcher.output import say
from herne_integration.launcher.state import State


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A state folder and an environment in which nothing is set."""
    values = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    monkeypatch.setattr(os, "environ", values)
    return State.of(tmp_path)


def test_trial_is_a_demo_with_a_key_that_stays(bare):
    site.set_environment(bare)
    assert os.environ["PORTAL_DEMO"] == "1"
    key = os.environ.pop("PORTAL_SECRET_KEY")
    site.set_environment(bare)
    assert os.environ["PORTAL_SECRET_KEY"] == key
    assert (bare.root / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", site.MARKS_OF_A_REAL_PORTAL)
def test_configured_portal_never_becomes_a_demo_by_itself(bare, name):
    os.environ[name] = "configured"
    site.set_environment(bare)
    assert "PORTAL_DEMO" not in os.environ
    assert os.environ[name] == "configured"


def test_choice_of_the_person_stands(bare):
    os.environ["PORTAL_DEMO"] = "0"
    site.set_environment(bare)
    assert os.environ["PORTAL_DEMO"] == "0"


def test_static_files_are_collected_when_one_changed_and_only_then(bare, tmp_path, monkeypatch, settings):
    source, collected = tmp_path / "source", []
    source.mkdir()
    (source / "sheet.css").write_text("a")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], tmp_path / "static"
    monkeypatch.setattr(static_files, "get_finders", lambda: [FileSystemFinder()])
    monkeypatch.setattr(static_files, "call_command", lambda *_, **__: collected.append(settings.STATIC_ROOT.mkdir()))
    static_files.collect(bare)
    static_files.collect(bare)
    assert len(collected) == 1
    (source / "sheet.css").write_text("changed")
    settings.STATIC_ROOT.rmdir()
    static_files.collect(bare)
    assert len(collected) == 2


def test_output_of_a_command_does_not_begin_with_our_own_words(bare, monkeypatch, capsys):
    @contextlib.contextmanager
    def database(_state):
        say("Die Datenbank wird angelegt …")
        yield "server"

    monkeypatch.setattr(site, "database", database)
    monkeypatch.setattr(site, "prepare", lambda _state: say("Die Musterstadt ist geladen."))
    managing.manage(None, bare, ["version"])
    said = capsys.readouterr()
    assert said.out == f"{django.__version__}\n"
    assert said.err == "Die Datenbank wird angelegt …\nDie Musterstadt ist geladen.\n"
