"""Errors are pages in the portal's own clothes."""

from django.shortcuts import render

from herne_integration.rules import RuleBroken


def error_page(request, status, sentence=""):
    """The page for an HTTP status, with one sentence that says what to do."""
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


def csrf_failure(request, reason=""):
    """The form was too old, or came from elsewhere."""
    return error_page(request, 403, "")
