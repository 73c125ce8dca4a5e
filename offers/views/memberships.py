"""What somebody is inside institutions: a list with its past, a form, and the end."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.pages import staff_page
from herne_integration.paging import page
from herne_integration.rules import RuleBroken
from offers.actions import memberships
from offers.forms.memberships import MembershipForm
from offers.models import Membership

PERMISSION = "offers.manage_membership"


@staff_page(PERMISSION)
@require_safe
def membership_list(request, key):
    """All of one person's roles in institutions, the latest first."""
    person = _person(key)
    found = Membership.objects.visible_to(request.user).filter(user=person)
    found = found.select_related("organisation", "granted_by", "ended_by").order_by("-granted_at", "-pk")
    context = {"person": person, "page": page(request, found), "today": timezone.localdate()}
    return render(request, "offers/membership_list.html", context)


@staff_page(PERMISSION)
@reauthentication_required(app="accounts")
@require_http_methods(["GET", "HEAD", "POST"])
def membership_create(request, key):
    """Gives a role in an institution."""
    person = _person(key)
    form = MembershipForm(drafts.posted(request))
    back = reverse("offers:membership-list", args=[person.key])

    def grant():
        given = {name: form.cleaned_data[name] for name in ("organisation", "role", "starts_on")}
        memberships.grant(user=person, by=request.user, **given)

    if is_sent(request, form) and (answer := create(request, form, grant, said="Die Rolle ist vergeben.", url=back)):
        return answer
    return render(request, "offers/membership_form.html", {"person": person, "form": form})


@staff_page(PERMISSION)
@reauthentication_required(app="accounts")
@require_http_methods(["GET", "HEAD", "POST"])
def membership_end(request, pk):
    """Ends a role in an institution, after a page that says what that means and what has to be handed over first."""
    found = Membership.objects.visible_to(request.user).select_related("organisation", "user")
    membership = get_object_or_404(found, pk=pk)
    if request.method == "POST":
        try:
            memberships.end(membership=membership, by=request.user)
        except RuleBroken as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"{membership.user} ist nicht mehr {membership}.")
        return redirect("offers:membership-list", membership.user.key)
    context = {"membership": membership, "person": membership.user, "duties": memberships.duties(membership)}
    return render(request, "offers/membership_end.html", context)


def _person(key):
    return get_object_or_404(get_user_model(), key=key)
