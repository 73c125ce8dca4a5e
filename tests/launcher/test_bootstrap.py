"""From a bare Python to a complete environment, interrupted anywhere."""

import os
import subprocess
import sys

import pytest

from herne_integration.launcher import bootstrap, packages
from herne_integration.launcher.bootstrap import DEMO, DEVELOPMENT, Environment
from herne_integration.launcher.output import StartError
from herne_integration.launcher.state import State
from tests.launcher.conftest import REPOSITORY

PORTAL = REPOSITORY / "portal"


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A clone that consists of its lock files, and a Python whose `venv` and `pip` only leave traces."""
    (tmp_path / DEMO).write_text("demo==1\n")
    (tmp_path / DEVELOPMENT).write_text("demo==1\ndev==1\n")
    monkeypatch.delenv("PORTAL_STATE", raising=False)
    monkeypatch.setattr(packages, "has_venv", lambda: True)
    monkeypatch.setattr(packages, "has_pango", lambda: True)
    monkeypatch.setattr(Environment, "_python_works", lambda self: self.python.exists())
    return tmp_path


@pytest.fixture
def calls(monkeypatch):
    """What was called instead of venv and pip."""
    made = []

    def run(environment, command, held):
        made.append("venv" if "venv" in command else "pip")
        if made[-1] == "venv":
            assert not environment.folder.exists()
            environment.python.parent.mkdir(parents=True)
            environment.python.touch()

    monkeypatch.setattr(Environment, "_run", run)
    return made


def prepare(clone, command="run"):
    return bootstrap.prepare(clone, State.of(clone), command)


def test_first_start_makes_the_environment_and_the_second_finds_it(clone, calls):
    prepare(clone)
    assert calls == ["venv", "pip"]
    prepare(clone)
    assert calls == ["venv", "pip"]


def test_half_an_environment_without_stamp_is_made_anew(clone, calls):
    half = State.of(clone).venv / "lib"
    half.mkdir(parents=True)
    (half / "half").touch()
    prepare(clone)
    assert calls == ["venv", "pip"]
    assert not (half / "half").exists()


def test_interrupted_installation_leaves_no_stamp(clone, calls, monkeypatch):
    prepare(clone)
    (clone / DEMO).write_text("demo==2\n")
    interrupted = pytest.MonkeyPatch()
    interrupted.setattr(Environment, "_run", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        prepare(clone)
    interrupted.undo()
    prepare(clone)
    assert calls == ["venv", "pip", "venv", "pip"]


def test_changed_lock_is_installed_into_the_whole_environment(clone, calls):
    prepare(clone)
    (clone / DEMO).write_text("demo==2\n")
    prepare(clone)
    assert calls == ["venv", "pip", "pip"]


def test_development_environment_serves_run_as_well(clone, calls):
    prepare(clone, "test")
    prepare(clone, "run")
    assert calls == ["venv", "pip"]


def test_tests_add_to_the_environment_of_run(clone, calls):
    prepare(clone, "run")
    prepare(clone, "test")
    assert calls == ["venv", "pip", "pip"]


def test_failing_step_shows_the_end_of_its_protocol(clone, monkeypatch):
    environment = Environment(clone, State.of(clone))
    with environment.state.locked("bootstrap") as held, pytest.raises(StartError, match="so ein Pech"):
        environment._run([sys.executable, "-c", "raise SystemExit('so ein Pech')"], held)


def test_surviving_pip_of_a_killed_start_keeps_the_next_one_waiting(clone):
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from herne_integration.launcher.bootstrap import Environment\n"
        "from herne_integration.launcher.state import State\n"
        "state = State.of(Path(sys.argv[1]))\n"
        "with state.locked('bootstrap') as held:\n"
        "    slow = 'import os, time; os.kill(os.getppid(), 9); time.sleep(1)'\n"
        "    Environment(Path(sys.argv[1]), state)._run([sys.executable, '-c', slow], held)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    killed = subprocess.run([sys.executable, "-P", "-c", script, clone], env=environment, check=False)
    assert killed.returncode == -9
    waiting = [sys.executable, "-P", "-c", script.partition("    slow")[0] + "    print('an der Reihe')", clone]
    said = subprocess.run(waiting, env=environment, capture_output=True, text=True, check=True).stdout
    assert said == "Ein anderer Start ist noch dabei, ich warte …\nan der Reihe\n"


def test_missing_venv_names_the_one_line(clone, calls, monkeypatch):
    monkeypatch.setattr(packages, "has_venv", lambda: False)
    monkeypatch.setattr(packages, "_commands", lambda *_: [])
    with pytest.raises(StartError, match=r"sudo apt-get install python3.*-venv"):
        prepare(clone)
    assert calls == []


def test_missing_pango_is_said_and_the_portal_starts(clone, calls, monkeypatch, capsys):
    monkeypatch.setattr(packages, "has_pango", lambda: False)
    monkeypatch.setattr(packages, "_commands", lambda *_: [])
    prepare(clone)
    assert "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in capsys.readouterr().err
    assert calls == ["venv", "pip"]


def test_packages_are_installed_where_that_is_allowed(clone, calls, monkeypatch):
    missing = [False, True, True]
    monkeypatch.setattr(packages, "has_venv", lambda: missing.pop(0))
    installed = []
    monkeypatch.setattr(packages, "_commands", lambda names, _brew: [["true", *names]])
    monkeypatch.setattr(packages, "_succeeds", lambda command: installed.append(command) or True)
    prepare(clone)
    assert installed == [["true", packages.venv_package()]]
    assert calls == ["venv", "pip"]


def test_failed_installation_is_not_repeated_at_every_start(clone, monkeypatch):
    tried = []
    monkeypatch.setattr(packages, "_commands", lambda *_: [["false"]])
    monkeypatch.setattr(packages, "_succeeds", lambda command: tried.append(command))
    state = State.of(clone)
    assert not packages.install(state, ["chromium"], "Browser")
    assert not packages.install(state, ["chromium"], "Browser")
    assert tried == [["false"]]


def test_root_needs_no_sudo_and_others_only_sudo_without_password(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert packages._rights() == []
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(packages.shutil, "which", lambda _name: "/usr/bin/sudo")
    monkeypatch.setattr(packages, "_succeeds", lambda _command: True)
    assert packages._rights() == ["sudo", "-n"]
    monkeypatch.setattr(packages, "_succeeds", lambda _command: False)
    assert packages._rights() is None


def shell(*arguments, **environment):
    """Runs the script with a search path that holds only what is given."""
    command = ["/bin/sh", PORTAL, *arguments]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


def test_help_needs_no_python():
    done = shell("help", PATH="/usr/bin:/bin", PORTAL_PYTHON="/gibt/es/nicht")
    assert done.returncode == 0
    assert "./portal run" in done.stdout


def test_unknown_command_is_refused_with_the_help():
    done = shell("start")
    assert done.returncode == 2
    assert "./portal run" in done.stderr


def test_machine_without_python_is_told_what_to_install(tmp_path):
    for name in ("dirname", "env"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    done = shell("run", PATH=str(tmp_path))
    assert done.returncode == 1
    assert "Es fehlt Python ab 3.11" in done.stderr


def test_too_old_named_python_is_refused(tmp_path):
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = shell("run", PORTAL_PYTHON=str(old))
    assert done.returncode == 1
    assert done.stderr == f"PORTAL_PYTHON={old} ist kein Python ab 3.11.\n"


def test_arguments_and_folder_reach_the_launcher_whole(tmp_path):
    stub = tmp_path / "python mit Leerzeichen"
    stub.write_text('#!/bin/sh\n[ "$1" = -c ] && exit\nprintf "%s\\n" "$PYTHONPATH" "$@"\n')
    stub.chmod(0o755)
    said = shell("manage", "import_offers", "eine Datei.csv", PORTAL_PYTHON=str(stub)).stdout.splitlines()
    launcher = ["-P", "-m", "herne_integration.launcher.bootstrap", str(REPOSITORY)]
    assert said == [str(REPOSITORY), *launcher, "manage", "import_offers", "eine Datei.csv"]
