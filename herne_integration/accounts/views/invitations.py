"""Inviting, and accepting an invitation."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.accounts import roles
from herne_integration.accounts.actions import grants, invitations
from herne_integration.accounts.forms_people import AcceptForm, InvitationForm
from herne_integration.accounts.models import Invitation
from herne_integration.errors import error_page
from herne_integration.idempotency import once
from herne_integration.pages import staff_page
from herne_integration.paging import page


@require_safe
@staff_page("accounts.invite_person")
def invitation_list(request):
    """All invitations, the newest first."""
    rows = page(request, Invitation.objects.select_related("invited_by").order_by("-invited_at"))
    now = timezone.now()
    for invitation in rows:
        invitation.word = invitation.state(at=now)
    return render(request, "accounts/invitation_list.html", {"page": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("accounts.invite_person")
@reauthentication_required(app="accounts")
def invitation_create(request):
    """Invites somebody; a double click mails one link."""
    form = InvitationForm(drafts.posted(request), givable=grants.givable_by(request.user))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        keys = data.get("roles", set())
        with once(request) as click:
            if click.is_first:
                invitations.invite(email=data["email"], name=data["name"], role_keys=keys, by=request.user)
                click.result = reverse("accounts:invitation-list")
        drafts.discard(request)
        messages.success(request, f"Die Einladung an {data['name']} ist unterwegs.")
        return redirect(click.result)
    return render(request, "accounts/invitation_form.html", {"form": form})


@require_POST
@staff_page("accounts.invite_person")
@reauthentication_required(app="accounts")
def invitation_revoke(request, pk):
    """Makes the link worthless."""
    invitation = get_object_or_404(Invitation, pk=pk)
    invitations.revoke(invitation=invitation, by=request.user)
    messages.success(request, f"Die Einladung an {invitation.name} gilt nicht mehr.")
    return redirect("accounts:invitation-list")


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
@sensitive_post_parameters("password")
def invitation_accept(request, token):
    """Opens the account. Looking at the page uses nothing up: mail scanners look at every link."""
    invitation = invitations.find(token)
    if invitation is None:
        return error_page(request, 410, _("Dieser Link gilt nicht mehr. Bitte lassen Sie sich noch einmal einladen."))
    form = AcceptForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        user = invitations.accept(token=token, **form.cleaned_data)
        # Whoever else is logged in on this browser is not any more.
        request.session.flush()
        record_authentication(request, user, method="password")
        return perform_login(request, Login(user=user, email=user.email))
    needs_factor = roles.need_second_factor(invitation.roles)
    return render(
        request,
        "accounts/invitation_accept.html",
        {"form": form, "invitation": invitation, "needs_second_factor": needs_factor},
    )
