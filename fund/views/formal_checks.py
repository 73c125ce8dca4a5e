"""The formal check of the version that was submitted last: started, judged line by line, decided."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from fund import checking
from fund.actions import doors, formal_checks
from fund.forms.formal_checks import DecisionForm, Sheet
from fund.models import FormalCheck
from fund.views.office_door import form_page, framed, office_application
from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.rules import RuleBroken

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
NOT_STARTED = "Diese Prüfung hat noch nicht begonnen."


@office_application
@require_POST
def formal_check_start(request, application):
    """Derives the lines from the version's own guideline; what an answer did not change keeps its verdict."""
    formal_checks.start(application=application, by=request.user)
    messages.success(request, "Die Prüfung hat begonnen. Die Zeilen kommen aus der Förderrichtlinie dieser Fassung.")
    return redirect("fund:formal-check", application.pk)


@office_application
@GET_POST
def formal_check(request, application):
    """All lines; the button at a line saves what is typed so far and comes back to it."""
    data = drafts.posted(request)
    if request.method == "POST":
        # Two who judge at once stand in line here: the second one compares with what the first one saved.
        doors.locked(application)
    version = application.versions.select_related("guideline", "round").order_by("-number").first()
    check = FormalCheck.objects.visible_to(request.user).filter(version=version).select_related("decided_by").first()
    lines = list(check.lines.select_related("judged_by")) if check else []
    sheet = Sheet(data, lines)
    if request.method == "POST":
        if check is None:
            raise RuleBroken(NOT_STARTED)
        if sheet.is_valid():
            return _save(request, application, sheet)
    context = {"check": check, "version": version, "sheet": sheet, "rows": checking.rows(sheet.rows, version)}
    return framed(request, "fund/formal_check.html", application, "check", **context)


@office_application
@GET_POST
def formal_check_decide(request, application):
    """Admissible, when every line is judged and none is unmet; or not, with the reason of the notice."""
    check = FormalCheck.objects.visible_to(request.user).filter(version=application.latest_version).first()
    if check is None:
        raise RuleBroken(NOT_STARTED)
    form = DecisionForm(drafts.posted(request))
    if is_sent(request, form) and (answer := create(request, form, lambda: _decide(request, application, check, form))):
        return answer
    title, text = "Formale Prüfung entscheiden", checking.sentence(check.lines.all())
    if check.decided_at and request.method != "POST":
        raise RuleBroken(formal_checks.DECIDED)
    return form_page(request, application, form, part="check", title=title, text=text, button="Entscheiden")


def _save(request, application, sheet):
    changed = sheet.changed
    for line, verdict, note in changed:
        formal_checks.judge(line=line, verdict=verdict, note=note, by=request.user)
    drafts.discard(request)
    if changed:
        number = len(changed)
        messages.success(request, f"{number} {'Zeile' if number == 1 else 'Zeilen'} gespeichert.")
    place = request.POST.get("weiter", "")
    anchor = f"#{place}" if place in sheet.anchors else ""
    return redirect(f"{reverse('fund:formal-check', args=[application.pk])}{anchor}")


def _decide(request, application, check, form):
    result, reason = form.cleaned_data["result"], form.cleaned_data["reason"]
    decided = formal_checks.decide(check=check, result=result, reason=reason, by=request.user)
    messages.success(request, f"Der Antrag ist {decided.get_result_display()}.")
    return reverse("fund:office-application", args=[application.pk])
