"""The folder on paper: what to print, and the way back from a printed sheet."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from herne_integration import drafts, pdf
from herne_integration.idempotency import once
from herne_integration.one_form import create, is_sent
from offers.views.paper import no_paper
from welcome_folder import paper_reading
from welcome_folder.access import folder_page
from welcome_folder.actions import appointments, paper_files, printouts
from welcome_folder.choices.access import Purpose
from welcome_folder.choices.appointments import Source
from welcome_folder.choices.folders import LED
from welcome_folder.choices.printouts import PrintKind
from welcome_folder.forms.appointments import EntryForm, PlanForm
from welcome_folder.forms.papers import FAMILY, LANGUAGES, PrintForm
from welcome_folder.models import Printout
from welcome_folder.views.frames import page
from welcome_folder.views.log import folder_url

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
PRINTED = dict(LANGUAGES)
SHOWN = 5


@folder_page(Purpose.PRINT)
@GET_POST
def print_detail(request, folder):
    """Chooses the papers: short ones come at once, a job makes the long ones."""
    family, may_together = paper_files.family_of(folder, request.user)
    form = PrintForm(
        request.POST if request.method == "POST" else None,
        sheets=paper_reading.sheets(),
        language=_language_of(folder),
        has_family=bool(family),
        is_kept_apart=not may_together,
    )
    if is_sent(request, form):
        kind = form.cleaned_data["kind"]
        return _at_once(request, folder, form) if kind in SHORT else _as_job(request, folder, form, family)
    printed = Printout.objects.visible_to(request.user).filter(folder=folder).select_related("printed_by", "sheet")
    context = {"form": form, "printed": printed[:SHOWN], "family": family, "can_print": pdf.available()}
    return page(request, "welcome_folder/print_detail.html", folder, "print", **context)


@folder_page(Purpose.ENTRY)
@GET_POST
def paper_entry(request, folder, sheet=None):
    """The form for what was written by hand on a printed sheet, or on the list of appointments."""
    if folder.state not in LED:
        return redirect(folder_url(folder))
    today, found = timezone.localdate(), _sheet(sheet)
    is_planned = "geplant" in request.GET
    data, place = drafts.resumed(request), request.place
    form = PlanForm(data, place=place) if is_planned else EntryForm(data, place=place, today=today)
    if found and (area := paper_reading.sheet_area(found, place.areas)):
        form.fields["area"].initial = area
    form.is_quiet = request.method != "POST"

    def act():
        what = form.columns() | {"institution": place.organisation, "source": Source.PAPER, "by": request.user}
        if is_planned:
            appointments.plan(folder=folder, **what)
        else:
            appointments.log_past(folder=folder, day=form.cleaned_data["day"], **what | form.follows())

    if is_sent(request, form):
        answer = create(request, form, act, said="Der Eintrag vom Papier ist übernommen.", url=folder_url(folder))
        if answer:
            drafts.forget(user=request.user, path=request.path)
            return answer
    context = {"form": form, "sheet": found, "anchor": _anchor(found, place), "is_planned": is_planned}
    return page(request, "welcome_folder/print_entry.html", folder, "log", **context)


def _at_once(request, folder, form):
    """A sheet or a card. The same click twice prints twice: nothing else is made."""
    language, now = form.cleaned_data["language"], timezone.now()
    template, context, name, sheet = SHORT[form.cleaned_data["kind"]](request, folder, form)
    try:
        context |= {"folder": folder}
        answer = pdf.PdfResponse(request, template, context, name, language=language, is_kept=False)
    except pdf.Unavailable:
        return no_paper(request)
    kind = form.cleaned_data["kind"]
    printouts.record(folder=folder, kind=kind, by=request.user, language=language, at=now, sheet=sheet)
    return answer


def _one_sheet(request, folder, form):
    number, language = form.cleaned_data["sheet"], form.cleaned_data["language"]
    found = paper_reading.folder_for_print(request.user, folder.pk)
    context = paper_files.sheet_context(found, request.user, number, language, day=timezone.localdate())
    return "welcome_folder/paper_sheet.html", context, f"ordner-{folder.number}", context["register"].sheet


def _card(request, folder, form):
    return "welcome_folder/paper_card.html", paper_files.card_context(folder), f"ordner-{folder.number}-karte", None


SHORT = {PrintKind.SHEET: _one_sheet, PrintKind.CARD: _card}


def _as_job(request, folder, form, family):
    data = form.cleaned_data
    kind = "folder-supplement" if data["kind"] == PrintKind.SUPPLEMENT else "folder-paper"
    with once(request) as click:
        if click.is_first:
            file = paper_files.prepare(
                folder,
                by=request.user,
                kind=kind,
                language=data["language"],
                since=data["since"],
                family=family if data["kind"] == FAMILY else (),
            )
            click.result = file.get_absolute_url()
    return redirect(click.result)


def _language_of(folder):
    """Her language for letters, as far as papers exist in it."""
    chosen = folder.person.languages.filter(is_for_letters=True).values_list("language__key", flat=True).first()
    return chosen if chosen in PRINTED else "de"


def _sheet(number):
    if number is None:
        return None
    found = dict(paper_reading.sheets()).get(number)
    if found is None:
        raise Http404
    return found


def _anchor(sheet, place):
    """Where the papers of a sheet stand on the page of documents, or empty where she covers none of them."""
    if sheet is None:
        return ""
    shown = paper_reading.sheets_of(place.areas)
    documents = reverse("welcome_folder:document-list", args=[place.member.folder_id])
    return f"{documents}#blatt-{shown.index(sheet.key) + 1}" if sheet.key in shown else ""
