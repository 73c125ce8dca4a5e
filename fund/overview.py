"""What the fund asks of a person on "Meine Übersicht"."""

from django.urls import reverse

from fund import claiming
from fund.choices.applications import ApplicationState
from fund.models import Application
from herne_integration.overview import Item


def items(user):
    """For applicants: what waits for an answer, drafts, and the way to everything of theirs."""
    mine = Application.objects.of(user)
    states = dict.fromkeys((ApplicationState.SUPPLEMENT, ApplicationState.DRAFT), 0)
    total = 0
    for state in mine.values_list("state", flat=True):
        total += 1
        if state in states:
            states[state] += 1
    claimable = claiming.claimable_by(user).count()
    found = [
        _item("Nachfragen zu Ihren Anträgen", "Das Projektbüro braucht noch etwas von Ihnen.", states["supplement"]),
        _item("Entwürfe für den Verfügungsfonds", "Angefangen, noch nicht abgesandt.", states["draft"] + claimable),
    ]
    if total and not any(item.count for item in found):
        return [_item("Meine Anträge an den Verfügungsfonds", "Wie es mit ihnen steht, Ihre Papiere und Teams.", total)]
    return [item for item in found if item.count]


def _item(title, text, count):
    return Item(title=title, text=text, count=count, url=reverse("fund:application-list"))
