"""The public page of one institution."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from herne_integration.paging import page
from offers.facts import Said, term
from offers.models import (
    AdvicePath,
    Offer,
    OfferTranslation,
    Organisation,
    PathStep,
    PathVersion,
    Responsibility,
    StructureMember,
    StructurePart,
)
from offers.organisation_presenting import steps_by_path, unit_kinds
from offers.presenting import town
from offers.search.similar import Neighbour
from offers.units import ShownUnit

OFFERS_SHOWN = 10
# Of other lists so many; parts have a list of their own behind them.
ROWS_SHOWN = 12


@login_not_required
@require_safe
def organisation_detail(request, pk):
    """What it does, how to reach it, what it offers, where it belongs, and how well this is known."""
    language, day = get_language(), timezone.localdate()
    organisations = Organisation.objects.visible_to(request.user)
    organisation = get_object_or_404(organisations.select_related("parent", "district"), pk=pk)
    offers = page(request, _offers(request.user, organisation, language, day), size=OFFERS_SHOWN)
    tasks = Responsibility.objects.visible_to(request.user).live_on(day).filter(organisation=organisation)
    steps = _steps(request.user, organisation)
    units = list(organisations.public().filter(parent=organisation).only("name")[: ROWS_SHOWN + 1])
    context = {
        "shown": ShownUnit(organisation, language),
        "organisation": organisation,
        "kinds": unit_kinds(steps),
        "tasks": _tasks(tasks, language),
        "paths": steps_by_path(steps, language),
        "units": units[:ROWS_SHOWN],
        "has_more_units": len(units) > ROWS_SHOWN,
        "memberships": _memberships(request.user, organisation, day),
        "own_parts": StructurePart.objects.visible_to(request.user).live_on(day).filter(organisation=organisation),
        "page": offers,
        "offers": [_line(offer, organisation, language) for offer in offers],
    }
    return render(request, "offers/organisation_detail.html", context)


def _offers(user, organisation, language, day):
    titles = OfferTranslation.objects.filter(offer=OuterRef("pk"), language=language).values("title")
    offers = Offer.objects.visible_to(user).listed().valid_on(day).filter(organisation=organisation)
    offers = offers.only("title", "state", "source_year", "origin", "location__city").select_related("location")
    return offers.annotate(translated=Subquery(titles)).order_by("title_sort", "pk")


def _line(offer, organisation, language):
    title = Said(offer.translated, language) if offer.translated else Said(offer.title)
    city = offer.location.city if offer.location else ""
    return Neighbour(offer.pk, title, "", offer.state, offer.source_year, town(offer.origin, city, organisation.city))


def _tasks(entries, language):
    """(key and word of the task, words of the groups it is done for), in the order of the tasks."""
    found = {}
    for entry in entries.select_related("task", "target_group").order_by("task__position", "target_group__position"):
        groups = found.setdefault(entry.task, [])
        if entry.target_group:
            groups.append(term(entry.target_group, language))
    return [(task.key, term(task, language), groups) for task, groups in found.items()]


def _steps(user, organisation):
    """Its steps in the versions that everybody reads, path by path."""
    newest = PathVersion.objects.published().newest().values("pk")
    steps = PathStep.objects.filter(organisation=organisation, version__in=newest)
    steps = steps.filter(version__path__in=AdvicePath.objects.visible_to(user).published())
    steps = steps.select_related("version__path__target_group")
    return list(steps.order_by("version__path__position", "version__path", "position")[: 5 * ROWS_SHOWN])


def _memberships(user, organisation, day):
    """Where it takes part today."""
    parts = StructurePart.objects.visible_to(user).live_on(day)
    members = StructureMember.objects.live_on(day).filter(organisation=organisation, part__in=parts)
    return members.select_related("part").order_by("part__kind", "part__name_sort", "pk")[:ROWS_SHOWN]
