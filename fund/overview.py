"""What the fund asks of a person on "Meine Übersicht"."""

from django.urls import reverse
from django.utils import timezone

from fund import claiming, rounds_ahead, waiting
from fund.choices.applications import PENDING, ApplicationState
from fund.choices.due import Actor
from fund.models import Application, Opinion
from herne_integration.overview import Item

OFFICE_TURNS = {
    Actor.OFFICE: "Anträge, bei denen das Projektbüro dran ist",
    Actor.SIGNER: "Bescheide, die auf eine Unterschrift warten",
    Actor.POST: "Bescheide, die auf den Versand warten",
}


def items(user):
    """What waits for the office, for an expert, and for an applicant, each with the page where it is done."""
    return [*_office(user), *_asked(user), *_mine(user)]


def _office(user):
    """For the project office: what is its turn, and what of it is late."""
    if not user.has_perm("fund.manage_fund"):
        return []
    moving = Application.objects.visible_to(user).submitted().exclude(state__in=waiting.SETTLED)
    turns, url = waiting.turns(waiting.annotated(moving, timezone.localdate())), reverse("fund:office-list")
    found = []
    for actor, title in OFFICE_TURNS.items():
        number, late = turns.get(actor, (0, 0))
        text = f"Davon überfällig: {late}." if late else "Nichts davon ist überfällig."
        found.append(Item(title=title, text=text, count=number, url=f"{url}?wer={actor}"))
    return [item for item in found if item.count] or [_calm()]


def _calm():
    """When nothing waits: the way in, and before there is a fund, the way to one."""
    if rounds_ahead.the_fund() is None:
        text = "Noch gibt es keinen Fonds. Acht Schritte führen zum ersten Antrag."
        return Item(title="Verfügungsfonds einrichten", text=text, url=reverse("fund:setup-detail"))
    text = "Anträge, Sitzungen, Bescheide und Geld. Gerade wartet nichts."
    return Item(title="Verfügungsfonds führen", text=text, url=reverse("fund:office-list"))


def _asked(user):
    """For an expert: opinions that nobody has given yet."""
    asked = Opinion.objects.visible_to(user).waiting().filter(expert=user.pk, application__state__in=PENDING)
    number, text = asked.count(), "Das Projektbüro braucht Ihre fachliche Meinung zu einem Antrag."
    url = reverse("fund:opinion-mine")
    return [Item(title="Stellungnahmen, um die Sie gebeten sind", text=text, count=number, url=url)] if number else []


def _mine(user):
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
