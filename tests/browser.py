"""Chromium for tests. Pages come straight from the test client: no server, no thread, the test's own transaction.

    @pytest.mark.browser
    def test_start_page_has_no_findings(open_page):
        page = open_page("/ar/", width=360)
        assert checks.everything(page) == []

`open_page(path, width=…, client=…, color_scheme=…, forced_colors=…, java_script=…)` opens a page of the portal; give a
logged-in `client` to see it as that person. `page.failures` lists failed requests, foreign ones, and console errors.
A redirect is shown as the page it leads to, under the old address: where addresses matter, take `live_server` and the
fixture `chromium`.
"""

import contextvars
import os
import shutil
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import connections
from django.test import Client

from tests.accessibility import checks

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ORIGIN = "http://testserver"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def program():
    """Chromium's path, or None."""
    named = os.environ.get("PORTAL_BROWSER", "")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def started():
    """Chromium, for as long as the block lasts."""
    tools = import_module("playwright.sync_api")
    with tools.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once."""
    if not program() or not Path(program()).exists():
        pytest.skip("Kein Chromium: Paket chromium installieren oder PORTAL_BROWSER setzen.")
    # Playwright keeps an event loop in this thread; the ORM would refuse to work beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with started() as browser:
        yield browser
        # Beside a running loop Django keeps a second connection; left open, it would hold the test database.
        connections.close_all()


def _static(path):
    found = finders.find(path.removeprefix("/static/"))
    if not found:
        return {"status": 404, "body": ""}
    return {"body": Path(found).read_bytes(), "content_type": TYPES.get(Path(found).suffix, "application/octet-stream")}


def _dynamic(client, request, path):
    sent = {"content_type": request.headers.get("content-type", ""), "data": request.post_data_buffer or b""}
    response = client.generic(request.method, path, **(sent if request.method == "POST" else {}), follow=True)
    headers = {name.lower(): value for name, value in response.headers.items() if name.lower() != "content-length"}
    return {"status": response.status_code, "headers": headers, "body": response.content}


def _is_failure(message):
    """Errors of the page; that plain http is no place for this header is true of the tests only."""
    return message.type == "error" and "Cross-Origin-Opener-Policy" not in message.text


@pytest.fixture
def open_page(chromium, db):
    """Opens pages; everything is closed after the test."""
    contexts = []

    def open_(path, *, client=None, width=1280, java_script=True, **options):
        client = client or Client()
        # As in a real browser: a form without its token is refused.
        client.handler.enforce_csrf_checks = True
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=java_script, **options
        )
        contexts.append(context)
        if java_script:
            checks.prepare(context)
        page = context.new_page()
        page.failures = []
        # Playwright answers in a greenlet of its own, where Django would open a second database connection.
        here = contextvars.copy_context()

        def answer(route):
            url = urlsplit(route.request.url)
            if f"{url.scheme}://{url.netloc}" != ORIGIN:
                page.failures.append(f"Fremde Adresse: {route.request.url}")
                route.abort()
            elif url.path.startswith("/static/"):
                route.fulfill(**_static(url.path))
            else:
                path = f"{url.path}?{url.query}" if url.query else url.path
                route.fulfill(**here.copy().run(_dynamic, client, route.request, path))

        context.route("**/*", answer)
        page.on("console", lambda message: _is_failure(message) and page.failures.append(message.text))
        page.on("pageerror", lambda error: page.failures.append(str(error)))
        page.goto(f"{ORIGIN}{path}")
        return page

    yield open_
    for context in contexts:
        context.close()
