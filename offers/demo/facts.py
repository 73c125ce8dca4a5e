"""Real facts about Herne: institutions and offers, all unconfirmed, and machine translations of some offers."""

import json

from offers.actions import imports, machine_translations
from offers.choices import ImportKind
from offers.demo import OFFERS, ORGANISATIONS, TRANSLATIONS


def load():
    """Imports the shipped files the way the command does; returns how many institutions, offers and translations."""
    organisations = imports.import_file(kind=ImportKind.ORGANISATIONS, path=ORGANISATIONS)
    offers = imports.import_file(kind=ImportKind.OFFERS, path=OFFERS)
    translations = machine_translations.keep(json.loads(TRANSLATIONS.read_text(encoding="utf-8")))
    return organisations.rows, offers.rows, translations
