"""Who has a log-in and which roles."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration.accounts import roles
from herne_integration.accounts.actions import grants, people
from herne_integration.accounts.forms_people import RoleForm
from herne_integration.accounts.models import RoleGrant
from herne_integration.accounts.models.people import INSTALLER
from herne_integration.pages import staff_page
from herne_integration.paging import page


def _people():
    """Everybody but the command line, with their live roles."""
    live = Prefetch("role_grants", RoleGrant.objects.live().order_by("granted_at"), to_attr="live_grants")
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    everybody = get_user_model().objects.exclude(email=INSTALLER)
    return (
        everybody.prefetch_related(live).annotate(has_second_factor=Exists(factor)).order_by("-is_active", "name", "pk")
    )


@require_safe
@staff_page("accounts.view_person")
def people_list(request):
    """Everybody with a log-in."""
    asked = request.GET.get("suche", "").strip()
    found = _people()
    if asked:
        found = found.filter(Q(name__icontains=asked) | Q(email__icontains=asked))
    return render(request, "accounts/person_list.html", {"page": page(request, found), "asked": asked})


@require_safe
@staff_page("accounts.view_person")
def person_detail(request, key):
    """One person: roles now and before, and what can be done."""
    person = get_object_or_404(_people(), key=key)
    held = {grant.role for grant in person.live_grants}
    givable = grants.givable_by(request.user) if person.is_active else []
    free = [role for role in givable if role not in held]
    history = person.role_grants.select_related("granted_by", "ended_by").order_by("-granted_at")
    return render(
        request,
        "accounts/person_detail.html",
        {
            "person": person,
            "elsewhere": people.roles_elsewhere(person),
            "links": people.links(viewer=request.user, person=person),
            "history": page(request, history),
            "form": RoleForm(givable=free) if free else None,
            "endable": held & set(givable),
            "can_end": request.user.has_perm("accounts.end_person") and person.is_active,
        },
    )


@require_POST
@staff_page("accounts.view_person")
@reauthentication_required(app="accounts")
def role_grant(request, key):
    """Gives a role; which ones somebody may give stands in `roles.py`."""
    person = get_object_or_404(get_user_model(), key=key)
    form = RoleForm(request.POST, givable=roles.HOUSE)
    if form.is_valid():
        grants.grant(user=person, role=form.cleaned_data["role"], by=request.user)
        messages.success(request, "Die Rolle ist vergeben.")
    return redirect("accounts:person-detail", person.key)


@require_POST
@staff_page("accounts.view_person")
@reauthentication_required(app="accounts")
def role_end(request, key, role):
    """Takes a role away."""
    person = get_object_or_404(get_user_model(), key=key)
    grants.end(user=person, role=role, by=request.user)
    messages.success(request, "Die Rolle ist beendet.")
    return redirect("accounts:person-detail", person.key)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("accounts.end_person")
@reauthentication_required(app="accounts")
def person_leave(request, key):
    """Closes an account, after a page that says what that means."""
    person = get_object_or_404(get_user_model().objects.exclude(email=INSTALLER), key=key)
    if request.method == "POST":
        people.end(user=person, by=request.user)
        messages.success(request, f"Das Konto von {person} ist geschlossen.")
        return redirect("accounts:people-list")
    return render(request, "accounts/person_leave.html", {"person": person})


@require_POST
@staff_page("accounts.end_person")
@reauthentication_required(app="accounts")
def second_factor_reset(request, key):
    """For somebody who lost phone and recovery codes."""
    person = get_object_or_404(get_user_model(), key=key)
    people.reset_second_factor(user=person, by=request.user)
    messages.success(request, f"{person} richtet den zweiten Faktor beim nächsten Anmelden neu ein.")
    return redirect("accounts:person-detail", person.key)
