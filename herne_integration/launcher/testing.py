"""`./portal test`: pytest against a server of its own."""

import contextlib
import os
import signal
import subprocess
import sys

from herne_integration.embedded_postgres import EmbeddedPostgres
from herne_integration.launcher import packages
from herne_integration.launcher.binaries import find
from herne_integration.launcher.output import StartError, say
from herne_integration.launcher.signals import Stop

# What a developer has set for a running portal must not reach the tests.
KEPT = ("PORTAL_BROWSER", "PORTAL_TEST_DB", "PORTAL_POSTGRES_DIR", "PORTAL_SERVER_HOME", "PORTAL_PYTHON")
WAITING = "Eine andere Prüfung läuft noch, ich warte …"
OWN_PARALLEL = ("-n", "--numprocesses", "--pdb", "--trace")


def test(repository, state, arguments):
    """Runs pytest with `arguments`; returns its exit code."""
    folder, arguments = split_postgres(arguments)
    environment = _environment(state)
    if not environment["PORTAL_BROWSER"]:
        say("KEIN BROWSER: Die Prüfungen im Browser werden übersprungen. Abhilfe: sudo apt-get install chromium")
    # pytest inherits the lock: two suites at once would use the same test databases.
    with (
        state.locked("test", "Eine andere Prüfung läuft noch, ich warte …") as held,
        _server(state, folder, environment),
    ):
        python = [sys.executable, "-P"]
        compiled = [*python, str(repository / "manage.py"), "compile_catalogues"]
        subprocess.run(compiled, env=environment, stdout=subprocess.DEVNULL, check=True)
        pytest = [*python, "-m", "pytest", *parallel(arguments), *arguments]
        return _wait(subprocess.Popen(pytest, env=environment, cwd=repository, pass_fds=[held.fileno()]))


def split_postgres(arguments):
    """Takes our own `--postgres DIR` out of pytest's arguments."""
    rest, folder, words = [], None, iter(arguments)
    for word in words:
        if word == "--postgres":
            folder = next(words, None)
            if folder is None:
                raise StartError("--postgres braucht einen Ordner, etwa /usr/lib/postgresql/15.")
        elif word.startswith("--postgres="):
            folder = word.removeprefix("--postgres=")
        else:
            rest.append(word)
    return folder, rest


def parallel(arguments):
    """Two processes unless somebody chose otherwise or wants to talk to the debugger; groups stay together."""
    return [] if any(word.startswith(OWN_PARALLEL) for word in arguments) else ["-n", "2", "--dist", "loadgroup"]


def _environment(state):
    """A clean environment with fixed values: a suite passes the same way everywhere."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_") or name in KEPT}
    files = state.root / "test"
    files.mkdir(exist_ok=True)
    return clean | {
        "DJANGO_SETTINGS_MODULE": "herne_integration.settings",
        "PORTAL_STATE": str(files),
        "PORTAL_DEMO": "1",
        "PORTAL_SECRET_KEY": "only-for-tests-and-known-to-everybody-0123456789abcdef",
        "PORTAL_BROWSER": packages.browser(),
    }


@contextlib.contextmanager
def _server(state, folder, environment):
    """The server that DATABASE_URL names, or else our own."""
    if environment.get("DATABASE_URL") and not folder:
        yield
        return
    with EmbeddedPostgres(state, find(folder)).running(test=True) as server:
        environment |= {"DATABASE_URL": server.app_url, "MIGRATION_DATABASE_URL": server.owner_url}
        yield


def _wait(process):
    """pytest shares our terminal, so a Ctrl-C there reaches it as well; otherwise we pass it on."""
    try:
        return process.wait()
    except Stop:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(3)
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(20)
        process.kill()
        return process.wait()
