"""Mein Konto: who I am here, how I log in, where I am logged in."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from herne_integration.accounts import roles, second_factor, sessions
from herne_integration.accounts.actions import grants, people


@require_safe
def profile(request):
    """One's own account."""
    return render(
        request,
        "accounts/profile_detail.html",
        {
            "roles": [*roles.labels(grants.held_by(request.user)), *people.roles_elsewhere(request.user)],
            "has_second_factor": is_mfa_enabled(request.user, [Authenticator.Type.TOTP]),
            "needs_second_factor": second_factor.is_needed(request.user),
            "is_demo_person": second_factor.is_demo_person(request),
        },
    )


@require_safe
def session_list(request):
    """Where I am logged in."""
    places = sessions.places(request.user, current_key=request.session.session_key)
    return render(request, "accounts/session_list.html", {"places": places})


@require_POST
def session_end(request, pk):
    """Logs one of my other devices out."""
    sessions.end(request.user, keep_key=request.session.session_key, only=pk)
    messages.success(request, _("Dieses Gerät ist abgemeldet."))
    return redirect("accounts:session-list")


@require_POST
def session_end_others(request):
    """Logs all my other devices out."""
    number = sessions.end(request.user, keep_key=request.session.session_key)
    sentence = ngettext("%(number)s anderes Gerät ist abgemeldet.", "%(number)s andere Geräte sind abgemeldet.", number)
    messages.success(request, sentence % {"number": number})
    return redirect("accounts:session-list")
