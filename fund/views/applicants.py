"""The applicant's team: who signs, who writes, who counts."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fund.actions import applicants
from fund.choices.applicants import TeamRole
from fund.forms.applicants import MemberForm, RecordForm
from fund.models import Applicant
from fund.views import limits
from fund.views.applicant_door import private
from herne_integration import drafts as typed
from herne_integration.one_form import create, is_sent
from herne_integration.pages import in_german

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
BUSY = "Sie haben schon viele Adressen probiert. Bitte versuchen Sie es in einer Stunde noch einmal."


def team_page(view):
    """View decorator: `view(request, applicant, **kwargs)` for the applicant's live team and the project office."""

    @wraps(view)
    def page(request, pk, **kwargs):
        applicant = get_object_or_404(Applicant.objects.visible_to(request.user), pk=pk)
        request.team_roles = set(applicant.members.live().filter(user=request.user).values_list("role", flat=True))
        return private(view(request, applicant, **kwargs))

    return in_german(page)


@team_page
@require_safe
def applicant_detail(request, applicant):
    """The record, the people and their roles."""
    members = applicant.members.live().select_related("user").order_by("joined_at")
    context = {
        "applicant": applicant,
        "members": members,
        "may_lead": _may_lead(request),
        "may_add": _may_add(request, members),
    }
    return render(request, "fund/applicant_detail.html", context)


@team_page
@GET_POST
def applicant_edit(request, applicant):
    """The record; what stands in applications stays as it was written there."""
    if not _may_lead(request):
        raise PermissionDenied
    form = RecordForm(typed.posted(request), instance=applicant)
    if is_sent(request, form):
        applicants.change(applicant=form.save(commit=False), by=request.user)
        typed.discard(request)
        messages.success(request, "Gespeichert.")
        return redirect("fund:applicant-detail", applicant.pk)
    return render(
        request, "fund/applicant_form.html", {"form": form, "applicant": applicant, "title": "Angaben ändern"}
    )


@team_page
@GET_POST
def applicant_member_create(request, applicant):
    """Somebody with an account joins."""
    if not _may_add(request, applicant.members.live()):
        raise PermissionDenied
    if request.method == "POST" and limits.asks_too_often(request.user):
        messages.error(request, BUSY)
        return redirect("fund:applicant-detail", applicant.pk)
    form = MemberForm(typed.posted(request))
    if is_sent(request, form) and (answer := create(request, form, lambda: _join(request, applicant, form))):
        return answer
    return render(
        request, "fund/applicant_form.html", {"form": form, "applicant": applicant, "title": "Person aufnehmen"}
    )


@team_page
@require_POST
def applicant_member_end(request, applicant, member):
    """A place ends: one's own, or at the chair's word."""
    member = get_object_or_404(applicant.members.live(), pk=member)
    if member.user_id != request.user.pk and not _may_lead(request):
        raise PermissionDenied
    applicants.leave(member=member, by=request.user)
    messages.success(request, "Die Rolle ist beendet.")
    is_still_there = Applicant.objects.visible_to(request.user).filter(pk=applicant.pk).exists()
    return redirect("fund:applicant-detail", applicant.pk) if is_still_there else redirect("fund:application-list")


def _may_lead(request):
    return TeamRole.CHAIR in request.team_roles or request.user.has_perm("fund.manage_fund")


def _may_add(request, members):
    """Chairs and the office; a team that has nobody to sign yet finds somebody."""
    has_chair = any(member.role == TeamRole.CHAIR for member in members)
    return _may_lead(request) or (bool(request.team_roles) and not has_chair)


def _join(request, applicant, form):
    applicants.join(applicant=applicant, user=form.user, role=form.cleaned_data["role"], by=request.user)
    messages.success(request, f"{form.user.name} gehört jetzt zum Team.")
    return reverse("fund:applicant-detail", args=[applicant.pk])
