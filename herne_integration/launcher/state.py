"""The private folder of one clone: environment, database, files, keys and locks.

Several processes may start at once and each may be killed at any moment. So every change happens under a lock that the
kernel takes back from a dead process, and every file appears whole or not at all.
"""

import contextlib
import fcntl
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from herne_integration.launcher.output import StartError, say


@dataclass(frozen=True)
class State:
    """The folder `.portal` of a clone, or the one that PORTAL_STATE names."""

    root: Path

    @classmethod
    def of(cls, repository):
        """The state folder of the clone at `repository`, created if need be."""
        state = cls(Path(os.environ.get("PORTAL_STATE") or repository / ".portal").resolve())
        state.create()
        return state

    def create(self):
        """Makes the folder; private, because it holds the key, uploads and (for normal users) the data."""
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.root / "locks").mkdir(exist_ok=True)
        except OSError as error:
            raise StartError(f"Der Ordner {self.root} lässt sich nicht anlegen: {error.strerror}.") from error
        if not os.access(self.root / "locks", os.W_OK):
            owner = self.root.stat().st_uid
            raise StartError(f"Der Ordner {self.root} gehört einem anderen Benutzer (Nummer {owner}).")

    @property
    def venv(self):
        """Where the virtual environment lives."""
        return self.root / "venv"

    @contextlib.contextmanager
    def locked(self, name, waiting="Ein anderer Start ist noch dabei, ich warte …"):
        """Holds the lock `name`; says so when somebody else holds it. Yields the lock's file."""
        with locked(self.root / "locks" / name, waiting) as file:
            yield file

    def kept(self, name):
        """A random text that is made once and kept, readable for its owner only."""
        path = self.root / name
        with self.locked("state"):
            if not path.exists():
                write_whole(path, secrets.token_urlsafe(48))
            return path.read_text()

    def key(self):
        """Names this folder outside of itself: by place and by birth, so that a deleted and new one starts afresh."""
        return hashlib.sha256(f"{self.root}\n{self.kept('birth')}".encode()).hexdigest()[:12]


@contextlib.contextmanager
def locked(path, waiting=""):
    """Holds an exclusive lock on the file `path`; the kernel frees it when this process dies in any way.

    Yields the open file: a child that inherits it keeps the lock for as long as it works, even when we are killed.
    """
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting:
                say(waiting)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def write_whole(path, content, mode=0o600):
    """Writes the file so that it appears complete or not at all."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        file.write(content)
    unfinished.replace(path)
