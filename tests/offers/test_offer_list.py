"""The public list of offers."""

import pytest
from django.utils import timezone

from offers.actions import indexing, lexicon
from offers.choices import Currency, Origin
from offers.filters.selection import address, is_tidy, tidy
from offers.words import words
from tests import pages
from tests.offers import make
from tests.portal.make import person
from tests.queries import assert_constant_queries, count_queries

pytestmark = pytest.mark.django_db
LIST = "/de/angebote/"


def titles(client, query="", language="de"):
    """Titles of the cards, in order."""
    response = client.get(f"/{language}/angebote/{query}", follow=True)
    assert response.status_code == 200
    return [card.title.text for card in response.context["cards"]]


def rich_offer():
    """An offer with as much on its card as there can be."""
    place = make.location(street="", district="wanne")
    return make.offer(
        title="Ein ziemlich langer Titel eines Angebots, wie ihn Ämter schreiben und niemand kürzt (Teil 2)",
        topics=["beratung", "wohnen", "arbeit", "spracherwerb"],
        location=place,
    )


def test_an_offer_stands_in_the_list_with_provider_place_topic_and_state(client):
    provider = make.organisation(name="Verein am Markt")
    place = make.location(district="wanne")
    make.offer(title="Nähen", organisation=provider, location=place, topics=["wohnen"], source_year=2017)
    text = client.get(LIST).content.decode()
    for word in ("Nähen", "Verein am Markt", "Wanne", "Wohnung", "nicht bestätigt, Quelle 2017", "1 Angebot"):
        assert word in text


def test_reading_needs_no_cookie(client):
    make.offer()
    response = client.get(LIST)
    assert response.status_code == 200
    assert not response.cookies
    assert 'method="post"' not in response.content.decode()


def test_only_reading_is_possible(client):
    assert client.post(LIST).status_code == 405


def test_confirmed_offers_come_first_then_young_sources_then_the_german_alphabet(client):
    make.offer(title="Zeichnen", currency=Currency.CURRENT)
    make.offer(title="Ärzte", currency=Currency.OLDER)
    make.offer(title="Ankommen", currency=Currency.HISTORIC)
    make.offer(title="Aula", currency=Currency.OLDER)
    make.offer(title="Ärger", currency=Currency.OLDER)
    make.confirmed_offer(title="Yoga", by=person(), currency=Currency.HISTORIC)
    assert titles(client) == ["Yoga", "Zeichnen", "Ärger", "Ärzte", "Aula", "Ankommen"]


def test_what_is_near_comes_before_what_is_far(client):
    for title, origin in (("A", Origin.ELSEWHERE), ("B", Origin.NEIGHBOUR), ("C", Origin.HERNE)):
        make.offer(title=title, origin=origin, currency=Currency.CURRENT)
    assert titles(client, "?region=alle") == ["C", "B", "A"]


def test_archived_and_expired_offers_are_not_listed(client):
    today = timezone.localdate()
    make.archived_offer(title="Archiv", by=person())
    make.offer(title="Vorbei", valid_until=today - timezone.timedelta(days=1))
    make.offer(title="Heute noch", valid_until=today)
    assert titles(client) == ["Heute noch"]


def test_the_default_scope_is_herne_and_nationwide_and_the_rest_one_choice_away(client):
    for origin in Origin.values:
        make.offer(title=origin, origin=origin)
    assert set(titles(client)) == {"herne", "bund"}
    assert set(titles(client, "?region=nachbarn")) == {"herne", "bund", "ruhr"}
    assert set(titles(client, "?region=alle")) == set(Origin.values)


def test_an_offer_from_elsewhere_carries_its_town(client):
    make.offer(title="Fern", origin=Origin.ELSEWHERE, location=make.location(city="Augsburg"))
    assert "nicht in Herne: Augsburg" in client.get(f"{LIST}?region=alle").content.decode()


