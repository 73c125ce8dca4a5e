"""When an offer last changed, and what was last done to it: read from the events that the database writes by itself."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from offers.models import Offer

MOST_SHOWN = 50
# As many events are looked at: an offer that was saved twenty times counts once.
MOST_LOOKED_AT = 20 * MOST_SHOWN
# What the actions note in the history, in the words of the feed, which is German.
DONE = {
    "bestätigt": "Bestätigt",
    "archiviert": "Nicht mehr aktuell",
    "wiederhergestellt": "Wieder da",
}
CHANGED = "Geändert"


@dataclass(frozen=True)
class Change:
    """The last thing that happened to an offer; who did it is nobody's business."""

    offer: Offer
    at: datetime
    kind: str


def with_changed_at(offers):
    """Annotates `changed_at`. A change of its hours and runs raises an offer's version as well: one table tells."""
    events = Offer.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk")).order_by("-pgh_id")
    return offers.annotate(changed_at=Subquery(events.values("pgh_created_at")[:1]))


def latest(*, user):
    """The offers that changed last, the archive included, each once with its last change, newest first."""
    events = Offer.pgh_event_model.objects.order_by("-pgh_id")
    rows = events.values_list("pgh_obj_id", "pgh_created_at", "pgh_label", "pgh_context")[:MOST_LOOKED_AT]
    last = {}
    for key, at, label, context in rows:
        if key not in last and len(last) < MOST_SHOWN:
            last[key] = (at, _kind(label, (context or {}).get("what")))
    offers = Offer.objects.visible_to(user).select_related("organisation").in_bulk(last)
    return [Change(offers[key], *last[key]) for key in last if key in offers]


def _kind(label, what):
    if label == "insert":
        return "Neu"
    return DONE.get(what, CHANGED)
