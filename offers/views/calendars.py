"""Hours and course runs of an offer to take into one's own calendar."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from offers import calendars
from offers.views.detail import link, shown_offer


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def offer_calendar(request, pk):
    """An .ics file; 404 where nothing about the offer has a date or a time."""
    shown = shown_offer(request, pk, get_language())
    found = calendars.slots(shown)
    if not found:
        raise Http404
    content = calendars.calendar(shown, found, link=link(shown.offer, shown.language))
    name = slugify(shown.offer.title)[:60].strip("-") or "angebot"
    # Not as an attachment: a phone then opens its calendar instead of filing the download away.
    headers = {"Content-Disposition": f'inline; filename="angebot-{name}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
