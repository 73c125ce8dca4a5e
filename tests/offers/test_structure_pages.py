"""Who works with whom: the public page."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from offers.choices_structure import StructureKind, StructureRole
from tests import pages
from tests.offers import make, make_structure
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
URL = "/de/struktur/"


def words(response):
    """The page's text without tags, line breaks and its picture."""
    html = re.sub(r"<svg.*?</svg>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def told(client, url=URL):
    return words(client.get(url))


def test_every_field_says_its_goals_and_who_works_in_it(client):
    make_structure.goal("wohnen", "wohnen", note="geschlossen")
    board = make_structure.part(field="wohnen", name="Runder Tisch Wohnen", meets="jeden Montag", purpose="Abstimmen")
    make_structure.member(board, organisation=make.organisation(name="Wohnungsamt"), role=StructureRole.LEAD)
    make_structure.member(board, unit_text="Vermieter")
    text = told(client)
    assert (
        "Wohnen Ziele: Eine eigene Wohnung finden und behalten (zugeordnet, nicht bestätigt) Runder Tisch Wohnen"
        " Gremium nicht bestätigt, Quelle 2023 Abstimmen Treffen jeden Montag Vorsitz oder Leitung Wohnungsamt"
        " Mitglied Vermieter" in text
    )
    assert "Kinder, Jugendliche und Familien Ziele: nicht bekannt Wer hier zusammenarbeitet, ist nicht bekannt." in text


def test_what_no_source_says_is_not_known(client):
    make_structure.part(name="Beirat")
    text = told(client)
    assert "Ohne Handlungsfeld in den Quellen Beirat" in text
    assert "Mitglieder nicht bekannt" in text
    assert "Teilprojekte nennen unsere Quellen nicht mit Namen." in text
    make_structure.part(kind=StructureKind.SUBPROJECT, field="kinder")
    assert "Teilprojekte nennen unsere Quellen nicht mit Namen." not in told(client)


def test_whole_and_part_lead_to_each_other(client):
    whole = make_structure.part(name="Projekt")
    part = make_structure.part(name="Lenkungsgruppe", parent=whole)
    html = client.get(URL).content.decode()
    assert f'Gehört zu</dt><dd><a href="#teil-{whole.pk}">Projekt' in html
    assert f'Dazu gehört</dt><dd><a href="#teil-{part.pk}">Lenkungsgruppe' in html


def test_what_is_over_is_gone(client):
    yesterday = timezone.localdate() - timedelta(days=1)
    make_structure.part(name="Früherer Beirat", ends_on=yesterday)
    board = make_structure.part(name="Beirat")
    make_structure.member(board, unit_text="Früheres Mitglied", ends_on=yesterday)
    make_structure.member(board, unit_text="Letzter Tag", ends_on=timezone.localdate())
    text = told(client)
    assert "Früher" not in text
    assert "Letzter Tag" in text


def test_the_picture_has_a_twin_in_words_and_says_so(client):
    make_structure.part(name="Beirat & Rat")
    html = client.get(URL).content.decode()
    assert 'role="img" aria-label="Die Struktur als Bild. Sie steht darunter auch als Liste."' in html
    assert html.count("Beirat &amp; Rat") >= 2


def test_nothing_yet_says_what_belongs_here(client):
    assert "Noch keine Struktur" in told(client)


def test_german_names_on_an_arabic_page_say_so(client):
    make_structure.part(name="Beirat")
    assert pages.language_of(client.get("/ar/struktur/"), "Beirat") == ("de", "ltr")


def test_it_is_light_and_costs_the_same_for_one_and_for_many(client):
    whole = make_structure.part(field="ankommen")
    make_structure.goal()

    def more():
        part = make_structure.part(field="ankommen", parent=whole, organisation=make.organisation())
        make_structure.member(part)

    assert_constant_queries(client, URL, more, at_most=7)
    response = client.get(URL)
    assert len(response.content) <= 60_000
    assert not response.cookies
    assert pages.headings_are_in_order(response)
    assert client.post(URL).status_code == 405
