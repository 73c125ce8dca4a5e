"""Catalogues: every marked word has its translation, with the same placeholders and markup, and none is a guess."""

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from herne_integration import catalogues
from tests.house.sources import forge

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "de"]
FOLDERS = [folder for folder in catalogues.own_apps() if len(catalogues.words_of(folder))]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}|</?\w+[^>]*>")


def texts(value):
    """All forms of a message or a translation."""
    return list(value) if isinstance(value, (list, tuple)) else [value]


def gaps(words, catalogue):
    """What is wrong with a catalogue, measured by the words that the code marks."""
    found = []
    for word in words:
        if not word.id:
            continue
        message = catalogue.get(word.id, word.context)
        if message is None or not catalogues.is_translated(message) or not _has_every_form(message, catalogue):
            found.append(f"not translated: {texts(word.id)[0]}")
        elif message.fuzzy:
            found.append(f"a guess: {texts(word.id)[0]}")
        elif not _keeps_placeholders(message):
            found.append(f"other placeholders: {texts(word.id)[0]}")
    found += [
        f"no longer used: {texts(one.id)[0]}" for one in catalogue if one.id and words.get(one.id, one.context) is None
    ]
    return found


def _has_every_form(message, catalogue):
    """Arabic has six forms, English two."""
    return not message.pluralizable or len(texts(message.string)) == catalogue.num_plurals


def _keeps_placeholders(message):
    """Each form has the placeholders of the source; a form for one or two may leave the number out."""
    wanted = [sorted(PLACEHOLDER.findall(text)) for text in texts(message.id)]
    given = [sorted(PLACEHOLDER.findall(text)) for text in texts(message.string)]
    return given[-1] == wanted[-1] and all(set(one) <= set(wanted[-1]) for one in given)


def read(folder, code):
    """A catalogue as it is stored, empty if it is not there."""
    path = folder / "locale" / code / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale=code)
    with path.open("rb") as file:
        return read_po(file, locale=code)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_marked_word_is_translated(folder, code):
    assert gaps(catalogues.words_of(folder), read(folder, code)) == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_plural_rules_are_those_of_the_language(folder, code):
    """makemessages writes `nplurals=INTEGER` for a language it does not know, and every page becomes a 500."""
    assert read(folder, code).plural_forms == Catalog(locale=code).plural_forms


class TestTheCheck:
    def catalogue(self, *messages, locale="ar"):
        catalogue = Catalog(locale=locale)
        for source, text in messages:
            catalogue.add(source, text)
        return catalogue

    def gaps(self, source, *messages, locale="ar"):
        return gaps(self.catalogue((source, "")), self.catalogue(*messages, locale=locale))

    def test_a_missing_word_is_noticed(self):
        assert self.gaps("Suche") == ["not translated: Suche"]

    def test_an_empty_translation_is_noticed(self):
        assert self.gaps("Suche", ("Suche", "")) == ["not translated: Suche"]

    def test_a_missing_plural_form_is_noticed(self):
        word = ("%(n)s Angebot", "%(n)s Angebote")
        assert self.gaps(word, (word, ("a", "b"))) == ["not translated: %(n)s Angebot"]

    def test_a_lost_placeholder_is_noticed(self):
        assert self.gaps("Guten Tag %(name)s", ("Guten Tag %(name)s", "Hello")) == [
            "other placeholders: Guten Tag %(name)s"
        ]

    def test_lost_markup_is_noticed(self):
        assert self.gaps("<b>a</b>", ("<b>a</b>", "<b>a<b>")) == ["other placeholders: <b>a</b>"]

    def test_a_guess_is_noticed(self):
        catalogue = Catalog(locale="ar")
        catalogue.add("Suche", "x", flags=["fuzzy"])
        assert gaps(self.catalogue(("Suche", "")), catalogue) == ["a guess: Suche"]

    def test_a_word_that_is_no_longer_used_is_noticed(self):
        assert self.gaps("Suche", ("Suche", "x"), ("Alt", "y")) == ["no longer used: Alt"]

    def test_a_form_for_one_may_leave_the_number_out(self):
        word = ("%(n)s Angebot", "%(n)s Angebote")
        forms = ("none", "one", "two", "%(n)s few", "%(n)s many", "%(n)s other")
        assert self.gaps(word, (word, forms)) == []


class TestCollecting:
    @pytest.fixture
    def repository(self, tmp_path, settings, monkeypatch):
        settings.BASE_DIR = tmp_path
        monkeypatch.setattr(catalogues, "own_apps", lambda: [tmp_path / "herne_integration", tmp_path / "offers"])
        return forge(
            tmp_path,
            {
                "herne_integration/a.py": 'from django.utils.translation import gettext_lazy as _\nx = _("Aus Python")',
                "offers/a.py": 'from django.utils.translation import ngettext\nngettext("eins", "viele", 2)',
                "templates/base.html": "{% load i18n %}{% translate 'Rahmen' %}",
                "templates/offers/a.html": "{% load i18n %}{% translate 'Mai' context 'Monat' %}"
                "{% blocktranslate count n=2 %}{{ n }} Tag{% plural %}{{ n }} Tage{% endblocktranslate %}",
            },
        )

    def ids(self, folder):
        return {(word.context, word.id) for word in catalogues.words_of(folder) if word.id}

    def test_each_app_owns_its_python_and_its_templates(self, repository):
        assert self.ids(repository / "herne_integration") == {(None, "Aus Python"), (None, "Rahmen")}
        assert self.ids(repository / "offers") == {
            (None, ("eins", "viele")),
            (None, ("%(n)s Tag", "%(n)s Tage")),
            ("Monat", "Mai"),
        }

    def test_collecting_again_keeps_translations_and_drops_what_is_gone(self, repository):
        catalogues.collect()
        target = repository / "offers/locale/en/LC_MESSAGES/django.po"
        text = target.read_text().replace('msgid "Mai"\nmsgstr ""', 'msgid "Mai"\nmsgstr "May"')
        target.write_text(text + '\nmsgid "Weg"\nmsgstr "Gone"\n')
        missing = catalogues.collect()
        assert 'msgstr "May"' in target.read_text()
        assert "Gone" not in target.read_text()
        assert missing[target] == 2

    def test_compiling_happens_once_per_change(self, repository):
        catalogues.collect()
        assert (catalogues.compile_outdated(), catalogues.compile_outdated()) == (4, 0)
        assert (repository / "offers/locale/ar/LC_MESSAGES/django.mo").exists()


def test_pages_use_the_compiled_catalogues():
    """A listed language without compiled catalogue would be a 404."""
    assert {code for code in LANGUAGES if not translation.check_for_language(code)} == set()
    assert get_template("base.html") is not None
