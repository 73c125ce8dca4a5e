"""Search engines and drafts."""

from django.conf import settings


def keep_drafts_out(get_response):
    """Middleware: until the city answers for the portal, no answer of it may be indexed, be it a page, PDF or feed.

    A header and not a line in robots.txt: what must not be fetched cannot say that it must not be listed, and an
    address that somebody links to would turn up all the same.
    """

    def answer(request):
        response = get_response(request)
        if not settings.OFFICIAL:
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    return answer
