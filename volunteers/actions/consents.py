"""Giving and taking back consent, one purpose at a time."""

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from volunteers.actions import profiles
from volunteers.actions.records import locked, recorded, require_own
from volunteers.choices.consents import NEEDED, ConsentPurpose
from volunteers.choices.profiles import HERE
from volunteers.models import Consent, ConsentText

NO_TEXT = "Zu diesem Zweck gibt es noch keinen Einwilligungstext."


@transaction.atomic
def publish_text(*, purpose, text, by, translations=None):
    """A new version of the words for one purpose; what was given under older words stays under those."""
    last = ConsentText.objects.select_for_update().filter(purpose=purpose).order_by("-number").first()
    return ConsentText.objects.create(
        purpose=purpose,
        number=last.number + 1 if last else 1,
        text=text,
        translations=translations or {},
        published_at=timezone.now(),
        published_by=by,
    )


@transaction.atomic
def give(*, volunteer, purpose, by, text=None, at=None):
    """Somebody says yes to a purpose, in the words she has seen (else the newest); asked twice it stays one."""
    volunteer = locked(volunteer)
    require_own(volunteer, by)
    text = text or ConsentText.objects.current().get(purpose)
    if text is None or text.purpose != purpose or text.published_at is None:
        raise RuleBroken(NO_TEXT)
    live = volunteer.consents.live().filter(purpose=purpose).first()
    if live:
        return live
    with recorded("eingewilligt", by=by):
        return Consent.objects.create(
            volunteer=volunteer, purpose=purpose, text=text, given_at=at or timezone.now(), given_by=by
        )


@transaction.atomic
def withdraw(*, volunteer, purpose, by):
    """Takes a consent back, as easily as it was given; without the needed one somebody leaves."""
    volunteer = locked(volunteer)
    require_own(volunteer, by)
    with recorded("Einwilligung widerrufen", by=by):
        for consent in volunteer.consents.live().filter(purpose=purpose):
            consent.withdrawn_at, consent.withdrawn_by = timezone.now(), by
            consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    if ConsentPurpose(purpose) in NEEDED and volunteer.state in HERE:
        profiles.leave(volunteer=volunteer, by=by)
