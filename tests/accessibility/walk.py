"""Walks through a running portal as one person and checks every kind of page it finds.

A kind of page is a URL name: of a thousand offers one is looked at. Pages are found from the start page by links, and
by every address that needs no arguments.
"""

from collections import deque
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse
from django.utils import translation

from tests.accessibility import checks

# Files, and the way out of the session that is walking.
LEFT_OUT = {"account_logout"}


@dataclass(frozen=True)
class Walker:
    """One person, in one language, on a screen of one width."""

    name: str
    language: str
    width: int


def context_for(browser, walker):
    """A browser context of that width that knows the checks."""
    context = browser.new_context(viewport={"width": walker.width, "height": 900}, locale=walker.language)
    checks.prepare(context)
    return context


def people(browser, base):
    """Keys of the demo people who can log in by one click; none outside the demo."""
    page = browser.new_page()
    response = page.goto(f"{base}/de/demo/")
    found = page.eval_on_selector_all("input[name=person]", "inputs => inputs.map(input => input.value)")
    page.close()
    return found if response.ok else []


def log_in(context, base, key):
    """Logs the context in as this demo person."""
    page = context.new_page()
    page.goto(f"{base}/de/demo/")
    page.locator(f"form:has(input[name=person][value='{key}']) button").click()
    page.close()


def walk(context, base, walker):
    """Yields (path, findings) for one page of every kind that this walker may open."""
    page, missing = context.new_page(), []
    page.on(
        "response", lambda answer: answer.status >= 400 and missing.append(f"Fehlt: {answer.url} ({answer.status})")
    )
    waiting, seen = deque(_addresses(walker.language)), set()
    while waiting:
        path = waiting.popleft()
        kind = _kind(path, walker.language)
        if kind is None or kind in seen or not _is_page(context, f"{base}{path}"):
            continue
        seen.add(kind)
        page.goto(f"{base}{path}")
        yield path, [*missing, *checks.everything(page)]
        missing.clear()
        waiting.extend(_links(page, base))
    page.close()


def _addresses(language):
    """Every address without arguments, the start page first."""
    with translation.override(language):
        for name in ("roof:start", "roof:overview", *sorted(_names(get_resolver()))):
            try:
                yield reverse(name)
            except NoReverseMatch:
                continue


def _names(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern, inner)
        elif pattern.name:
            yield f"{namespace}{pattern.name}"


def _kind(path, language):
    """URL name of a page in this language, or None for what is not to be opened."""
    if not path.startswith(f"/{language}/"):
        return None
    try:
        with translation.override(language):
            name = resolve(path.split("?")[0]).view_name
    except Resolver404:
        return None
    return None if name in LEFT_OUT else name


def _is_page(context, address):
    """Whether a GET answers with a page, here and not elsewhere."""
    response = context.request.get(address, max_redirects=0)
    return response.status == 200 and response.headers.get("content-type", "").startswith("text/html")


def _links(page, base):
    """Paths of the same site that the page links to, queries left out."""
    for address in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
        parts = urlsplit(address)
        if f"{parts.scheme}://{parts.netloc}" == base:
            yield parts.path
