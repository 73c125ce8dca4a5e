"""The list of tasks on "Wer hilft bei …?"."""

import re

import pytest

from offers.actions import lexicon
from offers.models import Task
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def words(response):
    """The page's text without tags and line breaks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def keys(client, text, language="de"):
    """Tasks that the page lists for a word."""
    html = client.get(f"/{language}/wer-hilft/", {"q": text}).content.decode()
    return re.findall(r'/wer-hilft/([\w-]+)/"', html)


def test_all_tasks_are_listed_in_everyday_words(client):
    text = words(client.get("/de/wer-hilft/"))
    assert [task.text for task in Task.objects.all() if task.text not in text] == []
    assert "Die Adresse anmelden" in text


def test_residents_read_tasks_in_their_language(client):
    assert "تسجيل عنوان السكن" in words(client.get("/ar/wer-hilft/"))


@pytest.mark.parametrize(
    ("text", "language", "task"),
    [
        ("Wohnung suchen", "de", "wohnen"),
        ("ich möchte mein Kind in der Schule anmelden", "de", "schule"),
        ("asylum", "en", "asylantrag"),
        ("صحة", "ar", "gesundheit"),
        ("Passbeschaffung", "de", "pass"),
        ("Guardianship", "en", "vormundschaft"),
    ],
)
def test_a_word_in_any_language_finds_its_task(client, text, language, task):
    lexicon.load()
    found = keys(client, text, language)
    assert task in found
    assert len(found) < Task.objects.count()


@pytest.mark.parametrize(("text", "task"), [("Passbeschaffung", "pass"), ("guardianship", "vormundschaft")])
def test_the_words_of_a_task_itself_find_it(client, text, task):
    Task.objects.update(lexicon_keys=[])
    assert keys(client, text) == [task]


def test_an_empty_question_is_no_question(client):
    assert "Dazu haben wir keine Aufgabe gefunden" not in words(client.get("/de/wer-hilft/", {"q": "   "}))


def test_a_word_that_nothing_is_known_about_leads_on(client):
    text = "xyzzyqwert"
    html = client.get("/de/wer-hilft/", {"q": text}).content.decode()
    assert "/de/angebote/?q=xyzzyqwert" in html
    assert "Dazu haben wir keine Aufgabe gefunden" in html
    assert len(keys(client, text)) == Task.objects.count()


@pytest.mark.parametrize("text", ["a\x00b", "' OR 1=1 --", "<script>", "%" * 300, "   "])
def test_odd_words_break_nothing(client, text):
    response = client.get("/de/wer-hilft/", {"q": text})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()
    assert b"\0" not in response.content


def test_it_is_read_without_a_cookie_in_few_queries_and_not_written(client):
    assert client.post("/de/wer-hilft/").status_code == 405
    assert not client.get("/de/wer-hilft/").cookies
    assert count_queries(client, "/de/wer-hilft/") == 3
    assert count_queries(client, "/de/wer-hilft/?q=Schule") == 4
