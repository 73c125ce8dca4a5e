"""The Redaktion's work on who is responsible for what."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.pages import staff_page
from herne_integration.paging import page
from offers.actions import responsibilities
from offers.choices import State
from offers.forms.decisions import DecisionForm
from offers.forms.merging import typed
from offers.forms.responsibilities import EndForm, ResponsibilityFilter, ResponsibilityForm, described, prefilled
from offers.forms.worklist import found_sentence
from offers.models import Responsibility
from offers.views.history import history_page

WORDS = ("task", "target_group", "district", "organisation")


def _entries(request):
    return Responsibility.objects.visible_to(request.user).select_related(*WORDS, "confirmed_by")


@staff_page("offers.edit_path")
@require_safe
def responsibility_list(request):
    """All statements, those that are over as well."""
    entries = _entries(request).order_by("task__position", "task__key", "pk")
    chosen = ResponsibilityFilter(request.GET, entries)
    found = page(request, chosen.qs)
    context = {
        "filter": chosen,
        "page": found,
        "caption": found_sentence(found.paginator.count, "Angabe", "Angaben"),
        "day": timezone.localdate(),
    }
    return render(request, "offers/responsibility_list.html", context)


@staff_page("offers.edit_path")
@require_http_methods(["GET", "HEAD", "POST"])
def responsibility_create(request):
    """A form with what the address says already; a double click makes one statement."""
    form = ResponsibilityForm(typed(request), initial=prefilled(request.GET))
    if request.method == "POST" and form.is_valid():
        with once(request) as click:
            if click.is_first:
                entry = responsibilities.create(columns=form.columns(), by=request.user)
                _saved(request, entry)
                click.result = reverse("offers:responsibility-edit", args=[entry.pk])
        drafts.discard(request)
        return redirect(click.result)
    return _form_page(request, form)


@staff_page("offers.edit_path")
@require_http_methods(["GET", "HEAD", "POST"])
def responsibility_edit(request, pk):
    """The form of one statement."""
    entry = get_object_or_404(_entries(request), pk=pk)
    form = ResponsibilityForm(typed(request), instance=entry)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        changed = responsibilities.change(entry=entry, columns=form.columns(), version=version, by=request.user)
        if request.POST.get("do") == "save-confirm" and changed.state != State.CONFIRMED:
            changed = responsibilities.confirm(entry=changed, version=changed.version, by=request.user)
        drafts.discard(request)
        _saved(request, changed)
        return redirect("offers:responsibility-edit", changed.pk)
    return _form_page(request, form)


def _saved(request, entry):
    """Says so, and which other units are named for the same people in the same place."""
    messages.success(request, f"„{entry}“ ist gespeichert.")
    cell = {name: getattr(entry, name) for name in ("task", "target_group", "district")}
    others = Responsibility.objects.of_cell(**cell).within(entry.starts_on, entry.ends_on).counting()
    others = others.exclude(organisation=entry.organisation_id).select_related(*WORDS)
    if entry.organisation and others:
        named = "; ".join(described(other) for other in others[:3])
        messages.warning(request, f"Das ist eine Doppelstruktur mit: {named}.")


def _form_page(request, form, *, ending=None):
    stored = _entries(request).filter(pk=form.instance.pk).first()
    context = {"form": form, "entry": stored, "is_draft": request.method != "POST" and form.is_bound}
    if stored:
        context["ending"] = ending or EndForm(entry=stored, initial={"version": stored.version})
    return render(request, "offers/responsibility_form.html", context)


@staff_page("offers.edit_path")
@require_POST
def responsibility_confirm(request, pk):
    """A person has checked the statement."""
    entry = get_object_or_404(_entries(request), pk=pk)
    decision = DecisionForm(request.POST)
    version = decision.cleaned_data["version"] if decision.is_valid() else None
    responsibilities.confirm(entry=entry, version=version, by=request.user)
    messages.success(request, f"„{entry}“ ist bestätigt.")
    return redirect("offers:responsibility-edit", pk)


@staff_page("offers.edit_path")
@require_POST
def responsibility_end(request, pk):
    """The statement gets its last day."""
    entry = get_object_or_404(_entries(request), pk=pk)
    ending = EndForm(request.POST, entry=entry)
    if not ending.is_valid():
        return _form_page(request, ResponsibilityForm(instance=entry), ending=ending)
    responsibilities.end(entry=entry, by=request.user, **ending.cleaned_data)
    messages.success(request, f"„{entry}“ endet am {ending.cleaned_data['ends_on']:%d.%m.%Y}.")
    return redirect("offers:responsibility-edit", pk)


@staff_page("offers.edit_path")
@require_safe
def responsibility_history(request, pk):
    """All changes of a statement."""
    entry = get_object_or_404(_entries(request), pk=pk)
    trail = ("offers:responsibility-list", "Alle Angaben", "offers:responsibility-edit")
    return history_page(request, entry, trail=trail)
