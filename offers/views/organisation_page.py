"""The public page of one institution."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from herne_integration.paging import page
from offers.facts import Said, term
from offers.models import Offer, OfferTranslation, Organisation, Responsibility
from offers.presenting import town
from offers.search.similar import Neighbour
from offers.units import ShownUnit

OFFERS_SHOWN = 10


@login_not_required
@require_safe
def organisation_detail(request, pk):
    """What it does, how to reach it, what it offers, where it belongs, and how well this is known."""
    language, day = get_language(), timezone.localdate()
    organisations = Organisation.objects.visible_to(request.user)
    organisation = get_object_or_404(organisations.select_related("parent", "district"), pk=pk)
    offers = page(request, _offers(request.user, organisation, language, day), size=OFFERS_SHOWN)
    tasks = Responsibility.objects.visible_to(request.user).live_on(day).filter(organisation=organisation)
    context = {
        "shown": ShownUnit(organisation, language),
        "organisation": organisation,
        "tasks": _tasks(tasks, language),
        "units": organisations.public().filter(parent=organisation).only("name"),
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
