"""The first start on an empty folder and on a database that somebody names."""

import signal
import urllib.request

import psycopg

from herne_integration.embedded_postgres import EmbeddedPostgres
from herne_integration.launcher import processes
from herne_integration.launcher.state import State
from tests.launcher.portal import PATIENCE, Portal


def make(folder):
    """A state folder."""
    state = State(folder)
    state.create()
    return state


def test_set_up_killed_in_the_middle_is_finished_by_the_next_start(place):
    state = make(place / "state")
    for said in ("Die Datenbank wird eingerichtet", "Stilvorlagen und Bilder"):
        first = Portal(state, place / "server")
        assert processes.wait_until(lambda first=first, said=said: said in first.said, PATIENCE)
        first.end(signal.SIGKILL)
    second = Portal(state, place / "server").wait()
    assert urllib.request.urlopen(second.address).status == 200
    assert second.end() == 0


def test_named_database_is_used_and_no_server_started(place):
    with EmbeddedPostgres(make(place / "other")).running(test=True) as server:
        addresses = {"DATABASE_URL": server.app_url, "MIGRATION_DATABASE_URL": server.owner_url}
        portal = Portal(make(place / "state"), place / "none", **addresses).wait()
        assert not (place / "none").exists()
        assert not list((place / "state").rglob("data"))
        assert portal.end() == 0
        assert server.is_alive()
        with psycopg.connect(server.app_url) as connection:
            assert connection.execute("SELECT count(*) > 0 FROM django_migrations").fetchone() == (True,)
