"""Changes of the directory for feed readers and for other systems; a machine's address, without a language."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from offers import changes, feeds


@login_not_required
@require_safe
@cache_control(public=True, max_age=900)
def changes_feed(request):
    """The offers that changed last, at most fifty."""
    content = feeds.feed(changes.latest(user=request.user))
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
