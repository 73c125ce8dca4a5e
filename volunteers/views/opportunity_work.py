"""Opportunities as the coordination keeps them: entering, changing, confirming, archiving, asking, what imports say."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from herne_integration import drafts
from herne_integration.one_form import create, is_sent
from herne_integration.paging import page
from volunteers.actions import confirmations, opportunities
from volunteers.filters.work import OpportunityFilter
from volunteers.forms.opportunity_work import ArchiveForm, OpportunityForm
from volunteers.models import ImportedOpportunity, Opportunity
from volunteers.views.work import GET_POST, coordination, done, form_page, seen

LIST = ("volunteers:opportunity-work-list", "Einsätze")


@coordination
@require_safe
def opportunity_work_list(request):
    """All of them, what nobody has confirmed last."""
    narrowing = OpportunityFilter(request.GET)
    rows = Opportunity.objects.visible_to(request.user).select_related("organisation").with_places_left()
    found = page(request, narrowing.found(rows, request.user).confirmed_first())
    return render(request, "volunteers/work_opportunities.html", {"filter": narrowing, "page": found})


@coordination
@GET_POST
def opportunity_create(request):
    """A new one, not yet confirmed."""
    form = OpportunityForm(drafts.posted(request))
    if is_sent(request, form):

        def act():
            opportunities.create(content=form.content(), by=request.user)

        said, url = "Angelegt. Bestätigen kann ihn, wer dafür steht.", reverse(LIST[0])
        if answer := create(request, form, act, said=said, url=url):
            return answer
    return form_page(request, form, title="Neuer Einsatz", back=LIST, part="opportunities")


@coordination
@GET_POST
def opportunity_edit(request, pk):
    """Everything about it; the second editor sees both texts."""
    opportunity = seen(request, Opportunity, pk)
    form = OpportunityForm(drafts.posted(request), instance=opportunity)
    if is_sent(request, form):
        opportunities.change(opportunity=opportunity, content=form.content(), by=request.user)
        drafts.discard(request)
        return done(request, "Gespeichert.", "volunteers:opportunity-board", pk)
    back = ("volunteers:opportunity-board", opportunity.title, pk)
    return form_page(request, form, title="Einsatz ändern", back=back, part="opportunities")


def _version(request):
    """Which state of the entry the person has seen."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


@coordination
@require_POST
def opportunity_confirm(request, pk):
    """Somebody stands behind it, as the coordination was told."""
    opportunity = seen(request, Opportunity, pk)
    opportunities.confirm(opportunity=opportunity, by=request.user, version=_version(request))
    return done(request, "Bestätigt. In 90 Tagen wird wieder gefragt.", "volunteers:opportunity-board", pk)


@coordination
@require_POST
def opportunity_restore(request, pk):
    """Back from the archive, not confirmed."""
    opportunities.restore(opportunity=seen(request, Opportunity, pk), by=request.user, version=_version(request))
    return done(request, "Wiederhergestellt, noch nicht bestätigt.", "volunteers:opportunity-board", pk)


@coordination
@GET_POST
def opportunity_archive(request, pk):
    """Out of all lists; who waits is told by the coordination."""
    opportunity, form = seen(request, Opportunity, pk), ArchiveForm(request.POST or None)
    if is_sent(request, form):
        opportunities.archive(opportunity=opportunity, by=request.user, reason=form.cleaned_data["reason"])
        return done(request, "Archiviert.", LIST[0])
    text = "Wer sich gemeldet hat, wird aus der Reihe genommen; was läuft, läuft weiter."
    title, back = "Einsatz archivieren", ("volunteers:opportunity-board", opportunity.title, pk)
    return form_page(request, form, title=title, back=back, button="Archivieren", text=text, part="opportunities")


@coordination
@require_POST
def opportunity_ask(request, pk):
    """The contact person gets a link that answers once."""
    opportunity = seen(request, Opportunity, pk)
    confirmations.ask(opportunity=opportunity, by=request.user)
    return done(request, "Die Ansprechperson bekommt eine Nachricht.", "volunteers:opportunity-board", pk)


@coordination
@require_safe
def conflict_list(request):
    """Where a person and the source of an import say different things: the person's stands until somebody looks."""
    rows = ImportedOpportunity.objects.visible_to(request.user).in_conflict()
    found = page(request, rows)
    known = Opportunity.objects.visible_to(request.user).filter(reference__in=[row.reference for row in found])
    by_reference = {one.reference: one for one in known}
    for row in found:
        row.opportunity = by_reference.get(row.reference)
    return render(request, "volunteers/work_conflicts.html", {"page": found})
