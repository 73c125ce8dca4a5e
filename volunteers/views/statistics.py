"""Numbers about helping, for reports: a drawing and its table each, without a cell under five; the same as CSV."""

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from volunteers import bars, figures
from volunteers.views.work import coordination


@coordination
@require_safe
def statistics(request):
    """All tables with their drawings."""
    charts = [
        {
            "table": table,
            "image": bars.address(bars.svg(table.bars, figures.HIDDEN)) if table.bars else "",
            "alt": bars.sentence(table.title, table.bars, figures.HIDDEN),
        }
        for table in figures.tables()
    ]
    return render(request, "volunteers/work_statistics.html", {"charts": charts, "day": timezone.localdate()})


@coordination
@require_safe
def statistics_csv(request):
    """The same tables, one below the other; what is hidden on the page is hidden here."""
    name = f"ehrenamt-{timezone.localdate():%Y-%m-%d}.csv"
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\N{BYTE ORDER MARK}")
    rows = csv.writer(response, delimiter=";")
    for table in figures.tables():
        rows.writerows([[table.title], table.head, *table.lines, []])
    return response
