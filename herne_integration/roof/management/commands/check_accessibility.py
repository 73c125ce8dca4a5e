"""Every kind of page x person x language x width, through the eyes of axe-core and our own checks."""

import logging
import os
from contextlib import contextmanager
from importlib import import_module
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application


class QuietHandler(WSGIRequestHandler):
    """Requests are not worth a line."""

    def log_message(self, *args):
        """Says nothing."""


class Command(BaseCommand):
    help = "Prüft alle Seiten auf Barrieren (axe-core, Tastatur, Fokus, 320 Pixel, doppelte Schrift)."

    def add_arguments(self, parser):
        """Which portal and how much of it."""
        parser.add_argument("--url", help="laufendes Portal, z. B. http://127.0.0.1:8000; ohne wird eines gestartet")
        parser.add_argument("--people", default="all", help="all, none oder Kürzel der Beispielpersonen mit Komma")
        parser.add_argument("--languages", default="de,en,ar", help="für Seiten ohne Anmeldung")
        parser.add_argument("--widths", default="360,1280")

    def handle(self, *args, **options):
        """Prints findings as they come; ends with an error when there are any."""
        try:
            walk = import_module("tests.accessibility.walk")
            browser_tools = import_module("tests.browser")
        except ImportError as error:
            raise CommandError("Dafür braucht es die Werkzeuge zum Entwickeln (requirements-dev.lock).") from error
        # Playwright keeps an event loop in this thread; the ORM would refuse to work beside it.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        with _portal(options["url"]) as base, browser_tools.started() as browser:
            count = sum(self._walk(walk, browser, base, walker) for walker in _walkers(walk, browser, base, options))
        if count:
            raise CommandError(f"{count} Befunde.")
        self.stdout.write("Keine Befunde.")

    def _walk(self, walk, browser, base, walker):
        """Number of findings of one walker."""
        context = walk.context_for(browser, walker)
        if walker.name:
            walk.log_in(context, base, walker.name)
        pages = count = 0
        for path, findings in walk.walk(context, base, walker):
            pages, count = pages + 1, count + len(findings)
            for finding in findings:
                self.stdout.write(f"{walker.name or 'ohne Anmeldung'} {walker.width} {path}: {finding}")
        self.stdout.write(
            f"{walker.name or 'ohne Anmeldung'}, {walker.language}, {walker.width} px: {pages} Seiten, {count} Befunde"
        )
        context.close()
        return count


def _walkers(walk, browser, base, options):
    """Who walks: strangers in every language, the demo people in German."""
    chosen = options["people"]
    keys = [] if chosen == "none" else walk.people(browser, base) if chosen == "all" else chosen.split(",")
    widths = [int(width) for width in options["widths"].split(",")]
    for width in widths:
        for language in filter(None, options["languages"].split(",")):
            yield walk.Walker("", language, width)
        for key in keys:
            yield walk.Walker(key, "de", width)


@contextmanager
def _portal(url):
    """Address of the portal: the given one, or one that runs in this process for as long as it is needed."""
    if url:
        yield url.rstrip("/")
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    # Doors that stay closed to this or that person are no news here.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
