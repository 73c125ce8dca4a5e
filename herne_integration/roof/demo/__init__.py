"""The demo city: real offers of Herne from public sources, and invented people and examples that say so."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from herne_integration.roof.demo import folders, funding, people, volunteering
from offers.demo import eligibility, examples, facts, info_pages, paths, responsibilities, structure


@transaction.atomic
def load():
    """Loads it once; what is there stays as it is, so that it can run at every start."""
    parts = (
        people.load(),
        _load_directory(),
        _load_paths(),
        _load_responsibilities(),
        _load_structure(),
        _load_info_pages(),
        _load_eligibility(),
    )
    return " ".join(sentence for sentence in parts if sentence)


def load_folders():
    """Apart from the city, because it needs all of it: paths, topics, people."""
    return folders.load()


def load_fund():
    """Apart as well: after the people, who apply, check and vote in it."""
    return funding.load()


def load_volunteers():
    """Apart from the city as well: the import links what it names to the institutions that are there."""
    return volunteering.load()


def _load_directory():
    if examples.are_loaded():
        return ""
    organisations, offers, translations = facts.load()
    invented = examples.load(by=_editor(), day=timezone.localdate())
    return (
        f"Die Musterstadt ist geladen: {offers} Angebote und {organisations} Einrichtungen aus öffentlichen Quellen,"
        f" {translations} maschinelle Übersetzungen, {invented} erfundene Beispiele."
    )


def _load_paths():
    loaded = paths.load(by=_editor())
    return f"{loaded} Beratungswege aus öffentlichen Quellen sind geladen." if loaded else ""


def _load_responsibilities():
    loaded = responsibilities.load()
    return f"{loaded} Angaben zu Zuständigkeiten aus öffentlichen Quellen sind geladen." if loaded else ""


def _load_structure():
    loaded = structure.load()
    return f"{loaded} Gremien, Netzwerke und Programme aus öffentlichen Quellen sind geladen." if loaded else ""


def _load_info_pages():
    loaded = info_pages.load(by=_editor())
    return f"{loaded} Informationsseiten sind geladen." if loaded else ""


def _load_eligibility():
    loaded = eligibility.load(by=_editor())
    return f"{loaded} Voraussetzungen mit Norm und Quelle sind geladen." if loaded else ""


def _editor():
    editor = next(person for person in people.PEOPLE if person.role == "redaktion")
    return get_user_model().objects.get(email=editor.email)
