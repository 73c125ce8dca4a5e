"""The money: a year at a glance, its stand on any past day, its entries, and the report for the council."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fund import books, council, council_page, report, year_glance
from fund.forms.money import TODAY, StandForm
from fund.models import BudgetYear, LedgerEntry
from herne_integration.pages import staff_page
from herne_integration.paging import page
from herne_integration.pdf import PdfResponse

MONEY = "fund.view_money"
# Spreadsheets read German numbers from it; see `council.csv_text`.
CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class Asked:
    """What the address asks for: a year (None: there is none), a day in it or after it, whether corrections count."""

    form: StandForm
    year: BudgetYear | None
    day: date
    is_known_today: bool

    @property
    def is_past(self):
        """Whether another day than today is asked for."""
        return self.day < timezone.localdate()


@staff_page(MONEY)
@require_safe
def year_overview(request):
    """Allotted, reserved, granted, left: by source, by envelope, by field of action, as of a day."""
    asked = _asked(request)
    if asked.year is None:
        return render(request, "fund/year_missing.html", {"asked": asked})
    glance = year_glance.of(asked.year, day=asked.day, is_known_today=asked.is_known_today)
    return _render(request, "fund/year_overview.html", asked, "overview", glance=glance)


@staff_page(MONEY)
@require_safe
def entry_list(request):
    """Every entry of the year that counts on the day, newest first."""
    asked = _asked(request)
    if asked.year is None:
        return render(request, "fund/year_missing.html", {"asked": asked})
    entries = LedgerEntry.objects.visible_to(request.user).filter(year=asked.year)
    counted = entries.as_of(valid_on=asked.day, known_at=None if asked.is_known_today else books.end_of(asked.day))
    rows = counted.select_related("source", "envelope__field_of_action", "application", "entered_by").order_by("-pk")
    return _render(request, "fund/entry_list.html", asked, "entries", page=page(request, rows))


@staff_page(MONEY)
@require_safe
def council_report(request):
    """The report as text and table; the paper and the file say the same to the cent."""
    asked = _asked(request)
    if asked.year is None:
        return render(request, "fund/year_missing.html", {"asked": asked})
    found = council_page.of(asked.year, day=asked.day, is_known_today=asked.is_known_today)
    shown = page(request, found.grants)
    rows = council_page.rows(shown)
    return _render(request, "fund/council_report.html", asked, "report", report=found, page=shown, rows=rows)


@staff_page(MONEY)
@require_safe
def council_report_pdf(request):
    """The report on paper."""
    asked = _asked(request)
    if asked.year is None:
        return render(request, "fund/year_missing.html", {"asked": asked})
    found = _report(asked)
    head, rows, foot = report.table(found)
    context = {"asked": asked, "report": found, "head": head, "rows": rows, "foot": foot}
    return PdfResponse(request, "fund/council_pdf.html", context, _name(asked), language="de", is_kept=False)


@staff_page(MONEY)
@require_safe
def council_report_csv(request):
    """The table for a spreadsheet: UTF-8 with its mark, semicolons, commas in numbers, no formulas."""
    asked = _asked(request)
    if asked.year is None:
        return render(request, "fund/year_missing.html", {"asked": asked})
    answer = HttpResponse(council.csv_text(_report(asked)), content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="{_name(asked).replace(" ", "-")}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _report(asked):
    return council.report_of(asked.year, day=asked.day, is_known_today=asked.is_known_today)


def _name(asked):
    return f"Verfuegungsfonds {asked.year.year} Stand {asked.day:%Y-%m-%d}"


def _asked(request):
    """Nonsense asks for what is asked for without it; a day before the year begins is the day on which it does."""
    years, today = BudgetYear.objects.visible_to(request.user).select_related("fund"), timezone.localdate()
    form = StandForm(request.GET, years=years)
    form.is_valid()
    told = form.cleaned_data
    day = min(told.get("stand") or today, today)
    year = told.get("jahr") or _year_of(years, day)
    is_known_today = told.get("wissen") == TODAY or not told.get("stand")
    return Asked(form, year, day, is_known_today)


def _year_of(years, day):
    """The year of a day, or the newest one that has begun, or the newest at all."""
    return years.on(day).first() or years.filter(starts_on__lte=day).first() or years.first()


def _render(request, template, asked, part, **context):
    query = request.GET.copy()
    query.pop("page", None)
    framed = {"asked": asked, "year": asked.year, "part": part, "query": query.urlencode()}
    return render(request, template, framed | context)
