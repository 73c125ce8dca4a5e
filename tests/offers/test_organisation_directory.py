"""The directory of institutions, from A to Z."""

import re

import pytest
from django.utils import timezone

from offers.choices import Origin, State
from offers.models import District
from tests import pages
from tests.offers import make, make_structure
from tests.portal.make import person
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
URL = "/de/einrichtungen/"


def names(client, **query):
    """The institutions of a page in their order."""
    return [unit.organisation.name for unit, _borough in client.get(URL, query).context["units"]]


def test_institutions_stand_in_german_order_without_the_archive(client):
    for name in ("Zoo", "Änderungswerkstatt", "Arbeitsamt", "1. Verein"):
        make.organisation(name=name)
    make.organisation(name="Alt", state=State.ARCHIVED, archived_at=timezone.now(), archived_by=person())
    assert names(client) == ["1. Verein", "Änderungswerkstatt", "Arbeitsamt", "Zoo"]


def test_a_name_is_found_by_its_parts_without_umlauts_and_case(client):
    make.organisation(name="Bürgerbüro der Stadt")
    make.organisation(name="Volkshochschule", kind="Bildung")
    assert names(client, q="stadt BURGER") == ["Bürgerbüro der Stadt"]
    assert names(client, q="bildung") == ["Volkshochschule"]
    assert names(client, q="%") == []
    assert "Keine Einrichtung passt dazu" in client.get(URL, {"q": "xyz"}).content.decode()


def test_kind_and_letter_narrow_down_and_nonsense_is_ignored(client):
    make.organisation(name="Übergang", kind="Verein")
    make.organisation(name="Unterstützung", kind="Behörde")
    make.organisation(name="Amt", kind="Behörde")
    assert names(client, art="Behörde") == ["Amt", "Unterstützung"]
    assert names(client, buchstabe="u") == ["Übergang", "Unterstützung"]
    assert names(client, art="Behörde", buchstabe="U") == ["Unterstützung"]
    assert len(names(client, art="Nichts", buchstabe="É", feld="nichts", **{"teil-von": "x"})) == 3
    html = client.get(URL, {"art": "Behörde"}).content.decode()
    assert 'href="?art=Beh%C3%B6rde&amp;buchstabe=U"' in html


def test_what_begins_with_no_letter_has_a_sign_of_its_own(client):
    make.organisation(name="„Die Brücke“")
    make.organisation(name="Amt")
    assert names(client, buchstabe="0-9") == ["„Die Brücke“"]


def test_a_field_of_action_finds_who_offers_or_works_there(client):
    provider = make.offer(field_of_action="wohnen").organisation
    member = make_structure.member(make_structure.part(field="wohnen")).organisation
    board = make.organisation()
    make_structure.part(field="wohnen", organisation=board)
    make_structure.member(make_structure.part(field="wohnen"), ends_on="2020-01-01")
    make.offer(field_of_action="kinder")
    assert set(names(client, feld="wohnen")) == {provider.name, member.name, board.name}


def test_the_parts_of_an_institution_have_a_list_of_their_own(client):
    whole = make.organisation(name="Stadt")
    for number in range(13):
        make.organisation(name=f"Amt {number:02}", parent=whole)
    link = f'href="{URL}?teil-von={whole.pk}"'
    assert link in client.get(f"{URL}{whole.pk}/").content.decode()
    assert names(client, **{"teil-von": whole.pk}) == [f"Amt {number:02}" for number in range(13)]


def test_place_and_state_stand_beside_the_name(client):
    make.organisation(name="Amt", district=District.objects.get(key="wanne"))
    make.organisation(name="Brücke", origin=Origin.NEIGHBOUR, city="Herten")
    text = re.sub(r"<[^>]+>", " ", client.get(URL).content.decode())
    assert re.search(r"Amt\s+Wanne\s+nicht bestätigt", text)
    assert re.search(r"Brücke\s+nicht in Herne: Herten\s+nicht bestätigt", text)


def test_it_is_light_at_any_size_and_costs_the_same(client):
    def more():
        make.organisation(kind="Verein mit einer langen Bezeichnung", district=District.objects.get(key="wanne"))

    assert_constant_queries(client, URL, more, at_most=8)
    response = client.get(URL)
    assert len(response.context["units"]) == 30
    assert len(response.content) <= 60_000
    assert not response.cookies
    assert 'method="post"' not in response.content.decode()
    assert pages.headings_are_in_order(response)
    assert client.post(URL).status_code == 405


def test_german_names_on_an_arabic_page_say_so(client):
    make.organisation(name="Bürgerbüro", kind="Behörde")
    html = client.get("/ar/einrichtungen/").content.decode()
    assert '<span lang="de" dir="auto">Bürgerbüro</span>' in html
    assert '<link rel="canonical" href="http://127.0.0.1:8000/ar/einrichtungen/">' in html
