"""Offers around one: what is like it, and what its provider offers besides."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from offers.actions import indexing
from offers.choices import Origin
from offers.models import Offer
from offers.search import similar
from tests.offers import make
from tests.portal.make import person
from tests.queries import assert_constant_queries, count_queries

pytestmark = pytest.mark.django_db


def around(offer, language="de"):
    """What stands below an offer, after the index has seen all offers."""
    indexing.refresh_all()
    offer = Offer.objects.prefetch_related("topics").get(pk=offer.pk)
    return similar.around(offer, language, user=AnonymousUser(), day=timezone.localdate())


def titles(neighbours):
    """What one reads."""
    return [neighbour.title.text for neighbour in neighbours]


def test_offers_with_the_same_topic_are_similar_and_others_are_not():
    offer = make.offer(topics=["wohnen"])
    make.offer(title="Wohnungshilfe", topics=["wohnen"])
    make.offer(title="Fußball", topics=["sport"])
    assert titles(around(offer).similar) == ["Wohnungshilfe"]


def test_a_rare_topic_says_more_than_a_common_one():
    offer = make.offer(topics=["beratung", "schulden"])
    for number in range(6):
        make.offer(title=f"Beratung {number}", topics=["beratung"])
    make.offer(title="Schuldenhilfe", topics=["schulden"])
    assert titles(around(offer).similar) == ["Schuldenhilfe"]


def test_words_of_the_title_decide_among_offers_with_the_same_topic():
    offer = make.offer(title="Fahrradkurs für Frauen", topics=["sport"])
    make.offer(title="Fahrradkurs für Kinder", topics=["sport"])
    for number in range(12):
        make.offer(title=f"Boxen {number}", topics=["sport"])
    assert titles(around(offer).similar)[0] == "Fahrradkurs für Kinder"


def test_what_is_near_stands_before_the_neighbouring_town_and_other_examples_are_left_out():
    offer = make.offer(topics=["wohnen"])
    bochum = make.location(city="Bochum")
    # Even where the other town's is confirmed.
    make.confirmed_offer(by=person(), title="In Bochum", topics=["wohnen"], origin=Origin.NEIGHBOUR, location=bochum)
    make.offer(title="In Augsburg", topics=["wohnen"], origin=Origin.ELSEWHERE)
    make.offer(title="Bundesweit", topics=["wohnen"], origin=Origin.NATIONWIDE)
    found = around(offer).similar
    assert titles(found) == ["Bundesweit", "In Bochum"]
    assert [neighbour.town for neighbour in found] == ["", "Bochum"]


def test_a_confirmed_offer_stands_before_an_equal_one():
    offer = make.offer(topics=["wohnen"])
    make.offer(title="Aus einer Quelle", topics=["wohnen"])
    make.confirmed_offer(by=person(), title="Bestätigt", topics=["wohnen"])
    assert titles(around(offer).similar) == ["Bestätigt", "Aus einer Quelle"]


def test_no_provider_fills_the_list_and_the_offers_own_stands_apart():
    own, school = make.organisation(), make.organisation()
    offer = make.offer(topics=["wohnen"], organisation=own)
    make.offer(title="Vom selben Anbieter", topics=["wohnen"], organisation=own)
    for _number in range(5):
        make.offer(topics=["wohnen"], organisation=school)
    make.offer(title="Von einem dritten", topics=["wohnen"])
    found = around(offer)
    assert len(found.similar) == 2
    assert "Von einem dritten" in titles(found.similar)
    assert titles(found.same_provider) == ["Vom selben Anbieter"]


def test_four_of_the_provider_are_shown_and_all_are_counted():
    own = make.organisation()
    offers = [make.offer(organisation=own) for _number in range(7)]
    found = around(offers[0])
    assert (len(found.same_provider), found.of_provider) == (4, 6)


def test_what_is_archived_or_over_is_not_shown():
    own, yesterday = make.organisation(), timezone.localdate() - timedelta(days=1)
    offer = make.offer(topics=["wohnen"], organisation=own)
    make.archived_offer(by=person(), topics=["wohnen"], organisation=own)
    make.offer(topics=["wohnen"], valid_until=yesterday)
    make.offer(organisation=own, valid_until=yesterday)
    assert not around(offer)


def test_an_archived_offer_still_leads_to_similar_ones():
    offer = make.archived_offer(by=person(), topics=["wohnen"])
    make.offer(title="Wohnungshilfe", topics=["wohnen"])
    assert titles(around(offer).similar) == ["Wohnungshilfe"]


def test_without_a_topic_nothing_is_called_similar():
    offer = make.offer(title="Fahrradkurs")
    make.offer(title="Fahrradkurs", topics=["sport"])
    assert not around(offer).similar


def test_titles_are_in_the_readers_language_where_they_are_translated():
    offer = make.offer(topics=["wohnen"])
    make.translation(make.offer(topics=["wohnen"]), title="سكن")
    german = make.offer(title="Nur deutsch", topics=["wohnen"])
    make.translation(german, title="", description="نص")
    found = {(neighbour.title.text, neighbour.title.language) for neighbour in around(offer, "ar").similar}
    assert found == {("سكن", "ar"), ("Nur deutsch", "de")}


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_page_costs_the_same_with_one_and_with_fifty_relatives(client, language):
    own = make.organisation()
    offer = make.offer(topics=["wohnen", "beratung"], organisation=own, title="%s %% '; DROP TABLE")

    def relative():
        for fields in ({"organisation": own}, {}):
            made = make.offer(topics=["wohnen"], **fields)
            make.translation(made)
            indexing.refresh(made.pk)

    assert_constant_queries(client, f"/{language}{offer.path}", relative, at_most=12)


def test_the_page_of_an_offer_looks_at_no_whole_table(client):
    offer = make.offer(topics=["wohnen", "beratung"], organisation=make.organisation())
    with connection.cursor() as cursor:
        door, parameters = Offer.objects.listed().order_by().values("id").query.sql_with_params()
        cursor.execute("SET LOCAL enable_seqscan = off")
        statement = similar.STATEMENT.format(visible=door)
        cursor.execute(f"EXPLAIN {statement}", [*parameters, *similar._parameters(offer, "ar")])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan" not in plan
    assert count_queries(client, f"/de{offer.path}") <= 12


def test_the_link_to_all_offers_of_the_provider_stands_where_there_are_more_and_leads_to_them(client):
    own = make.organisation(name="Viel e. V.")
    offers = [make.offer(organisation=own) for _number in range(5)]
    address = f"/de/angebote/?provider={own.pk}"
    assert address not in client.get(f"/de{offers[0].path}").content.decode()
    offers.append(make.offer(organisation=own))
    make.offer(title="Von woanders")
    assert address in client.get(f"/de{offers[0].path}").content.decode()
    response = client.get(address)
    assert response.status_code == 200
    assert all(offer.title in response.content.decode() for offer in offers)
    assert "Von woanders" not in response.content.decode()
