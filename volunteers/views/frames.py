"""What pages of volunteers have in common: whose profile it is, one form on a page, and forms without a cookie."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from herne_integration.accounts.guesses import client_network
from herne_integration.accounts.limits import take
from herne_integration.errors import too_many_requests
from volunteers.models import Volunteer


def own_page(view):
    """View decorator: hands over the profile of whoever is signed in; 404 without one."""

    @never_cache
    @wraps(view)
    def page(request, *args, **kwargs):
        volunteer = own_volunteer(request.user)
        if volunteer is None:
            raise Http404
        return view(request, volunteer, *args, **kwargs)

    return page


def own_volunteer(user):
    """The profile of an account, or None; a coordinator gets her own as well and nobody else's."""
    if not user.is_authenticated:
        return None
    return Volunteer.objects.visible_to(user).filter(user=user).select_related("lead").first()


def form_page(request, form, *, title, button, template="volunteers/my_form.html", **context):
    """The page of one form; `fields` in the context names the template that prints its fields."""
    return render(request, template, {"form": form, "title": title, "button": button, **context})


def limited(limit):
    """View decorator: so many POSTs from one connection; its address is not kept, only a keyed hash of it."""

    def decorate(view):
        @wraps(view)
        def page(request, *args, **kwargs):
            if request.method == "POST" and take(limit, client_network(request)).wait is not None:
                return too_many_requests(request)
            return view(request, *args, **kwargs)

        return page

    return decorate


def secret_page(view):
    """View decorator for pages behind a token: kept nowhere on the way, named to nobody, found by no search engine."""

    @never_cache
    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        # Our own pages learn the origin at most: the path is the secret, and a POST needs the origin.
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return page
