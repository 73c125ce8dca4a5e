"""`./portal run`: web and worker under one supervisor."""

import contextlib
import http.client
import os
import socket
import sys
import time

from django.conf import settings
from django.utils.module_loading import import_string

from herne_integration.launcher import site
from herne_integration.launcher.children import Children
from herne_integration.launcher.output import StartError, say
from herne_integration.launcher.signals import Stop

USUAL_PORT = 8000
FIRST_PAGE_PATIENCE = 180


def run(repository, state, _arguments):
    """Serves until somebody ends it; returns the exit code."""
    site.set_environment(state)
    with listening() as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        os.environ.setdefault("PORTAL_SITE_URL", address)
        with site.database(state) as server:
            site.prepare(state)
            children = Children()
            try:
                _serve(children, repository, listener)
                _announce(address)
                _watch(children, server)
            except Stop:
                say("Das Portal wird beendet …")
            finally:
                children.stop()
    return 0


@contextlib.contextmanager
def listening():
    """The socket that gunicorn will serve: bound here, so that nobody takes the port in between."""
    named = os.environ.get("PORTAL_PORT")
    if named and not named.isdecimal():
        raise StartError(f"PORTAL_PORT muss eine Zahl sein, nicht „{named}“.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", int(named or USUAL_PORT)))
        except (OSError, OverflowError) as error:
            if named:
                raise StartError(f"Port {named} geht nicht: {error}.") from error
            say(f"Port {USUAL_PORT} ist belegt, ich nehme einen freien.")
            listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        yield listener


def _serve(children, repository, listener):
    """Starts the web, waits for the first page, then starts the worker: the page is what somebody waits for."""
    python = [sys.executable, "-P"]
    gunicorn = [*python, "-m", "gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    gunicorn += [
        "--bind",
        f"fd://{listener.fileno()}",
        "--graceful-timeout",
        "5",
        "--log-level",
        "warning",
        "--preload",
    ]
    # Nothing but this machine reaches the socket: however long a query is, the answer is a page of ours.
    gunicorn += ["--limit-request-line", "0"]
    gunicorn += ["--no-control-socket", "--chdir", str(repository), "herne_integration.wsgi"]
    children.start("Der Webserver", gunicorn, pass_fds=[listener.fileno()])
    _await_first_page(children, listener.getsockname()[1])
    children.start("Der Auftragsdienst", [*python, str(repository / "manage.py"), "work"])


def _await_first_page(children, port):
    """Until the first page answers; the kernel holds our question until gunicorn is ready for it."""
    deadline = time.monotonic() + FIRST_PAGE_PATIENCE
    path = "/"
    while time.monotonic() < deadline:
        children.check()
        try:
            status, path = _ask(port, path)
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
            continue
        if status >= 500:
            raise StartError(f"Die erste Seite antwortet mit Fehler {status}. Das Portal hält an.")
        if path is None:
            return
    raise StartError(f"Die erste Seite antwortet nicht in {FIRST_PAGE_PATIENCE} Sekunden. Das Portal hält an.")


def _ask(port, path):
    """(status, where to go next or nothing) of one request; only redirects within the portal are followed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    with contextlib.closing(connection):
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        target = response.getheader("Location", "")
        return response.status, target if target.startswith("/") else None


def _announce(address):
    say(f"\nDas Portal läuft: {address}/")
    if settings.DEMO and hasattr(settings, "DEMO_LOGINS"):
        say("Anmeldungen der Musterstadt:")
        for line in import_string(settings.DEMO_LOGINS)():
            say(f"  {line}")
    say("Beenden mit Strg-C.")


def _watch(children, server):
    """Nothing is restarted in silence: whoever ends unexpectedly ends the portal, and it says so."""
    while True:
        children.check()
        if server and not server.is_alive():
            raise StartError("Die Datenbank ist unerwartet zu Ende. Das Portal hält an; ein neuer Start erholt sie.")
        time.sleep(0.5)
