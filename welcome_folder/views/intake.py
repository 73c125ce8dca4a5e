"""Taking somebody in, and asking whether there is a folder already."""

from math import ceil

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from herne_integration import drafts, turns
from herne_integration.errors import error_page
from herne_integration.idempotency import once, read_key
from herne_integration.models import IdempotencyKey
from herne_integration.rules import RuleBroken
from welcome_folder import searching
from welcome_folder.access import folder_page, work_page
from welcome_folder.actions import folders, joining
from welcome_folder.choices.access import Purpose
from welcome_folder.forms.base import PLAIN_FACTS
from welcome_folder.forms.intake import IntakeForm, JoinForm, RelativeIntakeForm, SearchForm
from welcome_folder.models import FamilyTie, JoinRequest, Person

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
ASKED = "Ihre Bitte um Beteiligung ist bei der federführenden Stelle. Die Antwort steht hier: ja oder nein."


@work_page(Purpose.INTAKE, may=searching.may_ask)
@GET_POST
def intake_create(request):
    """First contact in one page; before a folder is made, the page says if there may be one already."""
    form = IntakeForm(drafts.posted(request), institutions=searching.institutions_of(request.user))
    return _take_in(request, form, "welcome_folder/intake_form.html", {})


@folder_page(Purpose.INTAKE, kind="family", object_argument="tie")
@GET_POST
def relative_intake(request, folder, tie):
    """A folder of her own for somebody of the family."""
    tie = get_object_or_404(FamilyTie.objects.of(folder.person), pk=tie)
    other = tie.relative_id if tie.person_id == folder.person_id else tie.person_id
    person = get_object_or_404(Person.objects.filter(folder__isnull=True), pk=other)
    form = RelativeIntakeForm(
        drafts.posted(request), instance=person, institutions=searching.institutions_of(request.user)
    )
    return _take_in(request, form, "welcome_folder/intake_relative.html", {"folder": folder, "part": "family"})


@work_page(Purpose.INTAKE, may=searching.may_ask)
@GET_POST
def intake_search(request):
    """Found or not found, and nothing more."""
    form, context = SearchForm(request.POST or None), {}
    if request.method == "POST" and form.is_valid():
        if wait := searching.take_turn(request.user):
            return _too_many(request, wait)
        context = _answer(request, form.cleaned_data)
    return _search_page(request, form, **context)


@work_page(Purpose.INTAKE, may=searching.may_ask)
@require_http_methods(["POST"])
def join_request_create(request):
    """Asks the lead of what a search has found."""
    form = JoinForm(request.POST, institutions=searching.institutions_of(request.user))
    if not form.is_valid():
        return _search_page(request, SearchForm(), join=form, is_found=True)
    found = searching.read_token(request.user, form.cleaned_data["token"])
    if not found:
        raise RuleBroken("Die Suche ist zu lange her. Bitte suchen Sie noch einmal.")
    with once(request) as click:
        if click.is_first:
            _ask(request, found, form)
            click.result = reverse("welcome_folder:intake-search")
    return redirect(click.result)


def _take_in(request, form, template, context):
    """A form that says everything: open, ask, or show the hint with everything typed."""
    findings = None
    if request.method == "POST" and form.is_valid():
        if before := _sent_before(form):
            return redirect(before)
        if wait := searching.take_turn(request.user):
            return _too_many(request, wait)
        # Two colleagues may take in the same person in the same second: the second looks when the first has made it.
        turns.wait("folder-intake")
        findings = searching.alike(request.user, form.instance)
        if findings.sure and request.POST.get("do") == "ask":
            return _asked(request, form, findings)
        seen, reason = form.cleaned_data["seen"], form.cleaned_data["reason"]
        if not findings or (searching.is_answered(findings, seen) and reason):
            return _opened(request, form, reason if findings else "")
        _remember(form, findings, was_seen=searching.is_answered(findings, seen))
    is_draft = request.method != "POST" and form.is_bound
    return render(
        request,
        template,
        {"form": form, "findings": findings, "hint": PLAIN_FACTS, "is_draft": is_draft, **context},
    )


def _sent_before(form):
    """Where the first of two clicks ended: the second would find the folder that the first has made."""
    used = IdempotencyKey.objects.filter(key=read_key(form.cleaned_data["once"])).first()
    return used.result if used else ""


def _opened(request, form, reason):
    with once(request) as click:
        if click.is_first:
            folder = folders.open_folder(by=request.user, different_reason=reason, **form.arguments())
            click.result = reverse("welcome_folder:person-detail", args=[folder.pk])
            messages.success(request, "Der Ordner ist angelegt. Hier können Sie weitere Angaben ergänzen.")
    drafts.discard(request)
    return redirect(click.result)


def _asked(request, form, findings):
    with once(request) as click:
        if click.is_first:
            _ask(request, findings.sure, form)
            click.result = reverse("welcome_folder:intake-search")
    drafts.discard(request)
    return redirect(click.result)


def _ask(request, found, form):
    organisation = form.cleaned_data["institution"].organisation
    for folder in found:
        joining.ask(folder=folder, organisation=organisation, by=request.user, **form.basis_arguments())
    messages.success(request, ASKED)


def _remember(form, findings, *, was_seen):
    """The form carries which hint it was shown with."""
    form.data = form.data.copy()
    form.data["seen"] = searching.mark(findings)
    if was_seen:
        form.add_error("reason", "Bitte schreiben Sie, woran Sie erkennen, dass es jemand anderes ist.")


def _answer(request, asked):
    found = searching.exact(
        request.user,
        number=asked.get("read_number"),
        family_name=asked.get("family_name", ""),
        birth_date=asked.get("birth_date"),
    )
    join = None
    if found.sure:
        institutions = searching.institutions_of(request.user)
        join = JoinForm(institutions=institutions, initial={"token": searching.token(request.user, found.sure)})
    return {"is_asked": True, "is_found": bool(found.sure), "own": found.own, "join": join}


def _search_page(request, form, **context):
    requests = JoinRequest.objects.of(request.user).order_by("-asked_at")[:20]
    return render(request, "welcome_folder/intake_search.html", {"form": form, "requests": requests, **context})


def _too_many(request, wait):
    minutes = ceil(wait.total_seconds() / 60)
    words = "einer Minute" if minutes == 1 else f"{minutes} Minuten"
    response = error_page(request, 429, f"So oft lässt sich in einer Stunde nicht fragen. Wieder in {words}.")
    response["Retry-After"] = str(ceil(wait.total_seconds()))
    return response
