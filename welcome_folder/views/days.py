"""Mein Tag, on the screen and on one sheet of paper."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from herne_integration import pdf
from welcome_folder import day, searching
from welcome_folder.access import work_page
from welcome_folder.choices.access import Purpose


@work_page(Purpose.DAY)
@require_safe
def day_detail(request):
    """What there is to do."""
    parts = day.parts(request.user, day=timezone.localdate())
    # The immigration office takes nobody in: a button that leads nowhere would be a riddle.
    context = {"parts": parts, "takes_in": searching.may_ask(request.user)}
    return render(request, "welcome_folder/day_detail.html", context)


@work_page(Purpose.PRINT)
@require_safe
def day_pdf(request):
    """The same on one A4 page, to take along."""
    today = timezone.localdate()
    context = {"parts": day.parts(request.user, day=today), "day": today, "worker": request.user}
    return pdf.PdfResponse(
        request, "welcome_folder/day_pdf.html", context, f"mein-tag-{today:%Y-%m-%d}", language="de", is_kept=False
    )
