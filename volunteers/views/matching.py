"""The matching board of a task, and runs that propose for everybody at once."""

from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from herne_integration import prepared_files
from herne_integration.models.prepared_files import UNFINISHED, PreparedFile
from herne_integration.paging import page
from volunteers import board, ranking
from volunteers.choices.matching import Unassigned
from volunteers.models import MatchRun, Opportunity
from volunteers.views.work import coordination, seen

KIND = "match-run"
TITLE = "Vorschlagslauf"


@coordination
@require_safe
def opportunity_board(request, pk):
    """Who fits and why, who does not and why not, and which single wish given up would give how many."""
    opportunity, day = (
        seen(request, Opportunity.objects.select_related("organisation").with_places_left(), pk),
        timezone.localdate(),
    )
    context = {
        "opportunity": opportunity,
        "board": board.of_opportunity(opportunity, request.user, day=day, asked=board.asked_for(request.GET)),
        "line": board.line(opportunity, request.user)[: board.SHOWN],
    }
    return render(request, "volunteers/work_board.html", context)


@coordination
@require_safe
def run_list(request):
    """Earlier runs, and whether one is on its way."""
    runs = page(request, MatchRun.objects.visible_to(request.user).select_related("weights", "asked_by"))
    waiting = PreparedFile.objects.filter(requested_by=request.user, kind=KIND, state__in=UNFINISHED).first()
    return render(request, "volunteers/work_runs.html", {"page": runs, "waiting": waiting})


@coordination
@require_POST
def run_start(request):
    """A job proposes; asked twice, it is the one that is already on its way."""
    return redirect(prepared_files.prepare(KIND, by=request.user, title=TITLE))


@coordination
@require_safe
def run_detail(request, pk):
    """Proposals with their reasons, each one click; then who stays without one, by reason."""
    run = seen(request, MatchRun.objects.select_related("weights", "asked_by"), pk)
    scores = run.scores.visible_to(request.user)
    proposed = scores.proposed().best_first().select_related("volunteer", "opportunity")
    found = page(request, proposed)
    rows = [{"score": one, "sentences": _sentences(one), "points": ranking.decimal(one.points)} for one in found]
    without = scores.unassigned().order_by("reason").values("reason")
    numbers = without.annotate(people=Count("pk", filter=Q(volunteer__isnull=False)), all=Count("pk"))
    context = {"run": run, "page": found, "rows": rows, "without": [_without(number) for number in numbers]}
    return render(request, "volunteers/work_run.html", context)


def _sentences(score):
    return [part.sentence for part in ranking.restored(score.parts).parts if part.points]


def _without(number):
    return {**number, "label": Unassigned(number["reason"]).label, "tasks": number["all"] - number["people"]}
