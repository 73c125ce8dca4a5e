"""The contact points of an information page: which are still there, and how a page shows them. No query, no clock."""

from dataclasses import dataclass

from offers.choices import State
from offers.facts import Said, term
from offers.presenting import Shown
from offers.units import ShownUnit


@dataclass(frozen=True)
class ShownContact:
    """An institution or an offer with the ways to reach it; `kind` is organisation or offer."""

    kind: str
    key: object
    title: Said
    provider: Said
    shown: object
    note: Said
    source_year: int | None = None


def ended(contact, day):
    """Why a contact point is no longer shown, in German for the Redaktion; empty where it still is."""
    if contact.organisation and contact.organisation.state == State.ARCHIVED:
        return "die Einrichtung ist archiviert"
    if contact.offer and contact.offer.state == State.ARCHIVED:
        return "das Angebot ist archiviert"
    if contact.offer and contact.offer.valid_until and contact.offer.valid_until < day:
        return "das Angebot ist vorbei"
    return ""


def shown_contacts(contacts, language, *, now, day):
    """Institutions and offers that are still there, in the page's order."""
    there = (one for one in contacts if not one.task and not ended(one, day))
    return [_unit(one, language) if one.organisation else _offer(one, language, now) for one in there]


def shown_tasks(contacts, language):
    """Key and word of the tasks among the contact points."""
    return [(one.task.key, term(one.task, language)) for one in contacts if one.task]


def _unit(contact, language):
    unit = contact.organisation
    return ShownContact(
        "organisation", unit.pk, Said(unit.name), Said(""), ShownUnit(unit, language), Said(contact.note)
    )


def _offer(contact, language, now):
    offer = contact.offer
    translation = next(iter(getattr(offer, "page_translations", ())), None)
    shown = Shown(offer, language, now=now, translation=translation)
    return ShownContact(
        "offer", offer.pk, shown.title, shown.provider, shown, Said(contact.note), source_year=offer.source_year
    )
