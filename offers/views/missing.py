"""What people looked for and did not find: one tap of a visitor, and the Redaktion's list."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from herne_integration.pages import staff_page
from herne_integration.paging import page
from offers import missing
from offers.actions import missing as actions
from offers.choices import LexiconLanguage
from offers.forms.missing import MissedFilter
from offers.forms.worklist import found_sentence
from offers.models import MissedTerm

WEEKS_SHOWN = 6


class SeeOther(HttpResponseRedirect):
    """Reading goes on elsewhere; a reload there sends nothing again."""

    status_code = 303


# Nobody's rights stand behind this button, so there is nothing to forge; without the check it works without cookies.
@csrf_exempt
@login_not_required
@require_POST
def missing_report(request):
    """Somebody misses what the page before has not found. What cannot be counted is thanked for as well."""
    ticket = missing.read(request.POST.get("token", ""))
    if ticket:
        actions.count(ticket=ticket, day=timezone.localdate())
    return SeeOther(reverse("offers:missing-thanks"))


@login_not_required
@require_safe
def missing_thanks(request):
    """Thanks, and where to go on: a human's phone, all offers."""
    return render(request, "offers/missing_thanks.html")


@staff_page("offers.edit_lexicon")
@require_safe
def missing_list(request):
    """Words that enough people have missed, most missed first, with their weeks."""
    chosen = MissedFilter(request.GET, MissedTerm.objects.visible_to(request.user))
    found = page(request, chosen.qs.often(least=missing.LEAST_SHOWN))
    _add_weeks(found, chosen.qs)
    context = {
        "filter": chosen,
        "page": found,
        "caption": found_sentence(found.paginator.count, "Wort", "Wörter"),
        "least": missing.LEAST_SHOWN,
    }
    return render(request, "offers/missing_list.html", context)


def _add_weeks(found, rows):
    """The last weeks of each word on the page, in one statement; what lies before is summed up."""
    weeks = {}
    rows = rows.filter(term__in={one["term"] for one in found}).select_related("settled_by").order_by("-week")
    for row in rows:
        weeks.setdefault((row.term, row.language), []).append(row)
    for one in found:
        mine = weeks[one["term"], one["language"]]
        one["weeks"], one["before"] = mine[:WEEKS_SHOWN], sum(row.number for row in mine[WEEKS_SHOWN:])
        one["row"], one["language_name"] = mine[0], LexiconLanguage(one["language"]).label


@staff_page("offers.edit_lexicon")
@require_POST
def missing_settle(request, pk):
    """A person has looked at a word."""
    rows = MissedTerm.objects.visible_to(request.user)
    row = get_object_or_404(rows.of_often(least=missing.LEAST_SHOWN), pk=pk)
    actions.settle(term=row.term, language=row.language, by=request.user)
    messages.success(request, f"Erledigt: {row.wording}")
    return redirect("offers:missing-list")
