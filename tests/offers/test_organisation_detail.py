"""The public page of one institution."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from offers.choices import Origin, Reliability, State, UnitKind
from tests.offers import make, make_paths, make_structure
from tests.portal.make import person
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


def words(response):
    """The page's text without tags and line breaks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def page(client, organisation, language="de", **query):
    """The institution's page."""
    response = client.get(f"/{language}/einrichtungen/{organisation.pk}/", query)
    assert response.status_code == 200
    return response


def told(client, organisation, **more):
    """Its text."""
    return words(page(client, organisation, **more))


def test_it_tells_what_the_institution_does_and_how_to_reach_it(client):
    unit = make.organisation(
        name="Passamt",
        kind="Behörde",
        duties="Pässe, Ausweise",
        street="Musterstraße 7",
        postcode="44623",
        city="Herne",
        phone="02323 16-99",
        website="https://www.passamt.invalid/",
    )
    response = page(client, unit)
    for part in ("Passamt", "Behörde", "Pässe, Ausweise", "Musterstraße 7", "44623 Herne", "passamt.invalid"):
        assert part in words(response)
    assert 'href="tel:+4923231699"' in response.content.decode()


def test_an_unsafe_address_is_no_link(client):
    html = page(client, make.organisation(website="javascript:alert(1)", source="javascript:alert(1)")).content.decode()
    assert 'href="javascript' not in html


def test_it_lists_the_tasks_it_is_responsible_for_and_for_whom(client):
    unit = make.organisation()
    make.responsibility("pass", group="b", organisation=unit)
    make.responsibility("anmeldung", organisation=unit)
    make.responsibility("rueckkehr", organisation=unit, ends_on=timezone.localdate() - timedelta(days=1))
    response = page(client, unit)
    assert re.findall(r"/wer-hilft/(\w+)/", response.content.decode()) == ["anmeldung", "pass"]
    assert "Einen Pass bekommen Menschen mit Duldung oder Ausreisepflicht" in words(response)


def test_its_offers_are_paged_and_all_of_them_one_tap_away(client):
    unit = make.organisation()
    for number in range(11):
        make.offer(title=f"Kurs {number:02}", organisation=unit)
    make.offer(title="Kurs eines anderen")
    make.archived_offer(by=person(), title="Kurs von früher", organisation=unit)
    first, second = page(client, unit), page(client, unit, page=2)
    assert re.findall(r"Kurs [\w ]+", words(first)) == [f"Kurs {number:02} nicht bestätigt" for number in range(10)]
    assert re.findall(r"Kurs [\w ]+", words(second)) == ["Kurs 10 nicht bestätigt"]
    assert f'href="/de/angebote/?provider={unit.pk}"' in first.content.decode()


def test_without_offers_it_says_so(client):
    assert "Zurzeit kennen wir kein Angebot dieser Einrichtung." in told(client, make.organisation())


def test_titles_are_read_in_the_readers_language(client):
    unit = make.organisation()
    make.translation(make.offer(title="Nähcafé", organisation=unit), title="مقهى الخياطة")
    make.offer(title="Kochkurs", organisation=unit)
    html = page(client, unit, language="ar").content.decode()
    assert ">مقهى الخياطة</a>" in html
    assert 'lang="de" dir="ltr">Kochkurs</a>' in html


def test_it_shows_its_place_in_the_structure(client):
    whole = make.organisation(name="Stadt")
    part = make.organisation(name="Fachbereich", parent=whole)
    gone = {"state": State.ARCHIVED, "archived_at": timezone.now(), "archived_by": person()}
    make.organisation(name="Früherer Fachbereich", parent=whole, **gone)
    assert "gehört zu: Stadt" in told(client, part)
    text = told(client, whole)
    assert "Gehört zusammen Fachbereich" in text
    assert "Früherer" not in text


