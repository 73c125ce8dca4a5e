"""Tagged PDFs (PDF/UA-1) from templates.

WeasyPrint is loaded by name: without Pango the portal runs all the same, and says that there are no papers.
Papers read `static/` and `data:` addresses, nothing else, and never the network.
"""

import hashlib
import importlib
import io
import re
import threading
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pikepdf
from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from herne_integration.context import Portal

STATIC = Path(settings.BASE_DIR, "static")
# One paper at a time per process: layout takes all of a core. Who waits longer than this is asked to come back.
LONGEST_WAIT = 8
_press = threading.BoundedSemaphore(1)
# WeasyPrint writes no language on parts of a text. <article lang="…"> is therefore the mark of a fragment in another
# language on our papers, and is used for nothing else; it becomes /Art, and `_with_languages` gives it its /Lang.
FOREIGN = re.compile(r'<article[^>]*\slang="([\w-]+)"')


class Unavailable(Exception):  # noqa: N818
    """No paper can be made here or now."""


@lru_cache(maxsize=1)
def _engine():
    """WeasyPrint, or None where its libraries are missing."""
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError):
        return None


def available():
    """Whether this machine can make PDFs."""
    return _engine() is not None


def warm_up():
    """Makes one empty paper and throws it away: libraries and fonts are there when somebody waits."""
    if available():
        render("pdf/base.html", {}, settings.LANGUAGE_CODE, is_kept=False)


def render(template, context, language, *, is_kept=True):
    """The paper of a template in one language; the same text gives the same bytes, for ten minutes from a cache.

    `is_kept=False` for papers about a person: they never lie in a cache.
    """
    with translation.override(language):
        html = render_to_string(template, {"portal": Portal(None), **context})
    key = hashlib.sha256(f"{_sheets()}{html}".encode()).hexdigest()
    if not is_kept:
        return _print(html, key)
    papers = caches["papers"]
    paper = papers.get(key)
    if paper is None:
        paper = _print(html, key)
        papers.set(key, paper)
    return paper


def _sheets():
    """A mark of the style sheets, so that a changed one makes new papers."""
    return [(sheet.name, sheet.stat().st_mtime_ns) for sheet in sorted((STATIC / "css").glob("*.css"))]


def _print(html, key):
    engine = _engine()
    if engine is None:
        raise Unavailable("Hier fehlt die Bibliothek Pango, ohne sie entstehen keine PDF-Dateien.")
    if not _press.acquire(timeout=LONGEST_WAIT):
        raise Unavailable("Gerade werden viele PDF-Dateien erstellt. Bitte versuchen Sie es gleich noch einmal.")
    try:
        document = engine.HTML(string=html, base_url=f"{STATIC.as_uri()}/", url_fetcher=_fetcher(engine))
        tagged = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=key[:32].encode())
    except engine.urls.FatalURLFetchingError as error:
        # Not an `Exception`: it would pass every handler and end the process's request silently.
        raise RuntimeError(f"Ein Papier wollte etwas von außen laden: {error}") from error
    finally:
        _press.release()
    return _with_languages(tagged, html)


def _fetcher(engine):
    """Lets papers read files below static/ and data: addresses; anything else stops the rendering."""

    class StaticOnly(engine.urls.URLFetcher):
        def fetch(self, url, headers=None):
            parts = urlsplit(url)
            path = Path(unquote(parts.path)).resolve() if parts.scheme == "file" else None
            if parts.scheme != "data" and not (path and path.is_relative_to(STATIC.resolve())):
                raise engine.urls.FatalURLFetchingError(url)
            return super().fetch(url, headers)

    return StaticOnly(allowed_protocols=("file", "data"), allow_redirects=False)


def _with_languages(tagged, html):
    """Gives fragments in another language their /Lang and saves without dates or random parts."""
    languages = set(FOREIGN.findall(html))
    if len(languages) > 1:
        raise ValueError(f"Auf einem Papier stehen Texte in mehr als einer fremden Sprache: {sorted(languages)}")
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(tagged)) as pdf:
        for language in languages:
            for part in _parts(pdf.Root.StructTreeRoot):
                if part.get("/S") == "/Art":
                    part.S, part.Lang = pikepdf.Name.Div, pikepdf.String(language)
        pdf.save(saved, deterministic_id=True, compress_streams=True)
    return saved.getvalue()


def _parts(part):
    """All structure elements below `part`."""
    below = part.get("/K")
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _parts(child)


class PdfResponse(HttpResponse):
    """A template as a PDF to look at; `filename` without `.pdf` may hold any letters.

    `is_kept=False` for papers about a person: neither the portal nor the browser keeps a copy.
    """

    def __init__(self, request, template, context, filename, *, language=None, is_kept=True):
        language = language or translation.get_language()
        super().__init__(render(template, context, language, is_kept=is_kept), content_type="application/pdf")
        if not is_kept:
            self["Cache-Control"] = "private, no-store"
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", filename).strip("-") or "Dokument"
        self["Content-Disposition"] = f"inline; filename=\"{plain}.pdf\"; filename*=UTF-8''{quote(filename)}.pdf"
        self["X-Robots-Tag"] = "noindex"
