"""The contact form about barriers: without an account, without JavaScript, without a cookie."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from herne_integration import mail
from herne_integration.errors import too_many_requests
from herne_integration.idempotency import once
from herne_integration.roof import limits
from herne_integration.roof.forms import BarrierReportForm


# Nobody's rights stand behind this form, so there is nothing to forge; without the check it works without cookies.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accessibility_report(request):
    """A message about a barrier, by anybody; it is mailed, not kept."""
    form = BarrierReportForm(request.POST or None, initial={"page": _page_before(request)})
    if request.method != "POST" or not form.is_valid():
        return render(request, "roof/accessibility_report.html", {"form": form})
    done = reverse("roof:accessibility-report-done")
    if form.is_by_a_robot:
        return redirect(done)
    if limits.is_too_many(request, "accessibility-report", limit=5):
        return too_many_requests(request)
    with once(request) as click:
        if click.is_first:
            mail.queue("roof/mail/accessibility_report.txt", form.report(), to=settings.ACCESSIBILITY_CONTACT)
            click.result = done
    return redirect(click.result)


@login_not_required
@require_safe
def accessibility_report_done(request):
    """Thanks."""
    return render(request, "roof/accessibility_report_done.html")


def _page_before(request):
    """The address of the page the visitor comes from, without its query: search words are nobody's business."""
    before = request.headers.get("Referer", "")
    if not before.startswith(f"{request.scheme}://{request.get_host()}/"):
        return ""
    return before.split("?")[0].split("#")[0]
