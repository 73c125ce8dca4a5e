"""The private server survives what machines and people do to it."""

import os
import shutil
import signal
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest

from herne_integration.embedded_postgres import EmbeddedPostgres
from herne_integration.launcher import cluster, processes


def pid_of(server):
    return processes.noted_pid(server.cluster.data)


def ask(url, question):
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(question).fetchone()


def write(url, word):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS words (word text)")
        connection.execute("INSERT INTO words VALUES (%s)", [word])


def kill_server(pid):
    os.kill(pid, signal.SIGKILL)
    assert processes.wait_until(lambda: not Path(f"/proc/{pid}").exists(), 10)


def test_owner_is_no_superuser_and_app_owns_nothing(postgres):
    with postgres.running() as server:
        question = "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        assert ask(server.owner_url, question) == (False, True)
        assert ask(server.app_url, question) == (False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(server.app_url, "CREATE TABLE public.words (word text)")


def test_owner_may_create_every_extension_that_migrations_use(postgres):
    with postgres.running() as server, psycopg.connect(server.owner_url) as connection:
        for name in ("pg_trgm", "unaccent", "citext", "btree_gist", "btree_gin", "fuzzystrmatch"):
            connection.execute(f"CREATE EXTENSION {name}")


def test_nobody_else_reaches_the_server(postgres):
    with postgres.running() as server:
        assert ask(server.app_url, "SHOW listen_addresses") == ("",)
        folder = server.cluster.socket_folder()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder.stat().st_uid == server.cluster.user.uid


def test_data_outlives_a_stop(postgres):
    with postgres.running() as server:
        write(server.owner_url, "geblieben")
        cluster_of = server.cluster
    assert processes.postmaster(cluster_of.data) is None
    with postgres.running() as server:
        assert ask(server.owner_url, "SELECT word FROM words") == ("geblieben",)


def test_killed_server_is_recovered_by_the_next_start(postgres, state, hold):
    first = hold(state)
    pid, _url = first.ready()
    with postgres.running() as server:
        write(server.owner_url, "vor dem Absturz")
        kill_server(pid)
        assert not server.is_alive()
    first.kill()
    with postgres.running() as server:
        assert pid_of(server) != pid
        assert ask(server.owner_url, "SELECT word FROM words") == ("vor dem Absturz",)


def test_killed_starter_leaves_a_server_that_the_next_start_takes_over(postgres, state, hold):
    starter = hold(state)
    pid, _url = starter.ready()
    starter.kill()
    with postgres.running() as server:
        assert pid_of(server) == pid
        data = server.cluster.data
    assert processes.postmaster(data) is None


def test_first_out_leaves_the_server_to_the_others(postgres, state, hold):
    first, second = hold(state), hold(state)
    (pid, url), (same, _url) = first.ready(), second.ready()
    assert pid == same
    first.leave()
    assert ask(url, "SELECT 1") == (1,)
    second.leave()
    assert processes.wait_until(lambda: not Path(f"/proc/{pid}").exists(), 10)


def test_three_first_starts_at_once_share_one_server(make_state, hold):
    state = make_state(fresh=True)
    holders = [hold(state) for _number in range(3)]
    answers = [holder.ready() for holder in holders]
    assert len({pid for pid, _url in answers}) == 1
    assert [ask(url, "SELECT 1") for _pid, url in answers] == [(1,)] * 3
    for holder in holders:
        holder.leave()


def test_pid_file_naming_another_live_process_is_stale(postgres):
    with postgres.running() as server:
        user, data, socket = server.cluster.user, server.cluster.data, server.cluster.socket_folder()
        noted = (data / "postmaster.pid").read_text().split("\n")
    options = {"user": user.uid, "group": user.gid, "extra_groups": []} if user.is_other else {}
    sleeper = subprocess.Popen(["sleep", "60"], **options)
    try:
        (data / "postmaster.pid").write_text("\n".join([str(sleeper.pid), *noted[1:]]))
        (socket / ".s.PGSQL.5432.lock").write_text(f"{sleeper.pid}\n")
        with postgres.running() as server:
            assert ask(server.app_url, "SELECT 1") == (1,)
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()


def test_pid_file_naming_the_server_of_another_folder_is_stale(postgres, make_state, hold):
    other, other_url = hold(make_state("other")).ready()
    with postgres.running() as server:
        data = server.cluster.data
        noted = (data / "postmaster.pid").read_text().split("\n")
    (data / "postmaster.pid").write_text("\n".join([str(other), *noted[1:]]))
    with postgres.running() as server:
        assert pid_of(server) != other
    assert ask(other_url, "SELECT 1") == (1,)


def test_child_of_a_killed_server_that_holds_on_is_ended(postgres, state, hold, monkeypatch):
    monkeypatch.setattr(cluster, "LEFTOVER_PATIENCE", 0.3)
    pid, _url = hold(state).ready()
    with postgres.running() as server:
        data = server.cluster.data
    children = subprocess.check_output(["ps", "--ppid", str(pid), "-o", "pid="], text=True).split()
    os.kill(int(children[0]), signal.SIGSTOP)
    kill_server(pid)
    assert processes.leftovers(data)
    with postgres.running() as server:
        assert ask(server.app_url, "SELECT 1") == (1,)


def test_server_that_lost_its_socket_is_started_again(postgres, state, hold, monkeypatch):
    monkeypatch.setattr(cluster, "START_PATIENCE", 0.5)
    pid, _url = hold(state).ready()
    with postgres.running() as server:
        socket = server.cluster.socket_folder()
    shutil.rmtree(socket)
    with postgres.running() as server:
        assert pid_of(server) != pid
        assert ask(server.app_url, "SELECT 1") == (1,)


def test_interrupted_creation_is_done_again(make_state):
    postgres = EmbeddedPostgres(make_state(fresh=True))
    home = postgres._cluster(test=False).home
    (home / "data.unfinished" / "base").mkdir(parents=True)
    (home / "data.unfinished" / "PG_VERSION").write_text("18\n")
    with postgres.running() as server:
        assert ask(server.app_url, "SELECT 1") == (1,)
