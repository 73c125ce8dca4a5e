"""What people looked for and did not find: one tap of a visitor, and the Redaktion's list."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from offers import missing
from offers.actions import missing as actions


class SeeOther(HttpResponseRedirect):
    """Reading goes on elsewhere; a reload there sends nothing again."""

    status_code = 303


# Nobody's rights stand behind this button, so there is nothing to forge; without the check it works without cookies.
@csrf_exempt
@login_not_required
@require_POST
def missing_report(request):
    """Somebody misses what the page before has not found. What cannot be counted is thanked for as well."""
    ticket = missing.read(request.POST.get("token", ""))
    if ticket:
        actions.count(ticket=ticket, day=timezone.localdate())
    return SeeOther(reverse("offers:missing-thanks"))


@login_not_required
@require_safe
def missing_thanks(request):
    """Thanks, and where to go on: a human's phone, all offers."""
    return render(request, "offers/missing_thanks.html")
