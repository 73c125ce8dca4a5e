"""The search on the database: what people type finds what they mean."""

import pytest
from django.db import connection

from offers.actions import indexing, lexicon, offers, organisations, translations
from offers.actions.offers import Content
from offers.models import TEXT_FIELDS, ImportedRow, ListedOffer, Offer, SearchPosting, SearchTerm
from offers.search import finding, questions
from tests.offers import make

pytestmark = pytest.mark.django_db


def found(text):
    keys = finding.find(text).keys
    titles = dict(Offer.objects.filter(pk__in=keys).values_list("pk", "title"))
    return [titles[key] for key in keys]


@pytest.fixture
def city():
    """A few offers, and the lexicon."""
    lexicon.load()
    made = [
        make.offer(title="Sprachkurs am Vormittag", description="Deutsch lernen in kleinen Gruppen."),
        make.offer(title="Ärztliche Sprechstunde ohne Krankenversicherung", topics=["gesundheit"]),
        make.offer(title="Fahrradwerkstatt", description="Räder reparieren."),
        make.offer(title="Frauencafé", target_groups=["frauen"], description="Treffpunkt."),
        make.offer(title="Hilfe bei Briefen von Behörden", description="Wir lesen Ihre Post vom Jobcenter mit Ihnen."),
        make.offer(title="Beratung zu Geld und Wohnen", description="Wir hören zu.", topics=["beratung"]),
    ]
    indexing.refresh(*(offer.pk for offer in made))
    return made


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Kurs", "Sprachkurs am Vormittag"),
        ("Vormittag Sprachkurse", "Sprachkurs am Vormittag"),
        ("Fahradwerkstatt", "Fahrradwerkstatt"),
        ("fahrrad", "Fahrradwerkstatt"),
        ("Aerztliche Sprechstunde", "Ärztliche Sprechstunde ohne Krankenversicherung"),
        ("doctor", "Ärztliche Sprechstunde ohne Krankenversicherung"),
        ("лікар без страховки", "Ärztliche Sprechstunde ohne Krankenversicherung"),
        ("likar", "Ärztliche Sprechstunde ohne Krankenversicherung"),
        ("مستشار", "Beratung zu Geld und Wohnen"),
        ("Ich brauche Hilfe mit Post vom Jobcenter", "Hilfe bei Briefen von Behörden"),
        ("bisiklet", "Fahrradwerkstatt"),
    ],
)
def test_the_first_offer_is_what_was_meant(city, typed, title):
    assert found(typed)[0] == title
    assert finding.find(typed).is_confident


@pytest.mark.parametrize("typed", ["Hundesteuer", "Führerschein umschreiben", "Pizza", "xqzw", ""])
def test_nothing_fits_and_nothing_claims_to(city, typed):
    assert not finding.find(typed).is_confident


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 10_000,
        "%",
        "_",
        "'",
        '"',
        "\\",
        "\x00",
        "a & b | !c <-> d:*",
        "( ",
        "\u200f\u200e",
        "word " * 2000,
        "🚲",
        "#all",
    ],
)
def test_hostile_text_is_only_text(city, typed):
    assert not finding.find(typed).is_capped


def test_an_offers_own_keywords_are_found():
    offer = make.offer(keywords="Nachhilfe, Schwimmen")
    indexing.refresh(offer.pk)
    assert finding.find("schwimmen").keys == [offer.pk]
    assert finding.find("tauchen").keys == []


def test_confirmed_comes_before_unconfirmed(redaktion):
    twins = [make.offer(title="Nähkurs"), make.offer(title="Nähkurs")]
    indexing.refresh(*(offer.pk for offer in twins))
    second = Offer.objects.get(pk=finding.find("Nähkurs").keys[1])
    offers.confirm(offer=second, version=second.version, by=redaktion)
    assert finding.find("Nähkurs").keys[0] == second.pk


def test_an_archived_offer_leaves_the_index_and_a_restored_one_returns(city, redaktion):
    bike = offers.archive(offer=city[2], version=city[2].version, by=redaktion)
    assert "Fahrradwerkstatt" not in found("Fahrradwerkstatt")
    offers.restore(offer=bike, version=bike.version, by=redaktion)
    assert found("Fahrradwerkstatt")[0] == "Fahrradwerkstatt"


def test_a_change_works_at_once(city, redaktion):
    content = Content(columns={"title": "Imkerei für Anfänger"})
    offers.change(offer=city[2], content=content, version=city[2].version, by=redaktion)
    assert found("Imkerei") == ["Imkerei für Anfänger"]
    assert "Fahrradwerkstatt" not in found("Fahrradwerkstatt")


def test_a_translation_is_found_in_its_words(city, redaktion):
    texts = dict.fromkeys(TEXT_FIELDS, "") | {"title": "Beekeeping"}
    translations.translate(offer=city[2], language="en", texts=texts, revision=1, version=0, by=redaktion)
    assert found("beekeeping") == ["Fahrradwerkstatt"]


def test_a_new_name_of_a_provider_is_found(city, redaktion):
    provider = city[0].organisation
    organisations.change(
        organisation=provider, columns={"name": "Zirkus Flickflack"}, version=provider.version, by=redaktion
    )
    assert found("Flickflack") == ["Sprachkurs am Vormittag"]


def test_the_count_of_a_term_is_the_number_of_its_offers(city):
    indexing.refresh(*(offer.pk for offer in city))
    for term in SearchTerm.objects.all():
        assert term.offers == SearchPosting.objects.filter(term=term).count()


def test_an_empty_index_is_filled_once():
    make.offer(title="Imkerei")
    ListedOffer.objects.all().delete()
    assert indexing.fill() == "Suchindex geschrieben: 1 Angebote."
    assert indexing.fill() == ""
    assert found("Imkerei") == ["Imkerei"]


def test_the_lexicon_is_read_once():
    ImportedRow.objects.all().delete()
    assert lexicon.load().startswith("Wörterbuch der Suche geladen")
    assert lexicon.load() == ""


def test_an_index_serves_the_search(city):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            f"EXPLAIN {finding.STATEMENT}", finding.parameters(questions.parse("Deutschkurs mit Kinderbetreuung"))
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Seq Scan" not in plan


def test_one_question_is_one_statement(city, django_assert_num_queries):
    with django_assert_num_queries(1):
        finding.find("Deutschkurs mit Kinderbetreuung")
