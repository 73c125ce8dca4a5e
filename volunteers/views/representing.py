"""Pages of an institution's contact person: her own institution only, of people what the door lets through."""

from functools import wraps

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.pages import staff_page
from herne_integration.paging import page
from volunteers import office as own
from volunteers.actions import agreements, ending, opportunities, placements
from volunteers.choices.agreements import Side
from volunteers.choices.opportunities import OpportunityState
from volunteers.choices.placements import LIVE, PlacementState
from volunteers.forms.opportunity_work import ArchiveForm
from volunteers.forms.representing import FinishForm, OfficeTaskForm, RefuseForm
from volunteers.models import CooperationAgreement, doors
from volunteers.views.work import GET_POST, done

HOME = ("volunteers:office", "Ehrenamt in unserer Einrichtung")


def institution(view):
    """View decorator: for whoever speaks for an institution; nothing of it is kept on the way."""

    @staff_page(doors.REPRESENT)
    @never_cache
    @wraps(view)
    def guarded(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    return guarded


def form_page(request, form, *, title, back, button="Speichern", text=""):
    """The page of one form."""
    context = {"form": form, "title": title, "back": back, "button": button, "text": text}
    return render(request, "volunteers/office_form.html", context)


def _task(request, pk):
    return get_object_or_404(own.tasks(request.user), pk=pk)


def _placement(request, pk):
    return get_object_or_404(own.placements(request.user), pk=pk)


def _agreement(request, pk):
    rows = CooperationAgreement.objects.visible_to(request.user).select_related("text")
    return get_object_or_404(rows, placement=_placement(request, pk), placement__state__in=LIVE)


def _version(request):
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


@institution
@require_safe
def office(request):
    """What waits for an answer first, then the people who help, then the tasks."""
    tasks, day = page(request, own.tasks(request.user).order_by("state", "title_sort", "pk")), timezone.localdate()
    context = {**own.of(request.user, day=day), "page": tasks, "today": day}
    return render(request, "volunteers/office.html", context)


@institution
@require_safe
def office_task(request, pk):
    """One task: whether somebody stands behind it, its places, what can be done."""
    task = _task(request, pk)
    context = {"task": task, "is_archived": task.state == OpportunityState.ARCHIVED}
    return render(request, "volunteers/office_task.html", context)


@institution
@GET_POST
def office_task_create(request):
    """A new task of one's own institution; the coordination says what the law requires for it."""
    form = OfficeTaskForm(drafts.posted(request), user=request.user)
    if is_sent(request, form):

        def act():
            opportunities.create(content=form.content(), by=request.user)

        said = "Angelegt. Mit „Wird gebraucht“ stehen Sie dafür ein."
        if answer := create(request, form, act, said=said, url=reverse(HOME[0])):
            return answer
    return form_page(request, form, title="Neuer Einsatz", back=HOME)


@institution
@GET_POST
def office_task_edit(request, pk):
    """What is to be done, when and with whom; the second editor sees both texts."""
    task = _task(request, pk)
    form = OfficeTaskForm(drafts.posted(request), instance=task, user=request.user)
    if is_sent(request, form):
        opportunities.change(opportunity=task, content=form.content(), by=request.user)
        drafts.discard(request)
        return done(request, "Gespeichert.", "volunteers:office-task", pk)
    return form_page(request, form, title="Einsatz ändern", back=("volunteers:office-task", task.title, pk))


@institution
@require_POST
def office_task_confirm(request, pk):
    """It is (still) needed: one click."""
    opportunities.confirm(opportunity=_task(request, pk), by=request.user, version=_version(request))
    return done(request, "Danke. Wir fragen in 90 Tagen wieder.", HOME[0])


@institution
@GET_POST
def office_task_archive(request, pk):
    """Not needed any more: out of all lists."""
    task, form = _task(request, pk), ArchiveForm(request.POST or None)
    if is_sent(request, form):
        opportunities.archive(opportunity=task, by=request.user, reason=form.cleaned_data["reason"])
        return done(request, "Archiviert.", HOME[0])
    text = "Offene Vorschläge dafür enden; wer schon hilft, hilft weiter."
    back = ("volunteers:office-task", task.title, pk)
    return form_page(request, form, title="Einsatz archivieren", back=back, button="Archivieren", text=text)


@institution
@require_safe
def office_placement(request, pk):
    """A suggestion without a name, or somebody who has been introduced, with the ways to reach her."""
    placement = _placement(request, pk)
    is_released = doors.may_reach(placement)
    context = {
        "row": own.row(placement),
        "placement": placement,
        "contact": doors.contact_of_volunteer(placement, request.user) if is_released else None,
        "agreement": CooperationAgreement.objects.visible_to(request.user).filter(placement=placement).first(),
        "follow_ups": placement.follow_ups.select_related("answer") if is_released else [],
        "today": timezone.localdate(),
        "may_answer": placement.state == PlacementState.ASKED and placement.agreed_at is None,
    }
    return render(request, "volunteers/office_placement.html", context)


@institution
@require_POST
def office_yes(request, pk):
    """The institution would like to meet her; the coordination introduces the two."""
    placements.agree(placement=_placement(request, pk), by=request.user)
    return done(request, "Danke. Die Koordination stellt Sie einander jetzt vor.", "volunteers:office-placement", pk)


@institution
@GET_POST
def office_no(request, pk):
    """It does not fit, with a reason for the coordination."""
    placement, form = _placement(request, pk), RefuseForm(request.POST or None)
    if is_sent(request, form):
        placements.refuse(placement=placement, by=request.user, **form.cleaned_data)
        return done(request, "Danke. Die Koordination sucht weiter.", HOME[0])
    back = ("volunteers:office-placement", f"Vorschlag {placement.volunteer.short_code}", pk)
    return form_page(request, form, title="Nein sagen", back=back, button="Nein, das passt nicht")


@institution
@GET_POST
def office_end(request, pk):
    """The institution ends it while it runs."""
    placement, form = _placement(request, pk), FinishForm(request.POST or None)
    if is_sent(request, form):
        ending.end(placement=placement, by=request.user, **form.cleaned_data)
        return done(request, "Beendet. Bitte sagen Sie der Person auch selbst danke.", HOME[0])
    back = ("volunteers:office-placement", placement.opportunity.title, pk)
    text = "Danach sehen beide Seiten nicht mehr, wie sie einander erreichen."
    return form_page(request, form, title="Einsatz beenden", back=back, button="Beenden", text=text)


@institution
@require_safe
def office_agreement(request, pk):
    """All of it, and who has signed."""
    agreement, placement = _agreement(request, pk), _placement(request, pk)
    context = {"agreement": agreement, "placement": placement, "row": own.row(placement)}
    return render(request, "volunteers/office_agreement.html", context)


@institution
@require_POST
def office_sign(request, pk):
    """The contact person signs for the institution what she has read."""
    agreement = _agreement(request, pk)
    agreements.sign(agreement=agreement, side=Side.ORGANISATION, by=request.user, version=_version(request))
    return done(request, "Unterschrieben. Danke!", "volunteers:office-agreement", pk)
