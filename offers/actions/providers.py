"""Names of providers that an import could not match become institutions by a person's choice."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions import indexing
from offers.actions.records import recorded
from offers.choices import FindingKind, State
from offers.models import ImportFinding, Offer


@transaction.atomic
def attach(*, finding, organisation, by):
    """All offers that name this provider belong to the institution; every finding about the name is settled."""
    same = ImportFinding.objects.select_for_update(of=("self",)).open()
    same = same.filter(kind=FindingKind.PROVIDER, subject=finding.subject).order_by("pk")
    if finding.pk not in {one.pk for one in same}:
        raise RuleBroken("Dieser Befund ist schon erledigt.")
    if organisation.state == State.ARCHIVED:
        raise RuleBroken(f"„{organisation}“ ist archiviert. Stellen Sie den Eintrag zuerst wieder her.")
    attached = list(without_institution(finding).select_for_update(of=("self",)))
    with recorded("Anbieter zugeordnet", by=by):
        for offer in attached:
            offer.organisation = organisation
            offer.version += 1
            offer.save(update_fields=["organisation", "version"])
        for one in same:
            one.settled_at, one.settled_by = timezone.now(), by
            one.save(update_fields=["settled_at", "settled_by"])
    indexing.refresh(*(offer.pk for offer in attached))
    return attached


def without_institution(finding):
    """Offers that name this provider and belong to no institution yet."""
    return Offer.objects.filter(organisation=None, provider_text=finding.subject).order_by("pk")
