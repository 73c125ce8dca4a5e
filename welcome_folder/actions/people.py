"""What is known of a person: recorded once, changed by whoever works with her."""

from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from offers.actions.records import recorded, write_rows
from welcome_folder import names
from welcome_folder.actions.safety import lock_folder, require_work
from welcome_folder.models import PersonLanguage


@dataclass(frozen=True)
class Spoken:
    """A language that somebody speaks, how well, and whether letters and papers come in it."""

    language: Any
    level: str = ""
    is_first: bool = False
    is_for_letters: bool = False


@transaction.atomic
def record(*, person, by, languages=()):
    """Writes down somebody new; `person` is not saved yet, `languages` are `Spoken`. Her folder is opened apart."""
    with recorded("Person angelegt", by=by):
        write(person, languages)
    return person


@transaction.atomic
def change(*, person, by, languages=None, folder=None):
    """Saves what was changed; `folder` is where it was changed, for relatives without one of their own."""
    led(folder or person.folder)
    with recorded("Person geändert", by=by):
        write(person, languages)
    return person


def write(person, languages=None):
    """Saves a person with the keys of her name, and her languages where they were asked for.

    How well she speaks German stands with her, because rules ask for it.
    """
    german = [spoken.level for spoken in languages or () if spoken.language.key == "de" and spoken.level]
    languages = None if languages is None else [spoken for spoken in languages if spoken.language.key != "de"]
    person.german_level = german[0] if german else person.german_level
    person.name_keys = names.keys(names.identity(person))
    person.save()
    if languages is not None:
        _speak(person, languages)


def led(folder):
    """The folder, locked; only where somebody is responsible anything is written."""
    folder = lock_folder(folder.pk)
    require_work(folder)
    return folder


def _speak(person, languages):
    """One language is the first, one is for papers; the first that claims it stays it."""
    kept, seen = [], set()
    for spoken in languages:
        if spoken.language.pk not in seen:
            is_for_letters = spoken.is_for_letters and not any(one.is_for_letters for one in kept)
            kept.append(replace(spoken, is_for_letters=is_for_letters))
            seen.add(spoken.language.pk)
    write_rows(PersonLanguage, [vars(spoken) for spoken in kept], person=person)
