"""What the list can be narrowed by, and the numbers beside each choice."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from offers.actions import indexing
from offers.choices import Cost, Known, SelfWord, Sorting, Weekday
from offers.filters.facets import FLAGS, YES
from offers.filters.listing import Listing
from offers.filters.selection import Selection
from offers.filters.tally import _for_strangers
from offers.models.offers import OfferQuerySet
from offers.words import words
from tests.offers import make
from tests.offers.lists import MONDAY_TEN, listing, titles
from tests.portal.make import person
from tests.queries import assert_constant_queries, count_queries

pytestmark = pytest.mark.django_db
LIST, FILTER = "/de/angebote/", "/de/angebote/filter/"
GOOD_FRIDAY_TEN = datetime(2026, 4, 3, 8, 0, tzinfo=UTC)


def test_a_choice_that_would_give_nothing_is_not_offered_unless_it_is_chosen():
    make.offer(topics=["wohnen"])
    topics = {option.value for option in listing().choices.questions[0].options}
    assert topics == {"", "wohnen"}
    assert "sport" in {option.value for option in listing(topic="sport").choices.questions[0].options}


def test_unknown_is_not_no(client):
    make.offer(title="Umsonst", cost=Cost.FREE)
    make.offer(title="Teuer", cost=Cost.PAID)
    make.offer(title="Wer weiß", cost=Cost.UNKNOWN)
    assert titles(free=YES) == ["Umsonst"]
    assert titles(free=YES, unknown=YES) == ["Umsonst", "Wer weiß"]
    text = client.get(f"{LIST}?free=ja").content.decode()
    assert "Bei 1 weiteren Angebot ist das nicht bekannt." in text
    assert 'href="?free=ja&amp;unknown=ja"' in text


def test_an_offer_silent_about_one_choice_and_against_another_is_not_unknown():
    make.offer(title="Nein", cost=Cost.UNKNOWN, online=Known.NO)
    assert listing(free=YES, online=YES).tally.unknown == 0


def test_people_find_what_is_for_them_in_their_own_words():
    make.offer(title="Für Geduldete", target_groups=["geduldete"])
    make.offer(title="Für Ukrainer", target_groups=["ukraine"])
    make.offer(title="Sagt nichts")
    indexing.refresh_all()
    assert titles(who=SelfWord.TOLERATED.value) == ["Für Geduldete"]
    assert titles(who=SelfWord.TOLERATED.value, unknown=YES) == ["Für Geduldete", "Sagt nichts"]


def test_the_words_on_the_page_are_never_the_offices_groups(client):
    make.offer(target_groups=["b", "uma", "c"])
    indexing.refresh_all()
    text = client.get(FILTER).content.decode()
    assert "Ich habe eine Duldung (1)" in text
    assert "Bleibeaussicht" not in text
    assert "UMA" not in text


def test_open_now_knows_the_hours_and_says_nothing_where_there_are_none():
    make.hours(make.offer(title="Offen"), Weekday.MONDAY, time(9), time(12))
    make.hours(make.offer(title="Bis Mitternacht"), Weekday.MONDAY, time(8), time(0))
    make.hours(make.offer(title="Nachmittags"), Weekday.MONDAY, time(14), time(16))
    make.hours(make.offer(title="Dienstags"), Weekday.TUESDAY, time(9), time(12))
    make.offer(title="Ohne Zeiten")
    assert titles(open=YES) == ["Bis Mitternacht", "Offen"]
    assert titles(open=YES, unknown=YES) == ["Bis Mitternacht", "Offen", "Ohne Zeiten"]


def test_on_a_public_holiday_only_hours_for_holidays_count():
    make.hours(make.offer(title="Freitags"), Weekday.FRIDAY, time(9), time(12))
    make.hours(make.offer(title="Feiertags"), Weekday.HOLIDAY, time(9), time(12))
    assert titles(at=GOOD_FRIDAY_TEN, open=YES) == ["Feiertags"]
    assert titles(at=GOOD_FRIDAY_TEN, open=YES, unknown=YES) == ["Feiertags", "Freitags"]


def test_a_course_begins_soon_within_four_weeks():
    for title, days in (("Heute", 0), ("Vier Wochen", 28), ("Später", 29), ("Gestern", -1)):
        make.run(make.offer(title=title), starts_on=date(2026, 11, 23) + timedelta(days=days))
    make.offer(title="Kein Kurs")
    assert titles(soon=YES) == ["Heute", "Vier Wochen"]
    assert titles(soon=YES, unknown=YES) == ["Heute", "Kein Kurs", "Vier Wochen"]


def test_a_spoken_language_is_found_under_its_own_name(client):
    make.offer(title="Beratung auf Arabisch", languages=["ar"])
    text = client.get("/en/angebote/filter/").content.decode()
    assert '<option value="ar">العربية (Arabic) (1)</option>' in text
    assert titles(language="ar") == ["Beratung auf Arabisch"]


def test_all_offers_of_an_institution_are_one_choice_with_its_name(client):
    house = make.organisation(name="Haus der Jugend")
    make.offer(title="Eigenes", organisation=house)
    make.offer(title="Gemeinsames", partners=[house])
    make.offer(title="Fremdes")
    response = client.get(f"{LIST}?provider={house.pk}")
    assert [card.title.text for card in response.context["cards"]] == ["Eigenes", "Gemeinsames"]
    assert "Haus der Jugend</bdi>" in response.content.decode()
    assert client.get(f"{LIST}?provider=999999").status_code == 200


def test_the_list_can_be_put_in_another_order():
    make.offer(title="B")
    make.confirmed_offer(title="C", by=person())
    make.run(make.offer(title="D"), starts_on=date(2026, 12, 1))
    assert titles() == ["C", "B", "D"]
    assert titles(sort=Sorting.TITLE.value) == ["B", "C", "D"]
    assert titles(sort=Sorting.CONFIRMED.value) == ["C", "B", "D"]
    assert titles(sort=Sorting.START.value) == ["D", "B", "C"]


def test_nothing_found_says_which_choice_to_take_away_and_what_that_gives(client):
    for _ in range(3):
        make.offer(topics=["wohnen"], cost=Cost.PAID)
    make.offer(topics=["sport"], cost=Cost.FREE)
    response = client.get(f"{LIST}?topic=wohnen&free=ja")
    ways = response.context["listing"].ways_on
    assert [(way.said.text, way.number, way.query) for way in ways] == [
        ("kostenlos", 3, "topic=wohnen"),
        ("Wohnung", 1, "free=ja"),
    ]
    assert "3 Angebote" in response.content.decode()


def test_nothing_found_for_a_word_says_what_there_is_without_it(client):
    make.offer(topics=["wohnen"])
    ways = client.get(f"{LIST}?q=Hundesteuer&topic=wohnen").context["listing"].ways_on
    assert [(way.said.text, way.number) for way in ways] == [("„Hundesteuer“", 1)]


def test_an_answer_that_a_choice_hides_does_not_make_the_rest_an_answer(client):
    make.offer(title="Nähkurs", cost=Cost.PAID)
    make.offer(title="Kurs im Schwimmen", cost=Cost.FREE)
    indexing.refresh_all()
    assert not client.get(f"{LIST}?q=Nähkurs").context["listing"].is_near
    near = client.get(f"{LIST}?q=Nähkurs&free=ja").context["listing"]
    assert near.is_near or not near.tally.total


def test_the_filter_page_keeps_the_question_and_says_how_many_it_would_show(client):
    for _ in range(2):
        make.offer(title="Nähkurs", topics=["freizeit"])
    indexing.refresh_all()
    text = client.get(f"{FILTER}?q=Nähkurs&topic=freizeit&sort=titel").content.decode()
    assert "2 Angebote zeigen" in text
    assert '<input type="hidden" name="q" value="Nähkurs">' in text
    assert '<input type="hidden" name="sort" value="titel">' in text
    assert '<option value="freizeit" selected' in text


def test_the_filter_page_has_no_pages(client):
    response = client.get(f"{FILTER}?page=2&topic=x")
    assert (response.status_code, response["Location"]) == (302, FILTER)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_choices_cost_the_same_few_queries(client, language):
    def rich_offer():
        offer = make.offer(topics=["wohnen", "arbeit"], languages=["ar"], location=make.location(district="wanne"))
        indexing.refresh(offer.pk)

    assert_constant_queries(client, f"/{language}/angebote/filter/", rich_offer, at_most=12)


def test_all_choices_at_once_cost_few_queries(client):
    house = make.organisation()
    query = "&".join(f"{facet.name}=ja" for facet in FLAGS)
    query += f"&q=Nähen&topic=wohnen&who=frau&district=wanne&language=ar&region=alle&provider={house.pk}&sort=beginn"
    assert count_queries(client, f"{LIST}?{query}") <= 12


def test_a_person_who_may_see_more_sees_more(monkeypatch):
    """Strangers share one condition; nobody else may get theirs, and they nobody's."""

    def visible_to(offers, user):
        return offers if user.is_authenticated else offers.exclude(title="Intern")

    monkeypatch.setattr(OfferQuerySet, "visible_to", visible_to)
    _for_strangers.cache_clear()
    make.offer(title="Intern")
    make.offer(title="Offen")
    by_user = {True: person(), False: AnonymousUser()}
    for is_known in (False, True, False):
        shown = Listing(by_user[is_known], Selection({}), words(), MONDAY_TEN)
        assert {card.title.text for card in shown.cards} == ({"Intern", "Offen"} if is_known else {"Offen"})
        assert shown.tally.total == 1 + is_known
    _for_strangers.cache_clear()
