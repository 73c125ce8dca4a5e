"""Who takes part in a folder, and to whom it is offered."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.rules import RuleBroken
from welcome_folder.access import folder_page
from welcome_folder.actions import handovers, team
from welcome_folder.choices.access import Purpose
from welcome_folder.forms.team import HandoverForm, MemberForm, ReassignForm
from welcome_folder.models import CareTeamMember, Handover, JoinRequest
from welcome_folder.views.frames import form_page, page

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _team_url(folder):
    return reverse("welcome_folder:team-list", args=[folder.pk])


@folder_page(Purpose.TEAM)
@require_safe
def team_list(request, folder):
    """The team of today, those before, and handovers."""
    members = CareTeamMember.objects.visible_to(request.user).filter(folder=folder)
    members = members.select_related("organisation__folder_institution", "user").order_by("role", "joined_at")
    live = set(members.live_on(timezone.localdate()).values_list("pk", flat=True))
    sent = Handover.objects.visible_to(request.user).filter(folder=folder)
    return page(
        request,
        "welcome_folder/team_list.html",
        folder,
        "team",
        members=[member for member in members if member.pk in live],
        former=[member for member in members if member.pk not in live],
        waiting=JoinRequest.objects.visible_to(request.user).filter(folder=folder).waiting().count(),
        handovers=sent.select_related("receiver__folder_institution", "sender__folder_institution"),
    )


@folder_page(Purpose.TEAM)
@GET_POST
def member_create(request, folder):
    """The lead takes somebody in; whoever takes part may suggest a colleague of her own institution."""
    _only_the_lead(request)
    form = MemberForm(drafts.posted(request), place=request.place)
    if is_sent(request, form):
        done = create(
            request,
            form,
            lambda: team.join(folder=folder, by=request.user, **form.arguments()),
            said="Die Fachkraft ist beteiligt.",
            url=_team_url(folder),
        )
        if done:
            return done
    return form_page(request, folder, form, part="team", title="Fachkraft beteiligen", button="Beteiligen")


@folder_page(Purpose.TEAM, kind="member", object_argument="member")
@require_POST
def member_end(request, folder, member):
    """The lead ends anybody's part, everybody her own."""
    member = get_object_or_404(CareTeamMember.objects.visible_to(request.user).filter(folder=folder), pk=member)
    is_own = member.user_id == request.user.pk
    if not is_own:
        _only_the_lead(request)
    team.leave(member=member, by=request.user)
    messages.success(request, "Die Beteiligung ist beendet.")
    return redirect("welcome_folder:day" if is_own else _team_url(folder))


@folder_page(Purpose.TEAM)
@GET_POST
def member_reassign(request, folder):
    """A colleague of the own institution takes over one's part."""
    form = ReassignForm(request.POST or None, organisation=request.place.organisation, but=request.user)
    if is_sent(request, form):
        team.reassign(folder=folder, from_user=request.user, to_user=form.cleaned_data["to_user"], by=request.user)
        messages.success(request, "Der Ordner ist übertragen.")
        return redirect("welcome_folder:day")
    text = "Sie sehen diesen Ordner danach nicht mehr. Ihre eigenen und geschützten Einträge gehen mit."
    return form_page(
        request, folder, form, part="team", title="Innerhalb der Stelle übertragen", button="Übertragen", text=text
    )


@folder_page(Purpose.HANDOVER)
@GET_POST
def handover_create(request, folder):
    """Offers the folder, or a topic of it, to another institution."""
    form = HandoverForm(drafts.posted(request), place=request.place)
    if is_sent(request, form):
        place = request.place
        done = create(
            request,
            form,
            lambda: handovers.offer(folder=folder, by=request.user, sender=place.organisation, **form.arguments()),
            said="Die Übergabe ist angeboten. Bis zum ersten Kontakt bleiben Sie zuständig.",
            url=_team_url(folder),
        )
        if done:
            return done
    text = "Bis zum ersten Kontakt bleiben Sie zuständig. Den Anlass liest die andere Stelle, bevor sie annimmt."
    return form_page(request, folder, form, part="team", title="Übergeben", button="Übergabe anbieten", text=text)


@folder_page(Purpose.HANDOVER, kind="handover", object_argument="handover")
@require_POST
def handover_revoke(request, folder, handover):
    """The sender takes the offer back."""
    handover = get_object_or_404(Handover.objects.visible_to(request.user).filter(folder=folder), pk=handover)
    handovers.revoke(handover=handover, by=request.user)
    messages.success(request, "Die Übergabe ist zurückgezogen.")
    return redirect(_team_url(folder))


def _only_the_lead(request):
    if not request.place.is_lead:
        raise RuleBroken("Über die Beteiligten entscheidet die federführende Stelle.")
