"""What staff pages have in common."""

from functools import wraps

from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect
from django.utils.translation import get_language

from herne_integration.accounts.second_factor import second_factor_required


def in_german(view):
    """View decorator: the page exists in German only, and the frame then offers no other language."""

    @wraps(view)
    def page(request, *args, **kwargs):
        language = get_language()
        if language != "de" and request.method in {"GET", "HEAD"}:
            return redirect(request.get_full_path().replace(f"/{language}/", "/de/", 1))
        request.is_staff_page = True
        return view(request, *args, **kwargs)

    return page


def staff_page(permission):
    """View decorator: German only, the permission (403 without), a second factor in this session."""

    def decorate(view):
        page = in_german(permission_required(permission, raise_exception=True)(second_factor_required(view)))
        page.permission = permission
        return page

    return decorate