def test_it_shows_its_steps_on_published_paths_and_what_kind_of_unit_it_is(client):
    unit = make.organisation(kind="Behörde")
    version = make_paths.version(make_paths.path(target_group="b"))
    make_paths.step(version, title="Anmelden", organisation=unit, unit_kind=UnitKind.CITY)
    make_paths.publish(version, by=person())
    make_paths.step(make_paths.version(), title="Noch im Entwurf", organisation=unit)
    html = page(client, unit).content.decode()
    assert f'href="/de/wege/{version.path.key}/#schritt-1"' in html
    text = told(client, unit)
    assert "Behörde · Stadtverwaltung" in text
    assert "Noch im Entwurf" not in text


def test_it_shows_in_which_boards_it_sits_today(client):
    unit = make.organisation(name="Caritas")
    board = make_structure.part(name="Lenkungskreis")
    make_structure.member(board, organisation=unit)
    make_structure.member(make_structure.part(name="Früherer Beirat"), organisation=unit, ends_on="2020-01-01")
    html = page(client, unit).content.decode()
    assert f'href="/de/struktur/#teil-{board.pk}"' in html
    assert "Mitglied: Lenkungskreis" in told(client, unit)
    assert "Früherer Beirat" not in html
    itself = make.organisation()
    make_structure.part(name="Rat", organisation=itself)
    assert "Wer hier zusammenarbeitet" in told(client, itself)


def test_opening_hours_that_nobody_knows_are_not_made_up(client):
    unit = make.organisation()
    assert "Öffnungszeiten: nicht bekannt." in told(client, unit)
    make.offer(organisation=unit)
    assert "Öffnungszeiten: nicht bekannt. Zeiten stehen bei den Angeboten." in told(client, unit)


def test_an_unconfirmed_one_names_its_source(client):
    unit = make.organisation(source="Zeitung 2022", note="Stand unklar", reliability=Reliability.NAME_PARTLY)
    text = told(client, unit)
    for part in (
        "Nicht bestätigt. Die Angaben hat noch niemand geprüft.",
        "Quelle: Zeitung 2022",
        "Stand unklar",
        "Mindestens eine Angabe ist abgeleitet oder unsicher.",
    ):
        assert part in text


def test_a_confirmed_one_names_the_day_and_never_the_person(client):
    someone = person(name="Eva Beispiel")
    stamp = {"confirmed_at": datetime(2026, 3, 3, 12, tzinfo=UTC), "confirmed_by": someone}
    text = told(client, make.organisation(state=State.CONFIRMED, **stamp))
    assert "Bestätigt am 03.03.2026 durch die Redaktion." in text
    assert "Eva Beispiel" not in text


def test_an_archived_one_stays_reachable_and_says_so(client):
    gone = make.organisation(state=State.ARCHIVED, archived_at=timezone.now(), archived_by=person())
    response = page(client, gone)
    assert "Diese Einrichtung ist archiviert." in words(response)
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_one_of_another_town_says_so(client):
    assert "nicht in Herne: Herten" in told(client, make.organisation(city="Herten", origin=Origin.NEIGHBOUR))


def test_an_offer_leads_to_its_provider(client):
    offer = make.offer()
    assert f'href="/de/einrichtungen/{offer.organisation.pk}/"' in client.get(f"/de{offer.path}").content.decode()
    named = make.offer(organisation=None, provider_text="Nur ein Name")
    assert not re.search(r"/einrichtungen/\d", client.get(f"/de{named.path}").content.decode())


def test_one_that_there_is_not_is_not_found(client):
    assert client.get("/de/einrichtungen/999999/").status_code == 404


def test_it_is_read_without_a_cookie_and_not_written(client):
    unit = make.organisation()
    assert client.post(f"/de/einrichtungen/{unit.pk}/").status_code == 405
    assert not page(client, unit).cookies


def test_many_offers_and_tasks_cost_as_many_queries_as_one(client):
    unit = make.organisation(parent=make.organisation())

    editor = person()

    def more():
        make.offer(organisation=unit, location=make.location())
        make.organisation(parent=unit)
        make_structure.member(organisation=unit)
        make_structure.part(organisation=unit)
        version = make_paths.version()
        make_paths.step(version, organisation=unit)
        make_paths.publish(version, by=editor)

    make.responsibility(organisation=unit)
    assert_constant_queries(client, f"/de/einrichtungen/{unit.pk}/", more, at_most=10)
    assert len(page(client, unit).content) <= 60_000
