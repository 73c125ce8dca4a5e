"""What the volunteers' database asks of a person on "Meine Übersicht"."""

from dataclasses import fields

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from herne_integration.accounts.choices import Wish
from herne_integration.overview import Item
from volunteers import inbox, office
from volunteers.choices.placements import PlacementState
from volunteers.models import Placement, Volunteer, doors


def items(user):
    """Her own page with how many suggestions wait; the way to a profile for whoever wants to help and has none."""
    return [*own(user), *representing(user), *coordinating(user)]


def representing(user):
    """For an institution's contact person: how many suggestions wait for an answer."""
    if user.has_perm(doors.REPRESENT):
        yield Item(
            title="Ehrenamt in unserer Einrichtung",
            text="Vorschläge beantworten, eigene Einsätze, wer gerade hilft.",
            url=reverse("volunteers:office"),
            count=office.waiting(user).count() or None,
        )


def coordinating(user):
    """For the coordination: what waits in her inbox."""
    if doors.is_coordinator(user):
        found = inbox.of(user, day=timezone.localdate())
        number = sum(getattr(found, part.name).count() for part in fields(found))
        text = "Neue Ehrenamtliche, Zusagen, Nachfragen und was zu klären ist."
        yield Item(title="Koordination Ehrenamt", text=text, url=reverse("volunteers:inbox"), count=number or None)


def own(user):
    """For volunteers themselves."""
    volunteer = Volunteer.objects.visible_to(user).filter(user=user).first()
    if volunteer:
        rows = Placement.objects.visible_to(user).filter(volunteer=volunteer, state=PlacementState.SUGGESTED)
        yield Item(
            title=_("Mein Ehrenamt"),
            text=_("Vorschläge, Ihre Aufgaben, Ihr Profil und Schulungen."),
            url=reverse("volunteers:my"),
            count=rows.count() or None,
            language=get_language(),
        )
    elif user.wish == Wish.VOLUNTEER:
        yield Item(
            title=_("Ehrenamtlich mithelfen"),
            text=_("Sagen Sie in sechs kurzen Seiten, was Sie gern tun möchten."),
            url=reverse("volunteers:sign-up"),
            language=get_language(),
        )
