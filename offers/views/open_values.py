"""Filling in a figure that only the city knows."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.pages import staff_page
from offers.actions import open_values
from offers.actions.records import locked
from offers.forms.open_values import ValueForm
from offers.models import InfoPage, OpenValue


@staff_page("offers.edit_info_page")
@require_http_methods(["GET", "HEAD", "POST"])
def open_value_set(request, pk):
    """One value: what it was and is, and the form for what it will be."""
    pages = InfoPage.objects.visible_to(request.user)
    value = get_object_or_404(OpenValue.objects.select_related("page"), pk=pk, page__in=pages)
    if request.method == "POST":
        locked(value)
    form = ValueForm(drafts.posted(request), value=value)
    if request.method == "POST" and form.is_valid():
        with once(request) as click:
            if click.is_first:
                open_values.set_value(value=value, **form.columns(), by=request.user)
                messages.success(request, f"„{value}“ ist eingetragen.")
                click.result = reverse("offers:info-page-edit", args=[value.page_id])
        drafts.discard(request)
        return redirect(click.result)
    context = {
        "form": form,
        "value": value,
        "settings": value.settings.select_related("set_by"),
        "today": timezone.localdate(),
        "is_draft": request.method != "POST" and form.is_bound,
    }
    return render(request, "offers/open_value_form.html", context)