def test_topic_and_district_narrow_the_list_and_each_choice_can_be_taken_away(client):
    make.offer(title="Passt", topics=["wohnen"], location=make.location(district="wanne"))
    make.offer(title="Anderes Thema", topics=["arbeit"], location=make.location(district="wanne"))
    make.offer(title="Anderer Bezirk", topics=["wohnen"], location=make.location(district="eickel"))
    assert titles(client, "?topic=wohnen&district=wanne") == ["Passt"]
    response = client.get(f"{LIST}?topic=wohnen&district=wanne")
    chips = response.context["listing"].chips
    assert [(chip.said.text, chip.query) for chip in chips] == [
        ("Wohnung", "district=wanne"),
        ("Wanne", "topic=wohnen"),
    ]
    assert "Entfernen: <bdi>Wanne</bdi>" in response.content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "Nähkurs",
        "nähkurse",
        "NAHKURS",
        "Kleiderkammer",
        "Beispielhaus",
        "Faden",
        "Stoffe Nähkurs",
        "Ich suche einen Nähkurs in Herne",
    ],
)
def test_the_search_reads_title_description_provider_and_place(client, words):
    provider = make.organisation(name="Kleiderkammer Mitte")
    place = make.location(name="Beispielhaus")
    make.offer(title="Nähkurs", description="Mit Nadel, Faden und Stoff.", organisation=provider, location=place)
    make.offer(title="Fußball")
    indexing.refresh_all()
    assert titles(client, f"?q={words}") == ["Nähkurs"]


def test_the_search_knows_other_words_for_a_topic(client):
    make.offer(title="Sprechstunde", topics=["wohnen"])
    make.offer(title="Fußball", topics=["sport"])
    indexing.refresh_all()
    lexicon.load()
    assert titles(client, "?q=Housing", "en") == ["Sprechstunde"]
    assert titles(client, "?q=السكن", "ar") == ["Sprechstunde"]


@pytest.mark.parametrize("code", ["en", "ar", "labels"])
def test_the_name_of_a_language_is_no_word_of_a_topic(client, code):
    make.offer(title="Fußball", topics=["asyl"], description="", organisation=None)
    indexing.refresh_all()
    assert titles(client, f"?q={code}") == []


def test_the_search_reads_translations(client):
    make.translation(make.offer(title="Müttertreff"), title="لقاء الأمهات")
    make.offer(title="Fußball")
    indexing.refresh_all()
    assert titles(client, "?q=الأمهات", "ar") == ["لقاء الأمهات"]


def test_what_only_comes_near_says_so(client):
    make.offer(title="Radfahren lernen", description="Mit der Verkehrswacht.")
    indexing.refresh_all()
    lexicon.load()
    text = client.get(f"{LIST}?q=Führerschein umschreiben").content.decode()
    assert "Genau das haben wir nicht gefunden" in text
    assert "Radfahren lernen" in text
    assert "Genau das" not in client.get(f"{LIST}?q=Radfahren").content.decode()


def test_nothing_found_says_what_to_do_and_whom_to_call(client):
    text = client.get(f"{LIST}?q=Gibtesnicht").content.decode()
    assert "Dazu haben wir nichts gefunden" in text
    assert "tel:+49232316" in text
    assert 'href="/de/angebote/"' in text


def test_one_tap_widens_the_search_to_the_neighbours(client):
    make.offer(title="Nebenan", origin=Origin.NEIGHBOUR)
    indexing.refresh_all()
    listing = client.get(f"{LIST}?q=Nebenan&page=3", follow=True).context["listing"]
    assert (listing.wider, listing.elsewhere) == ("q=Nebenan&region=nachbarn", 1)
    assert titles(client, "?q=Nebenan&region=nachbarn") == ["Nebenan"]
    assert client.get(f"{LIST}?region=alle").context["listing"].elsewhere == 0


