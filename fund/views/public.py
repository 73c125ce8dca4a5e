"""What everybody may read about the fund; without a cookie."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Sum
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fund import chart, documents, funded, public_facts, rounds_ahead
from fund.choices.ledger import EntryKind
from fund.forms.public import FundedFilter
from fund.models import LedgerEntry
from herne_integration.paging import page
from offers.models import FieldOfAction

MOST_ROUNDS = 6


@login_not_required
@require_safe
def fund_detail(request):
    """What the fund is for, who may apply, until when, how it is decided."""
    at = timezone.now()
    guideline = rounds_ahead.guideline(at)
    rules = guideline.rules if guideline else {}
    context = {
        "fund": rounds_ahead.the_fund(),
        "facts": public_facts.facts(rules),
        "kinds": public_facts.kinds(rules),
        "documents": documents.all_of(rules),
        "rounds": [(one, one.opens_at <= at) for one in rounds_ahead.ahead(at)[:MOST_ROUNDS]],
        "yearly": _yearly(timezone.localdate(at)),
    }
    return render(request, "fund/fund_detail.html", context)


@login_not_required
@require_safe
def funded_list(request):
    """Funded projects, by year and field of action."""
    chosen = FundedFilter(request.GET, funded.awards())
    # Sorted by their keys alone: what a row shows is read for one page.
    found = page(request, chosen.qs.values_list("pk", flat=True))
    fields = {one.key: one.text for one in FieldOfAction.objects.all()}
    sums = funded.sums(chosen.qs)
    bars = funded.by_field(sums, fields)
    context = {
        "filter": chosen,
        "page": found,
        "projects": funded.projects(list(found)),
        "total": sum(total for *_group, total in sums),
        "charts": _charts(bars, funded.by_year(sums)),
    }
    return render(request, "fund/funded_list.html", context)


def _charts(by_field, by_year):
    """Pictures with their tables: by field of action, and by year where there are several."""
    series, shown = [_("bewilligt")], []
    named = [("felder", _("Bewilligt nach Handlungsfeldern"), _("Handlungsfeld"), by_field)]
    if len(by_year) > 1:
        named.append(("jahre", _("Bewilligt nach Jahren"), _("Jahr"), by_year))
    for anchor, title, first, bars in named:
        head, rows, numbers = chart.table(bars, series, first)
        image = chart.address(chart.svg(bars, series, is_rtl=get_language_bidi()))
        alt = chart.sentence(title, bars, series)
        shown.append(
            {"id": anchor, "title": title, "image": image, "alt": alt, "head": head, "rows": rows, "numbers": numbers}
        )
    return shown


def _yearly(day):
    """What is there for the present year, None where nobody has booked it."""
    entries = LedgerEntry.objects.filter(year__starts_on__lte=day, year__ends_on__gte=day, kind=EntryKind.ALLOT)
    return entries.filter(year__fund=rounds_ahead.the_fund()).aggregate(total=Sum("amount"))["total"]
