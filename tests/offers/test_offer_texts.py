"""The template tags of the directory: what they remember of a page that was shown."""

import gc
from dataclasses import is_dataclass

import pytest

from offers import words
from offers.actions import indexing
from offers.models import Topic
from offers.templatetags import offer_texts
from tests.offers import make

pytestmark = pytest.mark.django_db
TYPED = "Xylophonfreunde"


def texts_within(thing):
    """All texts that a memory holds in its keys and values."""
    found, seen, waiting = [], set(), gc.get_referents(thing)
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, (tuple, list, dict)) or is_dataclass(one) or "lru" in type(one).__name__:
            waiting += gc.get_referents(one)
    return found


@pytest.mark.parametrize("page", ["/de/angebote/", "/de/angebote/filter/"])
def test_what_a_person_typed_does_not_stay_in_memory(client, page):
    indexing.refresh(make.offer(title="Chor der Freunde").pk)
    memories = [offer_texts._choices, offer_texts._offer_card]
    for memory in memories:
        memory.cache_clear()
    shown = client.get(page, {"q": f"Chor {TYPED}"}).content.decode()
    assert TYPED in shown
    remembered = [text for memory in memories for text in texts_within(memory)]
    assert any('name="topic"' in text for text in remembered), "The check looks into the memory"
    assert [text for text in remembered if TYPED in text] == []


def test_another_question_with_the_same_numbers_costs_no_second_rendering(client):
    indexing.refresh(make.offer(title="Chor der Freunde").pk)
    offer_texts._choices.cache_clear()
    for typed in ("Chor", "Freunde"):
        client.get("/de/angebote/", {"q": typed})
    assert offer_texts._choices.cache_info().currsize == 1


def test_a_word_that_was_changed_is_printed_anew(client):
    make.offer(topics=["beratung"])
    topic = Topic.objects.get(key="beratung")
    assert f">{topic.label} (1)<" in client.get("/de/angebote/").content.decode()
    Topic.objects.filter(pk=topic.pk).update(label="Imkerei", plain_label="Imkerei")
    words.forget()
    assert ">Imkerei (1)<" in client.get("/de/angebote/").content.decode()


def test_the_question_still_travels_with_the_choices(client):
    indexing.refresh(make.offer(title="Chor der Freunde").pk)
    for page in ("/de/angebote/", "/de/angebote/filter/"):
        shown = client.get(page, {"q": "Chor", "sort": "titel"}).content.decode()
        form = shown.partition('class="choices choices--')[2].partition("</form>")[0]
        assert '<input type="hidden" name="q" value="Chor">' in form
        assert '<input type="hidden" name="sort" value="titel">' in form
