"""`/k/<code>`: from paper to the page, in the reader's language."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from herne_integration import short_links


@login_not_required
@require_safe
def short_link(request, code):
    """Redirects to the page behind the code, in the language that the browser prefers."""
    link = short_links.find(code)
    if link is None:
        raise Http404
    # LocaleMiddleware tells caches that the answer depends on the language.
    return HttpResponseRedirect(f"/{get_language_from_request(request)}{link.path}")
