"""One click and you are somebody else: only in a demo, only as invented people."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from herne_integration.accounts.second_factor import DEMO_SESSION_KEY
from herne_integration.roof.demo_people import PEOPLE


@require_safe
@login_not_required
def demo_people(request):
    """Who there is to try, and what they may do."""
    if not settings.DEMO:
        raise Http404
    return render(request, "roof/demo_people.html", {"people": PEOPLE})


@require_POST
@login_not_required
def demo_login(request):
    """Logs in as the invented person whose button was pressed."""
    person = next((person for person in PEOPLE if person.key == request.POST.get("person")), None)
    if not settings.DEMO or person is None:
        raise Http404
    user = get_object_or_404(get_user_model(), email=person.email, is_active=True)
    request.session.flush()
    response = perform_login(request, Login(user=user, email=user.email))
    request.session[DEMO_SESSION_KEY] = user.pk
    return response
