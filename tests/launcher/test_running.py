"""`./portal run` as a whole: web, worker and server start together and end together."""

import os
import signal
import socket
import urllib.request

import psycopg
import pytest

from herne_integration.embedded_postgres import EmbeddedPostgres
from herne_integration.launcher import processes
from herne_integration.launcher.state import State
from tests.launcher.conftest import clear_away, new_place
from tests.launcher.portal import PATIENCE, Portal

# One prepared portal for all of them: the first test sets it up, each further start is a second start.
pytestmark = pytest.mark.xdist_group("running")


@pytest.fixture(scope="module")
def folder():
    """Where the prepared portal lives."""
    place = new_place()
    State(place / "state").create()
    yield place
    clear_away(place)


@pytest.fixture
def start(folder):
    """Starts portals on that folder and ends what the test left running."""
    started = []

    def begin(**options):
        started.append(Portal(State(folder / "state"), folder / "server", **options))
        return started[-1]

    yield begin
    for portal in started:
        if portal.process.poll() is None:
            portal.end()


def database_pid(folder):
    """The number of the embedded server, or nothing."""
    found = [processes.postmaster(data) for data in folder.rglob("*-run/data")]
    return next(filter(None, found), None)


def are_gone(children):
    return processes.wait_until(lambda: not any(child.is_running() for child in children), 30)


def migrations(cluster):
    """How many migrations the database has noted."""
    try:
        with cluster.connect(cluster.socket_folder(), "portal") as connection:
            return connection.execute("SELECT count(*) FROM django_migrations").fetchone()[0]
    except psycopg.Error:
        return 0


def test_set_up_killed_in_the_middle_is_finished_by_the_next_start(start, folder, monkeypatch):
    monkeypatch.setenv("PORTAL_SERVER_HOME", str(folder / "server"))
    cluster = EmbeddedPostgres(State(folder / "state"))._cluster(test=False)
    migrating = start()
    assert processes.wait_until(lambda: migrations(cluster) > 5, PATIENCE)
    migrating.end(signal.SIGKILL)
    collecting = start()
    assert processes.wait_until(lambda: "Stilvorlagen und Bilder" in collecting.said, PATIENCE)
    assert "Die Datenbank wird eingerichtet" in collecting.said
    collecting.end(signal.SIGKILL)
    portal = start().wait()
    assert urllib.request.urlopen(portal.address).status == 200
    assert portal.end() == 0


def test_term_ends_web_worker_and_server(start, folder):
    portal = start().wait()
    children = portal.children()
    assert database_pid(folder)
    assert {"gunicorn", "work"} <= {word for child in children for word in child.cmdline()}
    assert urllib.request.urlopen(portal.address).status == 200
    assert portal.end() == 0
    assert are_gone(children)
    assert database_pid(folder) is None


def test_interrupt_ends_a_start_in_the_background(start, folder):
    portal = start(ignore_interrupt=True).wait()
    children = portal.children()
    assert portal.end(signal.SIGINT) == 0
    assert are_gone(children)
    assert database_pid(folder) is None


def test_killed_portal_takes_web_and_worker_along_and_starts_again(start):
    portal = start().wait()
    children = portal.children()
    assert portal.end(signal.SIGKILL) == -signal.SIGKILL
    assert are_gone(children)
    assert start().wait().end() == 0


def test_killed_server_ends_the_portal_and_the_next_start_recovers(start, folder):
    portal = start().wait()
    os.kill(database_pid(folder), signal.SIGKILL)
    assert portal.result() == 1
    assert "Die Datenbank ist unerwartet zu Ende" in portal.said
    assert start().wait().end() == 0


@pytest.mark.parametrize(("word", "name"), [("gunicorn", "Der Webserver"), ("work", "Der Auftragsdienst")])
def test_killed_child_ends_the_portal_with_a_sentence(start, word, name):
    portal = start().wait()
    children = portal.children()
    portal.child(word).kill()
    assert portal.result() == 1
    assert f"{name} ist unerwartet zu Ende" in portal.said
    assert are_gone(children)


def test_taken_port_is_replaced_by_a_free_one(start):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8000))
            taken.listen()
        except OSError:
            pass  # somebody else has taken it, which serves as well
        portal = start(PORTAL_PORT="").wait()
        assert "Port 8000 ist belegt" in portal.said
        assert not portal.address.endswith(":8000/")
        assert urllib.request.urlopen(portal.address).status == 200
        # However much is asked for: our page, not the web server's.
        assert urllib.request.urlopen(f"{portal.address}de/angebote/?q={'x' * 10_000}").status == 200


def test_named_port_that_is_taken_is_refused(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        portal = start(PORTAL_PORT=str(taken.getsockname()[1]))
        assert portal.result() == 1
    assert "geht nicht" in portal.said


def test_two_portals_of_one_clone_share_the_server(start, folder):
    one, two = start(), start()
    assert one.wait().address != two.wait().address
    pid = database_pid(folder)
    assert one.end() == 0
    assert urllib.request.urlopen(two.address).status == 200
    assert database_pid(folder) == pid
    assert two.end() == 0
    assert database_pid(folder) is None


def test_manage_works_on_a_prepared_database_and_stops_the_server(start, folder):
    portal = start(command="manage showmigrations --plan offers")
    assert portal.result() == 0
    assert "[X]  offers." in portal.said
    assert database_pid(folder) is None


def test_named_database_is_used_and_no_server_started(start, folder, monkeypatch):
    monkeypatch.setenv("PORTAL_SERVER_HOME", str(folder / "server"))
    with EmbeddedPostgres(State(folder / "state")).running() as server:
        addresses = {"DATABASE_URL": server.app_url, "MIGRATION_DATABASE_URL": server.owner_url}
        # Whoever wants to start a server of his own would stumble here.
        portal = start(PORTAL_POSTGRES_DIR="/gibt/es/nicht", **addresses).wait()
        assert urllib.request.urlopen(portal.address).status == 200
        assert portal.end() == 0
        assert server.is_alive()
