"""Templates: all used, none missing, no inline code, every public word can be translated."""

import pytest
from django.conf import settings

from tests.house import templates
from tests.house.sources import forge

CHECKS = [templates.with_inline_code, templates.unused, templates.missing, templates.unmarked, templates.unsigned]


@pytest.mark.parametrize("check", CHECKS)
def test_every_template_is_in_order(check):
    assert check(settings.BASE_DIR) == []


def test_no_staff_template_is_listed_in_vain():
    names = templates.templates()
    assert [one for one in templates.STAFF if not templates.fnmatch.filter(names, one)] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<p style="color: red">', "style attribute"),
        ("<style>p {}</style>", "style element"),
        ('<button onclick="x()">', "event attribute"),
        ("<script>x()</script>", "inline script"),
        ('<a href="javascript:x()">', "script address"),
    ],
)
def test_inline_code_is_noticed(text, kind, tmp_path):
    forge(tmp_path, {"templates/offers/a.html": text})
    assert templates.with_inline_code(tmp_path) == [f"offers/a.html: {kind}"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (" with a=a only", ["offers/a.html: offers/b.html"]),
        (" with a=a csrf_token=csrf_token only", []),
        (" with a=a", []),
    ],
)
def test_a_form_without_its_token_is_noticed(given, found, tmp_path):
    form = '<form method="post">{% csrf_token %}</form>'
    page, middle = f'{{% include "offers/b.html"{given} %}}', '{% include "offers/_c.html" %}'
    files = {"a": page, "b": middle, "_c": form}
    forge(tmp_path, {f"templates/offers/{name}.html": text for name, text in files.items()})
    assert templates.unsigned(tmp_path) == found


def test_a_script_from_a_file_is_left_alone():
    assert templates.inline_code('<script type="module" src="/static/js/portal.js"></script><p data-on="x">') == []


def test_a_block_of_data_is_no_script():
    assert templates.inline_code('<script type="application/ld+json">{"a": 1}</script>') == []


def test_an_unused_template_is_noticed(tmp_path):
    forge(tmp_path, {"templates/offers/a.html": "{% include 'offers/_b.html' %}", "templates/offers/_b.html": ""})
    assert templates.unused(tmp_path) == ["offers/a.html"]
    forge(tmp_path, {"offers/views.py": "render(request, 'offers/a.html')"})
    assert templates.unused(tmp_path) == []


def test_a_computed_name_counts_as_used(tmp_path):
    forge(tmp_path, {"templates/errors/404.html": "", "herne_integration/errors.py": "f'errors/{status}.html'"})
    assert templates.unused(tmp_path) == []


def test_a_missing_template_is_noticed(tmp_path):
    forge(tmp_path, {"templates/offers/a.html": "{% extends 'offers/base.html' %}"})
    forge(tmp_path, {"offers/views.py": "render(request, 'offers/b.html')"})
    assert templates.missing(tmp_path) == ["offers/b.html", "offers/base.html"]


@pytest.mark.parametrize(
    "text",
    [
        "<h1>Angebote</h1>",
        '<a aria-label="Zum Inhalt">{{ x }}</a>',
        "{% translate 'Suche' %} nach Angeboten",
        "<p>\n  Bitte warten\n</p>",
    ],
)
def test_a_public_word_that_nobody_can_translate_is_noticed(text):
    assert len(templates.unmarked_words(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<h1>{% translate 'Angebote' %}</h1>",
        "{% blocktranslate with a=b %}Suche nach <b>{{ a }}</b>{% endblocktranslate %}",
        "{# Bitte warten #}{% comment %} Bitte warten {% endcomment %}",
        '<a class="kern-btn kern-btn--primary" href="/de/suche/">{{ word }}</a> PDF 12 kB –',
        '<address lang="de" dir="ltr"><p>Friedrich-Ebert-Platz</p></address>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ],
)
def test_marked_text_and_markup_are_left_alone(text):
    assert templates.unmarked_words(text) == []
