"""From a bare Python to the virtual environment, then on to `__main__` in it.

The environment counts only once the lock file it was made from lies inside it, and that is the last step. Whatever was
interrupted before is thrown away and made anew. Standard library only.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from herne_integration.launcher import packages
from herne_integration.launcher.output import StartError, say, warn
from herne_integration.launcher.state import State, write_whole

DEMO, DEVELOPMENT = "requirements-demo.lock", "requirements-dev.lock"


class Environment:
    """The virtual environment of one state folder and what it was made from."""

    def __init__(self, repository, state):
        """`repository` holds the lock files."""
        self.repository, self.state, self.folder = repository, state, state.venv
        self.python = self.folder / "bin" / "python"
        self.stamp = self.folder / "installed.lock"

    def is_current(self, lock):
        """Whether all that `lock` names is installed; the development environment serves every command."""
        return any(self._stamp_is(name) for name in {lock, DEVELOPMENT}) and self._python_works()

    def _stamp_is(self, lock):
        return self.stamp.exists() and self.stamp.read_bytes() == (self.repository / lock).read_bytes()

    def _python_works(self):
        """False after the system's Python was upgraded: the packages lie in a folder named after the old one."""
        found = list(self.folder.glob("lib/python3*/site-packages/django/__init__.py"))
        command = [self.python, "-P", "-c", "import django"]
        return bool(found) and subprocess.run(command, capture_output=True, check=False).returncode == 0

    def make(self, lock, held):
        """Brings the environment to `lock` while the lock file `held` is ours."""
        whole = self.stamp.exists() and self._python_works()
        self.stamp.unlink(missing_ok=True)
        if not whole:
            say("Die Python-Umgebung wird angelegt …")
            shutil.rmtree(self.folder, ignore_errors=True)
            self._run([sys.executable, "-P", "-m", "venv", self.folder], held)
        say("Die Pakete werden installiert (beim ersten Mal ein bis zwei Minuten) …")
        self._run([self.python, "-P", "-m", "pip", *self._pip_options(), "-r", self.repository / lock], held)
        write_whole(self.stamp, (self.repository / lock).read_text())

    def _pip_options(self):
        """Only what the lock file names and hashes; no build from source, which would fetch tools without hashes.

        Nothing is compiled ahead: Python compiles the part that it uses, which is quicker.
        """
        quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-compile"]
        return ["install", *quiet, "--require-hashes", "--only-binary", ":all:"]

    def _run(self, command, held):
        """The child inherits the lock: when we are killed, the next start waits for it instead of racing it."""
        log = self.state.root / "bootstrap.log"
        with log.open("w") as output:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                pass_fds=[held.fileno()],
            )
        if done.returncode:
            raise StartError(f"Das ging nicht:\n{log.read_text()[-3000:]}\nDas ganze Protokoll: {log}")


def system_packages(state):
    """Installs what Python and the PDFs need of the operating system, or says what is missing."""
    missing = [] if packages.has_venv() else [packages.venv_package()]
    if not packages.has_pango():
        missing += packages.PANGO_PACKAGES
    if missing:
        packages.install(state, missing, "Vorbereitung", brew="pango")
    if not packages.has_venv():
        line = packages.by_hand([packages.venv_package()])
        raise StartError(f"Diesem Python fehlt venv. Einmal von Hand, dann noch einmal ./portal: {line}")
    if not packages.has_pango():
        line = packages.by_hand(packages.PANGO_PACKAGES, brew="pango")
        warn(f"Ohne Pango läuft das Portal, nur PDFs gibt es nicht. Nachholen: {line}")


def prepare(repository, state, command):
    """The environment that `command` needs; quick when it is there already."""
    environment = Environment(repository, state)
    lock = DEVELOPMENT if command == "test" else DEMO
    with state.locked("bootstrap") as held:
        if not environment.is_current(lock):
            system_packages(state)
            environment.make(lock, held)
    if command == "test" and not packages.browser():
        packages.install(state, ["chromium", "poppler-utils"], "Browser für die Prüfungen", brew=None)
    return environment


def main(arguments):
    """Prepares the environment and becomes its Python."""
    repository, command = Path(arguments[0]), arguments[1]
    # A job started with & inherits SIGINT ignored, and would pass that on to pip and all that follows.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # What `manage` prints may go to a file.
    noise = contextlib.redirect_stdout(sys.stderr) if command == "manage" else contextlib.nullcontext()
    try:
        with noise:
            environment = prepare(repository, State.of(repository), command)
    except StartError as error:
        warn(str(error))
        return 1
    except KeyboardInterrupt:
        warn("Abgebrochen. Ein neuer Aufruf macht weiter.")
        return 130
    python = str(environment.python)
    return os.execv(python, [python, "-P", "-m", "herne_integration.launcher", *arguments])  # noqa: S606 (no shell)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
