"""Message catalogues without GNU gettext: collected and compiled with Babel.

Each app owns the words of its Python files and of its templates below `templates/<app>/`; all other templates belong to
the foundation.
"""

import io
import os
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize

KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def own_apps():
    """Folders of the apps of this repository that have words of their own, the foundation first."""
    folders = [Path(config.path) for config in apps.get_app_configs()]
    return [folder for folder in folders if folder.parent == settings.BASE_DIR]


def _sources(folder):
    """All files whose words belong to the app in `folder`."""
    names = {own.name for own in own_apps()}
    yield from sorted(folder.rglob("*.py"))
    templates = settings.BASE_DIR / "templates"
    for path in sorted(templates.rglob("*.html")) + sorted(templates.rglob("*.txt")):
        top = path.relative_to(templates).parts[0]
        if top == folder.name or (folder.name == "herne_integration" and top not in names):
            yield path


def _messages(path):
    """(line, message, comments, context) of one Python file or template."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What is left of the markup is no Python; only its indentation troubles the tokenizer.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    lines = io.BytesIO(text.encode())
    yield from extract("python", lines, keywords=KEYWORDS, options={"encoding": "utf-8"})


def collect():
    """Writes every app's catalogues anew, translations kept; returns {file: number of missing translations}."""
    missing = {}
    for folder in own_apps():
        words = words_of(folder)
        for code, _name in settings.LANGUAGES:
            if code == "de" or not len(words):
                continue
            target = folder / "locale" / code / "LC_MESSAGES" / "django.po"
            missing[target] = _update(target, words, code)
    return missing


def words_of(folder):
    """A catalogue without translations: everything that the app in `folder` marks."""
    words = Catalog()
    for path in _sources(folder):
        for _line, message, _comments, context in _messages(path):
            words.add(message, locations=[(str(path.relative_to(settings.BASE_DIR)), None)], context=context)
    return words


def _update(target, words, code):
    """Merges `words` into the catalogue at `target`; returns how many translations are missing."""
    if target.exists():
        with target.open("rb") as file:
            catalogue = read_po(file, locale=code)
    else:
        catalogue = Catalog(locale=code)
    catalogue.header_comment = "# Übersetzungen des Integrationsportals"
    catalogue.project, catalogue.version, catalogue.fuzzy = "Integrationsportal Herne", "1", False
    catalogue.last_translator, catalogue.msgid_bugs_address = "", ""
    catalogue.update(words, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, omit_header=False, include_lineno=False)
    return sum(1 for message in catalogue if message.id and not is_translated(message))


def is_translated(message):
    """Whether every form of the message has a text."""
    strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return all(strings)


def paths():
    """All catalogues of this repository."""
    return sorted(path for folder in own_apps() for path in folder.glob("locale/*/LC_MESSAGES/django.po"))


def compile_outdated():
    """Compiles every catalogue that is newer than its .mo file; returns how many."""
    compiled = 0
    for source in paths():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        unfinished = target.with_suffix(f".{os.getpid()}")
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(target)
        compiled += 1
    return compiled
