"""The Redaktion's work on institutions."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herne_integration import drafts
from herne_integration.idempotency import once
from herne_integration.pages import staff_page
from herne_integration.paging import page
from offers.actions import organisations
from offers.forms.decisions import DecisionForm, Question
from offers.forms.merging import typed
from offers.forms.organisations import OrganisationForm
from offers.forms.worklist import STATE_ORDER, OrganisationWorkFilter, found_sentence
from offers.models import Organisation


@staff_page("offers.edit_offer")
@require_safe
def organisation_list(request):
    """All institutions, unconfirmed ones first."""
    everything = Organisation.objects.visible_to(request.user).select_related("parent", "district")
    everything = everything.annotate(offer_count=Count("offers")).order_by(STATE_ORDER, "name_sort", "pk")
    chosen = OrganisationWorkFilter(request.GET, everything)
    found = page(request, chosen.qs)
    return render(
        request,
        "offers/organisation_list.html",
        {
            "filter": chosen,
            "page": found,
            "caption": found_sentence(found.paginator.count, "Einrichtung", "Einrichtungen"),
        },
    )


@staff_page("offers.edit_offer")
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_create(request):
    """An empty form, with the name where a page has sent one along; a double click makes one institution."""
    form = OrganisationForm(typed(request), initial={"name": request.GET.get("name", "")[:200]})
    if request.method == "POST" and form.is_valid():
        with once(request) as click:
            if click.is_first:
                organisation = organisations.create(columns=form.columns(), by=request.user)
                messages.success(request, f"„{organisation}“ ist angelegt.")
                click.result = reverse("offers:organisation-edit", args=[organisation.pk])
        drafts.discard(request)
        return redirect(click.result)
    return _form_page(request, form)


@staff_page("offers.edit_offer")
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request, pk):
    """The form of one institution."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    form = OrganisationForm(typed(request), instance=organisation)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        changed = organisations.change(
            organisation=organisation, columns=form.columns(), version=version, by=request.user
        )
        drafts.discard(request)
        messages.success(request, f"„{changed}“ ist gespeichert.")
        return redirect("offers:organisation-edit", changed.pk)
    return _form_page(request, form)


def _form_page(request, form, *, decision=None):
    stored = Organisation.objects.select_related("confirmed_by", "archived_by").filter(pk=form.instance.pk).first()
    context = {
        "form": form,
        "organisation": stored,
        "question": Question.about_organisation(stored, decision) if stored else None,
        "is_draft": request.method != "POST" and form.is_bound,
    }
    return render(request, "offers/organisation_form.html", context)


@staff_page("offers.confirm_offer")
@require_POST
def organisation_confirm(request, pk):
    """A person has checked the entry."""
    return _decide(request, pk, organisations.confirm, "„{}“ ist geprüft und bestätigt.")


@staff_page("offers.confirm_offer")
@require_POST
def organisation_archive(request, pk):
    """Out of the lists and choices."""
    return _decide(request, pk, organisations.archive, "„{}“ ist archiviert.")


@staff_page("offers.confirm_offer")
@require_POST
def organisation_restore(request, pk):
    """Back from the archive."""
    return _decide(request, pk, organisations.restore, "„{}“ ist wiederhergestellt und wartet auf Bestätigung.")


def _decide(request, pk, act, sentence):
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    decision = DecisionForm(request.POST)
    if not decision.is_valid():
        return _form_page(request, OrganisationForm(instance=organisation), decision=decision)
    decided = act(organisation=organisation, by=request.user, **decision.arguments(act))
    messages.success(request, sentence.format(decided))
    return redirect("offers:organisation-edit", decided.pk)
