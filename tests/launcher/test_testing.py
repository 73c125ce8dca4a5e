"""`./portal test` and `.ci/run`: the same suite everywhere, and no browser is never overlooked."""

import os
import shutil
import subprocess

import pytest

from herne_integration.launcher import packages, testing
from herne_integration.launcher.output import StartError
from herne_integration.launcher.state import State
from tests.launcher.conftest import REPOSITORY


def test_folder_of_another_postgresql_is_taken_out_of_the_arguments_of_pytest():
    assert testing.split_postgres(["-x", "--postgres", "/pg", "tests/offers"]) == ("/pg", ["-x", "tests/offers"])
    assert testing.split_postgres(["--postgres=/pg"]) == ("/pg", [])
    assert testing.split_postgres(["-k", "postgres"]) == (None, ["-k", "postgres"])


def test_folder_must_follow_its_option():
    with pytest.raises(StartError, match="braucht einen Ordner"):
        testing.split_postgres(["--postgres"])


def test_two_processes_unless_somebody_chose():
    assert testing.parallel(["-x"]) == ["-n", "2", "--dist", "loadgroup"]
    assert testing.parallel(["-n", "0"]) == testing.parallel(["-n4"]) == testing.parallel(["--pdb"]) == []


def test_settings_of_a_running_portal_do_not_reach_the_tests(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_OFFICIAL", "1")
    monkeypatch.setenv("PORTAL_TEST_DB", "mine")
    monkeypatch.setenv("PORTAL_STATE", str(tmp_path / "live"))
    environment = testing._environment(State.of(tmp_path))
    assert "PORTAL_OFFICIAL" not in environment
    assert environment["PORTAL_TEST_DB"] == "mine"
    assert environment["PORTAL_STATE"] == str(tmp_path / "live" / "test")


def test_browser_can_be_named_and_even_denied(monkeypatch):
    monkeypatch.setenv("PORTAL_BROWSER", "/my/chromium")
    assert packages.browser() == "/my/chromium"
    monkeypatch.setenv("PORTAL_BROWSER", "")
    assert packages.browser() == ""


def ci(folder, script):
    """Runs `.ci/run` beside a `portal` that does what `script` says."""
    (folder / ".ci").mkdir()
    shutil.copy(REPOSITORY / ".ci" / "run", folder / ".ci" / "run")
    (folder / "portal").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "portal").chmod(0o755)
    return subprocess.run(
        [folder / ".ci" / "run", "-x"], capture_output=True, text=True, check=False, cwd="/", env=os.environ
    )


def test_ci_passes_arguments_and_result_on(tmp_path):
    done = ci(tmp_path, 'echo "$@"; echo "1 passed in 0.1s"')
    assert done.returncode == 0
    assert done.stdout == "test -x\n1 passed in 0.1s\n"


def test_ci_fails_with_the_code_of_pytest(tmp_path):
    assert ci(tmp_path, 'echo "KEIN BROWSER: …"; exit 2').returncode == 2


def test_ci_fails_without_a_browser(tmp_path):
    done = ci(tmp_path, 'echo "KEIN BROWSER: …"; echo "1 passed, 1 skipped"')
    assert done.returncode == 1
    assert "Durchgefallen" in done.stdout