def test_the_address_keeps_the_whole_state_in_another_language_and_on_other_pages(client):
    for _ in range(25):
        make.offer(topics=["wohnen"])
    indexing.refresh_all()
    text = client.get(f"{LIST}?topic=wohnen&q=Beispiel").content.decode()
    assert "/ar/angebote/?topic=wohnen&amp;q=Beispiel" in text
    assert "?topic=wohnen&amp;q=Beispiel&amp;page=2" in text
    assert len(titles(client, "?topic=wohnen&q=Beispiel&page=2")) == 5


@pytest.mark.parametrize(
    "query",
    [
        "?page=-1",
        "?page=0",
        "?page=zwei",
        "?page=99999999999999999999",
        "?page=²",
        "?q=" + "x" * 10_000,
        "?q=%00",
        "?q=a%00b&topic=%00",
        "?q=%FF%FE",
        "?q=%25_%5C%27%22--",
        "?topic=gibtesnicht",
        "?district=' OR 1=1",
        "?region=mars",
        "?" + "&".join("q=a" for _ in range(500)),
        "?" + "&".join(f"x{number}=1" for number in range(500)),
        "?q=<script>alert(1)</script>",
    ],
)
def test_nonsense_in_the_address_shows_a_sensible_page(client, query):
    make.offer()
    response = client.get(LIST + query, follow=True)
    assert response.status_code == 200
    assert len(response.content) < 60_000
    assert b"<script>alert" not in response.content
    assert len(response.redirect_chain) <= 1


@pytest.mark.parametrize(
    "query", ["q=1", "q=&topic=&page=1", "q=a b", "page=2", "topic=wohnen&region=alle", "q=می‌خواهم"]
)
def test_a_sensible_address_is_not_redirected(client, query):
    assert client.get(f"{LIST}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("query", "tidied"),
    [
        ("q=a%00b%0A", "q=ab"),
        ("q=%20a%20&x=1&utm_source=y", "q=a"),
        ("topic=wohnen&topic=arbeit&page=0", "topic=arbeit"),
        ("topic=gibtesnicht&free=nein&sort=x&unknown=1&provider=-1&who=alle&q=a", "q=a"),
        ("q=" + "x" * 500, "q=" + "x" * 120),
    ],
)
def test_an_untidy_address_leads_to_a_tidy_one(client, query, tidied):
    response = client.get(f"{LIST}?{query}")
    assert (response.status_code, response["Location"]) == (302, f"{LIST}?{tidied}")


def test_what_is_tidied_once_stays_tidy(rf):
    for query in ("q=%20a%20&q=b&x=1", "page=007&q=1", "q=%E2%80%8F%D8%B3", "q=%00", "topic=a%0Ab", "free=ja&free=x"):
        kept = tidy(rf.get(f"/?{query}").GET, words())
        again = rf.get(f"/?{address(kept)}").GET
        assert is_tidy(again, tidy(again, words()))


def test_german_text_on_an_arabic_page_says_so(client):
    make.offer(title="Müttercafé")
    make.translation(make.offer(title="Nähkurs"), title="دورة خياطة")
    response = client.get("/ar/angebote/")
    assert pages.language_of(response, "Müttercafé") == ("de", "ltr")
    assert pages.language_of(response, "دورة خياطة") == ("ar", "rtl")


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_one_offer_or_fifty_cost_the_same_few_queries(client, language):
    assert_constant_queries(client, f"/{language}/angebote/", rich_offer, at_most=12)


def test_searching_costs_few_queries_too(client):
    rich_offer()
    assert count_queries(client, f"{LIST}?q=Titel&topic=wohnen&district=wanne&region=alle") <= 12


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_a_full_page_stays_light(client, language):
    for _ in range(45):
        rich_offer()
    response = client.get(f"/{language}/angebote/?region=alle&page=2")
    assert len(response.content) <= 60_000
    assert pages.compressed(response.content) <= 12_000
    assert pages.first_load(response) <= 60_000


def test_headings_do_not_skip_a_level(client):
    make.offer()
    assert pages.headings_are_in_order(client.get(LIST))
