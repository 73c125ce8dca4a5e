"""Requests to take part: the lead answers, the asker may take hers back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from welcome_folder import searching
from welcome_folder.access import folder_page, work_page
from welcome_folder.actions import joining
from welcome_folder.choices.access import Purpose
from welcome_folder.forms.intake import RefusalForm
from welcome_folder.models import JoinRequest
from welcome_folder.views.frames import form_page, page


@folder_page(Purpose.TEAM)
@require_safe
def join_request_list(request, folder):
    """What waits for an answer, and what was answered; for the lead alone."""
    visible = JoinRequest.objects.visible_to(request.user).filter(folder=folder)
    requests = visible.select_related("organisation__folder_institution", "asked_by").order_by("-asked_at")
    return page(request, "welcome_folder/join_request_list.html", folder, "team", requests=requests[:50])


@folder_page(Purpose.TEAM, kind="join_request", object_argument="asked")
@require_POST
def join_request_grant(request, folder, asked):
    """Yes: from the next request on she takes part."""
    joining.grant(request=_asked(request, folder, asked), by=request.user)
    messages.success(request, "Die Stelle ist beteiligt.")
    return redirect("welcome_folder:team-list", folder.pk)


@folder_page(Purpose.TEAM, kind="join_request", object_argument="asked")
@require_http_methods(["GET", "HEAD", "POST"])
def join_request_refuse(request, folder, asked):
    """No, with a reason for the folder's own record."""
    asked = _asked(request, folder, asked)
    form = RefusalForm(drafts.posted(request))
    if request.method == "POST" and form.is_valid():
        joining.refuse(request=asked, by=request.user, **form.cleaned_data)
        drafts.discard(request)
        messages.success(request, "Die Bitte ist abgelehnt.")
        return redirect("welcome_folder:join-request-list", folder.pk)
    return form_page(request, folder, form, part="team", title="Beteiligung ablehnen", button="Ablehnen")


@work_page(Purpose.INTAKE, may=searching.may_ask)
@require_POST
def join_request_withdraw(request, asked):
    """Takes one's own question back."""
    asked = get_object_or_404(JoinRequest.objects.of(request.user), pk=asked)
    joining.withdraw(request=asked, by=request.user)
    messages.success(request, "Ihre Bitte ist zurückgezogen.")
    return redirect("welcome_folder:intake-search")


def _asked(request, folder, pk):
    return get_object_or_404(JoinRequest.objects.visible_to(request.user).filter(folder=folder), pk=pk)
