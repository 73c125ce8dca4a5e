""" "Wer hilft bei …?": tasks, and who is responsible for one of them."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from herne_integration.pages import staff_page
from herne_integration.paging import page
from offers import tasks
from offers.asking import Asked
from offers.facts import term
from offers.models import Responsibility, Task
from offers.responsibility import Verdict
from offers.who_helps import review

LONGEST_QUESTION = 200


@login_not_required
@require_safe
def task_list(request):
    """All tasks, or those that a word may mean; where none does, all of them and the search over offers."""
    text = request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST_QUESTION]
    found = tasks.matching(text) if text else []
    shown = found or Task.objects.all()
    context = {
        "text": text,
        "is_found": bool(found),
        "tasks": [(task.key, term(task, get_language())) for task in shown],
    }
    return render(request, "offers/task_list.html", context)


@login_not_required
@require_safe
def task_detail(request, key):
    """For whom, where, and then: the unit with its contact, several, or honestly nobody."""
    task = get_object_or_404(Task, key=key)
    day = timezone.localdate()
    entries = Responsibility.objects.visible_to(request.user).filter(task=task).live_on(day)
    entries = list(entries.select_related("organisation__district", "target_group", "district"))
    asked = Asked(task, entries, request.GET, language=get_language(), day=day)
    context = {"asked": asked, "word": term(task, get_language())}
    return render(request, "offers/task_detail.html", context)


@staff_page("offers.edit_offer")
@require_safe
def gap_list(request):
    """Where several units do the same today, and what nobody does: overlaps first, then holes."""
    found = review(timezone.localdate())
    context = {
        "page": page(request, sorted(found.lines, key=lambda line: not line.is_overlap)),
        "asked": found.asked,
        "counts": {str(verdict): found.count(verdict) for verdict in Verdict},
    }
    return render(request, "offers/gap_list.html", context)
