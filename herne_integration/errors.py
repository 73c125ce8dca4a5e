"""Errors are pages in the portal's own clothes, with a sentence that says what to do."""

import logging
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from herne_integration.context import Portal
from herne_integration.rules import RuleBroken

logger = logging.getLogger(__name__)

# When even the templates fail: no database, no files, no translation.
LAST_RESORT = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fehler – Integrationsportal Herne</title></head>
<body><main><h1>Auf unserer Seite ist ein Fehler passiert</h1>
<p>Bitte versuchen Sie es in einigen Minuten noch einmal.</p>
<p lang="en">Something went wrong on our side. Please try again in a few minutes.</p>
<p><a href="/">Zur Startseite</a></p>
<p><a href="/de/impressum/">Impressum</a> · <a href="/de/datenschutz/">Datenschutz</a> ·
<a href="/de/barrierefreiheit/">Barrierefreiheit</a></p></main></body></html>
"""


def error_page(request, status, sentence=""):
    """The page for an HTTP status, with one sentence that says what happened or what to do."""
    return render(request, f"errors/{status}.html", {"sentence": sentence}, status=status)


class rules_and_refusals:  # noqa: N801
    """Middleware: a broken rule is answered with its sentence, as 409."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Answers `RuleBroken`; everything else goes its way."""
        if isinstance(exception, RuleBroken):
            return error_page(request, 409, exception.sentence)
        return None


def bad_request(request, exception=None):
    """400, or 413 when what was sent is too large or too much."""
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        return error_page(
            request, 413, _("Das sind zu viele Dateien auf einmal. Bitte höchstens %(most)s.") % {"most": most}
        )
    if isinstance(exception, MultiPartParserError):
        # A browser sends no such form; where one is damaged on its way, no field of it can be told from its file.
        return error_page(
            request,
            400,
            _(
                "Ihre Angaben sind nicht bei uns angekommen. Bitte gehen Sie im Browser zurück: Dort steht meist noch "
                "alles. Geben Sie der Datei einen anderen Namen, oder nehmen Sie eine andere Datei."
            ),
        )
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request, exception=None):
    """403. What an exception says is for the log, not for the visitor."""
    return error_page(request, 403)


def not_found(request, exception=None):
    """404."""
    return error_page(request, 404)


def too_many_requests(request, exception=None):
    """429."""
    return error_page(request, 429)


def csrf_failure(request, reason=""):
    """The form was too old, or came from elsewhere; 403 with what to do."""
    return render(request, "errors/csrf.html", status=403)


def server_error(request):
    """500, or 503 while the database is away. Asks neither the database nor the session."""
    is_away = issubclass(sys.exc_info()[0] or Exception, (OperationalError, InterfaceError))
    status = 503 if is_away else 500
    try:
        html = render_to_string(f"errors/{status}.html", {"portal": Portal(request), "request": request})
    except Exception:  # the page about a failure must not fail itself
        logger.exception("Die Fehlerseite selbst ist gescheitert.")
        html = LAST_RESORT
    return HttpResponse(html, status=status)
