"""One data folder and its server: made, started, recovered, stopped.

The callers hold the lock of the cluster; see `embedded_postgres.py` for who may start and stop when.
"""

import contextlib
import hashlib
import os
import re
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg

from herne_integration.launcher import processes
from herne_integration.launcher.binaries import Binaries, ServerUser
from herne_integration.launcher.output import StartError

SUPERUSER = "postgres"
SOCKET = ".s.PGSQL.5432"
# sun_path holds 103 bytes on macOS and 107 on Linux, and the wheel's own libpq refuses a little less.
LONGEST_SOCKET = 85
HARMLESS_PATH = re.compile(r"[A-Za-z0-9/_.-]+")
# One connection per thread of a race test and per browser test; the default of 100 runs out.
OPTIONS = {"listen_addresses": "''", "max_connections": "300", "unix_socket_permissions": "0700"}
# Test data may vanish with the machine, so nothing waits for the disk.
TEST_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
LEFTOVER_PATIENCE, START_PATIENCE, RECOVERY_PATIENCE = 10, 60, 300


@dataclass(frozen=True)
class Cluster:
    """`home` belongs to us, `home/data` to the user who runs the server."""

    home: Path
    binaries: Binaries
    user: ServerUser
    is_test: bool = False

    @property
    def data(self):
        """PostgreSQL's data folder."""
        return self.home / "data"

    @property
    def log(self):
        """What the server says; inside `data`, where its user may write."""
        return self.data / "server.log"

    def socket_folder(self):
        """A private folder with a short and harmless path: beside the data, or else in the temporary folder."""
        beside = self.home / "socket"
        if len(str(beside / SOCKET)) < LONGEST_SOCKET and HARMLESS_PATH.fullmatch(str(beside)):
            self.user.own(beside)
            return beside
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:10]
        base = Path(tempfile.gettempdir()) if len(tempfile.gettempdir()) < 40 else Path("/tmp")  # noqa: S108
        for attempt in range(20):
            folder = base / f"hp-{digest}-{attempt}"
            if self._is_private(folder):
                return folder
        raise StartError(f"In {base} ist kein Platz für den Anschluss der Datenbank: fremde Ordner hp-{digest}-*.")

    def _is_private(self, folder):
        """Makes `folder`; where it exists already, somebody else may have laid it out to listen in."""
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            self.user.own(folder)
        found = folder.lstat()
        return (
            stat.S_ISDIR(found.st_mode)
            and found.st_uid == self.user.uid
            and stat.S_IMODE(found.st_mode) == stat.S_IRWXU
        )

    def connect(self, socket, database="postgres"):
        """A connection as the superuser, without transactions."""
        return psycopg.connect(
            host=str(socket), port=5432, user=SUPERUSER, dbname=database, connect_timeout=5, autocommit=True
        )

    def answers(self, socket):
        """Whether this cluster's server takes connections; that alone counts as ready."""
        try:
            with self.connect(socket) as connection:
                return connection.execute("SHOW data_directory").fetchone()[0] == str(self.data)
        except psycopg.Error:
            return False

    def create(self, held):
        """Runs initdb unless the data is there; `held` is the lock that a surviving initdb keeps for us."""
        if self.data.exists():
            return
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self.user.own(unfinished)
        for locale in ("C.UTF-8", "C"):
            done = self.user.run(self._initdb(unfinished, locale), pass_fds=[held.fileno()])
            if done.returncode == 0:
                unfinished.rename(self.data)
                return
        raise StartError(f"Die Datenbank ließ sich nicht anlegen:\n{done.stdout}{done.stderr}")

    def _initdb(self, folder, locale):
        command = [self.binaries.program("initdb"), "-D", folder, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8"]
        command += [f"--locale={locale}", "--no-instructions"]
        if self.binaries.major >= 17:
            # Sorts and folds the same on every machine, whatever its C library thinks of the locale.
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return [*command, "--no-sync"] if self.is_test else command

    def ensure_running(self, socket, held):
        """Starts the server unless it runs; whatever a killed one left behind is cleared away first."""
        if self.answers(socket):
            return
        self.create(held)
        if processes.postmaster(self.data):
            self._await_or_end(socket)
        if self.answers(socket):
            return
        processes.end_leftovers(self.data, LEFTOVER_PATIENCE)
        for stale in (self.data / "postmaster.pid", socket / SOCKET, socket / f"{SOCKET}.lock"):
            stale.unlink(missing_ok=True)
        self._start(socket)

    def _await_or_end(self, socket):
        """A server that lives but does not answer is starting, stopping, or has lost its socket."""
        settled = processes.wait_until(
            lambda: self.answers(socket) or not processes.postmaster(self.data), START_PATIENCE, pause=0.1
        )
        if not settled or (processes.postmaster(self.data) and not self.answers(socket)):
            self.stop(mode="immediate")

    def _start(self, socket):
        """Through pg_ctl, so that the server is nobody's child and survives the death of whoever started it."""
        options = OPTIONS | {"unix_socket_directories": str(socket)} | (TEST_OPTIONS if self.is_test else {})
        text = " ".join(f"-c {name}={value}" for name, value in options.items())
        if self.log.exists() and not self.log.is_symlink() and self.log.stat().st_size > 5_000_000:
            self.log.unlink()
        command = [*self._pg_ctl(), "-s", "-w", "-t", RECOVERY_PATIENCE, "-l", self.log, "-o", text, "start"]
        done = self.user.run(command)
        if done.returncode or not processes.wait_until(lambda: self.answers(socket), 10):
            tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else done.stderr
            raise StartError(f"Die Datenbank startet nicht. Ihr Protokoll ({self.log}) endet so:\n{tail}")

    def stop(self, mode="fast"):
        """Stops the server; what it does not finish within a minute it loses as in a power cut, and recovers."""
        pid = processes.postmaster(self.data)
        if not pid:
            return
        done = self.user.run([*self._pg_ctl(), "-s", "-w", "-t", "60", "-m", mode, "stop"])
        if done.returncode and processes.postmaster(self.data) == pid:
            self.user.run([*self._pg_ctl(), "-s", "-w", "-t", "10", "-m", "immediate", "stop"])

    def discard(self):
        """Throws the data away."""
        self.stop(mode="immediate")
        shutil.rmtree(self.data, ignore_errors=True)

    def _pg_ctl(self):
        return [self.binaries.program("pg_ctl"), "-D", self.data]
