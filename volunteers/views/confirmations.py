"""The link in the mail to a contact person: looking changes nothing, one click answers once."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from herne_integration.errors import error_page
from herne_integration.pages import in_german
from volunteers.actions import confirmations
from volunteers.views.frames import secret_page


# The token is the right, and nobody else's can be used: without the check it works without cookies.
@csrf_exempt
@login_not_required
@secret_page
@in_german
@require_http_methods(["GET", "HEAD", "POST"])
def still_needed(request, token):
    """Whether help is still wanted. Mail scanners look at every link, so only a POST answers."""
    asked = confirmations.find(token)
    if asked is None:
        return error_page(request, 410, confirmations.GONE)
    if request.method == "POST":
        confirmations.answer(token=token, said=request.POST.get("antwort", ""))
        return redirect("volunteers:still-needed-done")
    return render(request, "volunteers/still_needed.html", {"asked": asked, "opportunity": asked.opportunity})


@login_not_required
@in_german
@require_safe
def still_needed_done(request):
    """Thanks."""
    return render(request, "volunteers/still_needed_done.html")
