"""The project office: who waits for whom, and an application as the office reads it."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fund import answers, comparing, hint_cases, office_timeline, papers, waiting
from fund.choices.hints import HintKind
from fund.forms.office import WaitingFilter
from fund.models import Application, ApplicationVersion
from fund.views.office_door import OFFICE, framed, office_application
from herne_integration.pages import staff_page
from herne_integration.paging import page


@staff_page(OFFICE)
@require_safe
def office_list(request):
    """Every application in motion, late ones first; with a search or a state, settled ones too."""
    day = timezone.localdate()
    visible = waiting.annotated(Application.objects.visible_to(request.user).submitted(), day)
    chosen = WaitingFilter(request.GET, visible)
    turn = chosen.turn
    narrowed = chosen.qs
    shown = narrowed.filter(turn=turn) if turn else narrowed
    found = page(request, waiting.in_order(shown).values_list("pk", flat=True))
    context = {
        "filter": chosen,
        "page": found,
        "rows": waiting.rows_of(list(found), day),
        "turns": chosen.tabs(waiting.turns(narrowed)),
        "caption": f"{found.paginator.count} {'Antrag' if found.paginator.count == 1 else 'Anträge'}",
    }
    return render(request, "fund/office_list.html", context)


@office_application
@require_safe
def office_application_page(request, application):
    """What was submitted, read like paper, with hints at other applications; `?fassung=` shows an earlier one."""
    versions = list(application.versions.select_related("guideline", "round", "submitted_by"))
    number = request.GET.get("fassung", "")
    version = next((one for one in versions if str(one.number) == number), versions[-1])
    frozen, hints = papers.whole(version.content), hint_cases.at(version)
    return framed(
        request,
        "fund/office_application.html",
        application,
        "application",
        version=version,
        versions=versions,
        sections=answers.sections(frozen, version.guideline.rules),
        plans=answers.plans(frozen),
        files=papers.files(version),
        seal=answers.in_groups(version.sha256),
        hints=[hint for hint in hints if hint.kind != HintKind.RELATED],
        related=[hint for hint in hints if hint.kind == HintKind.RELATED],
    )


@office_application
@require_safe
def office_compare(request, application, number):
    """What a version says differently from the one before."""
    versions = ApplicationVersion.objects.filter(application=application).select_related("guideline", "supplement")
    after = get_object_or_404(versions, number=number)
    before = get_object_or_404(versions, number=number - 1)
    return framed(
        request,
        "fund/office_compare.html",
        application,
        "application",
        before=before,
        after=after,
        changes=comparing.changes(before, after),
    )


@office_application
@require_safe
def office_history(request, application):
    """What has happened, in plain words, newest first."""
    return framed(
        request, "fund/office_history.html", application, "history", events=office_timeline.events(application)
    )
