"""Who is responsible for one task: the unit, several, or honestly nobody."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from offers.choices import State
from tests.offers import make
from tests.portal.make import person
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db

PAGE = "/wer-hilft/pass/"


def words(response):
    """The page's text without tags and line breaks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def told(client, language="de", **query):
    """What the page about passports says."""
    return words(client.get(f"/{language}{PAGE}", query))


def amt(name="Passamt", **fields):
    """An office."""
    return make.organisation(name=name, **fields)


def test_one_unit_is_named_with_its_contact_reason_and_source(client):
    unit = amt(street="Musterstraße 7", postcode="44623", city="Herne", phone="02323 16-99")
    make.responsibility(organisation=unit, legal_basis="§ 3 PassG", note="Nur mit Termin.", source="Zeitung 2022")
    response = client.get(f"/de{PAGE}")
    text = words(response)
    for part in (
        "Diese Stelle ist zuständig",
        "Passamt",
        "Musterstraße 7",
        "Für: alle Menschen · ganz Herne",
        "nicht bestätigt, Quelle 2023",
        "§ 3 PassG",
        "Nur mit Termin.",
        "Quelle: Zeitung 2022",
    ):
        assert part in text
    html = response.content.decode()
    assert 'href="tel:+4923231699"' in html
    assert f'href="/de/einrichtungen/{unit.pk}/"' in html


def test_where_it_makes_no_difference_nothing_is_asked(client):
    make.responsibility()
    assert "<select" not in client.get(f"/de{PAGE}").content.decode()


def test_nobody_is_honestly_nobody_and_the_city_is_named(client):
    text = told(client)
    assert "Das ist nicht geklärt" in text
    assert "Fragen Sie die Stadt: 02323 16-0" in text


def test_where_it_depends_the_page_asks_first_and_shows_whom_it_knows(client):
    make.responsibility(group="geduldete", organisation=amt())
    text = told(client)
    assert "Das hängt davon ab, für wen es ist." in text
    assert "nicht geklärt" not in text
    assert "Für wen ist wer zuständig? Menschen mit Duldung Passamt" in text
    assert "Für andere Menschen Menschen mit Duldung Passamt" in told(client, who="keine")


def test_a_person_chooses_in_her_own_words(client):
    make.responsibility(organisation=amt("Amt für alle"))
    make.responsibility(group="geduldete", organisation=amt("Amt für Geduldete"))
    text = told(client, who="duldung")
    assert "Diese Stelle ist zuständig Amt für Geduldete" in text
    assert "Für: Menschen mit Duldung · ganz Herne" in text
    assert "Amt für alle" not in text
    assert "Diese Stelle ist zuständig Amt für alle" in told(client, who="frau")


def test_only_words_that_make_a_difference_are_offered(client):
    make.responsibility(group="geduldete")
    html = client.get(f"/de{PAGE}").content.decode()
    assert re.findall(r'<option value="([\w-]*)"', html) == ["", "duldung", "keine"]


def test_a_group_that_no_own_word_leads_to_can_be_chosen_itself(client):
    make.responsibility(group="zugewanderte", organisation=amt())
    assert "Diese Stelle ist zuständig Passamt" in told(client, who="zugewanderte")


def test_who_fits_none_of_the_words_learns_that_it_is_open(client):
    make.responsibility(group="geduldete")
    assert "Das ist nicht geklärt" in told(client, who="keine")


def test_several_units_are_called_several(client):
    for name in ("B", "A"):
        make.responsibility(organisation=amt(f"Amt {name}"), note=f"Hinweis {name}.")
    text = told(client)
    assert "Dafür gibt es mehrere Stellen" in text
    assert re.findall(r"Amt [AB]|Hinweis [AB]", text) == ["Amt A", "Hinweis A", "Amt B", "Hinweis B"]


def test_one_unit_for_two_groups_is_one_unit(client):
    unit = amt()
    for group in ("geduldete", "b"):
        make.responsibility(group=group, organisation=unit, note=f"Gruppe {group}.")
    text = told(client, who="duldung")
    assert "Diese Stelle ist zuständig" in text
    assert "Gruppe geduldete." in text
    assert "Gruppe b." in text


def test_the_borough_decides_where_a_source_names_one(client):
    make.responsibility(organisation=amt("Amt Stadt"))
    make.responsibility(district="wanne", organisation=amt("Amt Wanne"))
    assert "zuständig Amt Stadt" in told(client)
    text = told(client, district="wanne")
    assert "zuständig Amt Wanne" in text
    assert "Für: alle Menschen · Wanne" in text


def test_others_are_those_that_one_has_not_chosen(client):
    for group in ("geduldete", "eu"):
        make.responsibility(group=group)
    others = told(client, who="duldung").split("Für andere Menschen")[1]
    assert "Menschen aus der EU" in others
    assert "Menschen mit Duldung" not in others


def test_what_is_said_of_another_task_or_of_another_time_is_not_told(client):
    make.responsibility("rueckkehr", unit_text="Rückkehrstelle")
    make.responsibility(unit_text="Frühere Stelle", ends_on=timezone.localdate() - timedelta(days=1))
    assert "In den Quellen steht außerdem" not in told(client)


def test_a_mere_name_makes_nobody_responsible(client):
    make.responsibility(unit_text="Krankenkassen", note="Das sind viele.")
    text = told(client)
    assert "Das ist nicht geklärt" in text
    assert "In den Quellen steht außerdem Krankenkassen Das sind viele." in text


def test_neither_an_archived_unit_nor_one_of_yesterday_is_named(client):
    gone = amt("Altes Amt", state=State.ARCHIVED, archived_at=timezone.now(), archived_by=person())
    make.responsibility(organisation=gone)
    make.responsibility(organisation=amt("Früheres Amt"), ends_on=timezone.localdate() - timedelta(days=1))
    text = told(client)
    assert "Das ist nicht geklärt" in text
    assert "Amt" not in text.split("Das ist nicht geklärt")[1].split("Keine unserer")[1]


def test_german_texts_are_marked_on_an_arabic_page(client):
    make.responsibility(note="Nur mit Termin.")
    html = client.get(f"/ar{PAGE}").content.decode()
    assert '<span lang="de" dir="ltr">Nur mit Termin.</span>' in html


@pytest.mark.parametrize("query", [{"who": "\x00"}, {"who": "x" * 999}, {"district": "nirgends"}, {"who": ["a", "b"]}])
def test_odd_choices_are_no_choice(client, query):
    make.responsibility(group="geduldete")
    assert "Das hängt davon ab" in told(client, **query)


def test_a_task_that_there_is_not_is_not_found(client):
    assert client.get("/de/wer-hilft/zaubern/").status_code == 404


def test_it_is_read_without_a_cookie_and_not_written(client):
    assert client.post(f"/de{PAGE}").status_code == 405
    assert not client.get(f"/de{PAGE}").cookies


def test_many_units_cost_as_many_queries_as_one(client):
    assert_constant_queries(client, f"/de{PAGE}?who=duldung", lambda: make.responsibility(group="b"), at_most=4)
