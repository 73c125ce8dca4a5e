"""Real servers in folders of their own, below a place that the server's user can reach."""

import contextlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pytest

from herne_integration.embedded_postgres import EmbeddedPostgres
from herne_integration.launcher import processes
from herne_integration.launcher.state import State

REPOSITORY = Path(__file__).resolve().parent.parent.parent
HOLDER = """
import sys
from pathlib import Path
from herne_integration.embedded_postgres import EmbeddedPostgres
from herne_integration.launcher import processes, signals
from herne_integration.launcher.state import State
signals.install()
with EmbeddedPostgres(State.of(Path(sys.argv[1]))).running() as server:
    print("READY", processes.noted_pid(server.cluster.data), server.app_url, flush=True)
    sys.stdin.read()
"""


class Holder:
    """Another process that uses the server of a state folder until it is told to leave."""

    def __init__(self, state, python=sys.executable, **options):
        """Starts at once; `options` go to the process."""
        packages = sysconfig.get_path("purelib")
        self.process = subprocess.Popen(
            [python, "-P", "-c", HOLDER, str(state.root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONPATH": f"{REPOSITORY}:{packages}", "PORTAL_STATE": str(state.root)},
            cwd="/",
            **options,
        )

    def ready(self):
        """(number of the server, its address) as soon as it runs."""
        said = ""
        for line in self.process.stdout:
            said += line
            if line.startswith("READY"):
                _word, pid, url = line.split()
                return int(pid), url
        raise AssertionError(said)

    def kill(self):
        """As `kill -9` does."""
        self.process.kill()
        self.process.wait()

    def leave(self):
        """Ends in order."""
        self.process.stdin.close()
        assert self.process.wait(30) == 0, self.process.stdout.read()


def new_place():
    """An empty folder with a short path that everybody may enter."""
    folder = Path(tempfile.mkdtemp(prefix="hpt-", dir="/var/tmp"))
    folder.chmod(0o755)
    return folder


def clear_away(folder):
    """Ends the servers that were left behind below `folder`, then removes it."""
    for data in folder.rglob("data"):
        with contextlib.suppress(TypeError, ProcessLookupError):
            os.kill(processes.postmaster(data), 9)
        processes.end_leftovers(data, 5)
    shutil.rmtree(folder)


@pytest.fixture
def place(monkeypatch):
    """A place for state folders and, as root, for the data."""
    folder = new_place()
    monkeypatch.setenv("PORTAL_SERVER_HOME", str(folder / "server"))
    monkeypatch.delenv("PORTAL_STATE", raising=False)
    yield folder
    clear_away(folder)


@pytest.fixture(scope="session")
def template():
    """Data made once: copying it is quicker than initdb."""
    folder = new_place()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTAL_SERVER_HOME", str(folder / "server"))
        with EmbeddedPostgres(State.of(folder)).running() as server:
            data = server.cluster.data
    yield data
    clear_away(folder)


@pytest.fixture
def make_state(place, template):
    """Builds state folders below `place`; `fresh` ones have no data yet."""

    def make(name="state", fresh=False):
        state = State(place / name)
        state.create()
        if not fresh:
            home = EmbeddedPostgres(state)._cluster(test=False).home
            subprocess.run(["cp", "-a", template, home / "data"], check=True)
        return state

    return make


@pytest.fixture
def state(make_state):
    """One state folder."""
    return make_state()


@pytest.fixture
def postgres(state):
    """The server of that folder, not started."""
    return EmbeddedPostgres(state)


@pytest.fixture
def hold():
    """Starts processes that use a server, and ends them afterwards."""
    started = []

    def start(state, *arguments, **options):
        started.append(Holder(state, *arguments, **options))
        return started[-1]

    yield start
    for holder in started:
        holder.kill()
        holder.process.stdin.close()
        holder.process.stdout.close()
