"""However large the directory: a search and the page of an offer read no growing table from beginning to end."""

import pytest
from django.conf import settings
from django.db import connection

from bench import made_up
from bench.plans import generic_scans, sequential_scans, watched
from offers.actions import lexicon
from offers.models import Offer, Organisation
from offers.search import finding

OFFERS = 1500
TRIGRAMS = ["offers_term_trigrams", "offers_phrase_trigrams"]
QUESTIONS = [
    "Beratung",
    "Kurs",
    "Deutschkurs mit Kinderbetreuung",
    "Sprachkruse",
    "مستشار",
    "лікар без страховки",
    "Hundesteuer",
    "Ich suche einen Deutschkurs am Vormittag, weil meine Kinder dann in der Schule sind, und er soll nichts kosten",
]


@pytest.fixture
def many_offers(db):
    """Enough offers, and what a running portal gets from autovacuum: statistics and tidy trigram indexes."""
    lexicon.load()
    made_up.fill(OFFERS)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for index in TRIGRAMS:
            cursor.execute("SELECT gin_clean_pending_list(%s)", [index])
        cursor.execute("ANALYZE")
        cursor.execute(f"SET ROLE {settings.APP_ROLE}")


def scans(read):
    """Growing tables that `read` reads from beginning to end, with the statement."""
    with watched() as statements:
        read()
    assert statements
    return sequential_scans(statements)


# One test, because the offers take longer than all the plans.
def test_search_and_offer_page_read_through_indexes(client, many_offers):
    offer = Offer.objects.filter(translations__isnull=False, weekly_hours__isnull=False).order_by("pk")[0]
    found = {question: scans(lambda: finding.find(question)) for question in QUESTIONS}  # noqa: B023
    # With its numbers and cards. Where nothing is found, the page counts what there would be without the words.
    for question in set(QUESTIONS) - {"Hundesteuer"}:
        found[f"page {question}"] = scans(lambda: client.get("/de/angebote/", {"q": question}))  # noqa: B023
    for language in ("de", "ar"):
        address = f"/{language}{offer.path}"
        found[address] = scans(lambda: client.get(address))  # noqa: B023
    assert {asked: [table for table, _statement in tables] for asked, tables in found.items() if tables} == {}
    # A connection may keep one plan for all questions: that one, too. PostgreSQL shows it from 16 on.
    assert connection.pg_version < 160_000 or generic_scans(finding.STATEMENT) == []
    # The check itself would notice.
    unindexed = scans(lambda: list(Organisation.objects.filter(duties="x")))
    assert [table for table, _statement in unindexed] == ["offers_organisation"]
    by_hand = "SELECT id FROM offers_organisation WHERE duties = %(duties)s"
    assert connection.pg_version < 160_000 or generic_scans(by_hand) == ["offers_organisation"]
