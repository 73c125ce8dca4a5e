"""Institutions that work with the demo's folders: invented, so that no invented person stands beside a real one."""

from dataclasses import dataclass

from offers.choices_asker import LegalArea
from offers.models import Organisation
from welcome_folder.models import Institution
from welcome_folder.vocabulary import lists

EVERY_AREA = tuple(entry["key"] for entry in lists()["counselling_areas"])
NOTE = "Für die Vorführung erfunden. Diese Stelle gibt es nicht."


@dataclass(frozen=True)
class Place:
    """An institution and what it may do in folders; each legal area has one that takes it over."""

    name: str
    areas: tuple
    legal_areas: tuple = ()
    is_sensitive: bool = False
    is_immigration_office: bool = False


INSTITUTIONS = {
    "beratung": Place("Migrationsberatung Muster (erfunden)", EVERY_AREA),
    "kim": Place("Case Management Muster (erfunden)", EVERY_AREA, (LegalArea.ASYLBLG, LegalArea.NONE)),
    "jobcenter": Place(
        "Jobcenter-Team Muster (erfunden)",
        ("arbeit", "bildung", "orientierung", "sozialleistungen", "wohnen"),
        (LegalArea.SGB2,),
    ),
    "jugendamt": Place(
        "Jugendamt-Team Muster (erfunden)",
        ("bildung", "familie", "gesundheit", "orientierung", "sozialleistungen", "wohnen"),
        (LegalArea.SGB8,),
    ),
    "frauenhaus": Place(
        "Frauenhaus Muster (erfunden)", ("familie", "gesundheit", "orientierung", "wohnen"), is_sensitive=True
    ),
    "auslaenderbehoerde": Place(
        "Ausländerbehörde Muster (erfunden)", ("aufenthalt", "einbuergerung"), is_immigration_office=True
    ),
}


def load():
    """Makes those that are missing; returns all of them as {key: Organisation}."""
    return {key: _made(place) for key, place in INSTITUTIONS.items()}


def _made(place):
    organisation, _created = Organisation.objects.get_or_create(name=place.name, defaults={"note": NOTE})
    Institution.objects.get_or_create(
        organisation=organisation,
        defaults={
            "is_sensitive": place.is_sensitive,
            "is_immigration_office": place.is_immigration_office,
            "areas": list(place.areas),
            "legal_areas": list(place.legal_areas),
        },
    )
    return organisation
