"""The present list of offers as a paper."""

import io
from contextlib import closing

import pikepdf
import pytest
from django.db import connection

from herne_integration import pdf, short_links, turns
from offers import list_paper
from offers.actions import indexing
from offers.choices import Cost
from tests.offers import make
from tests.offers.test_offer_pdf import text
from tests.queries import assert_constant_queries

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not pdf.available(), reason="Pango fehlt"),
]
PAPER = "/de/angebote/pdf/"


@pytest.fixture(autouse=True)
def _fresh_papers(settings, tmp_path):
    """No paper of another run comes from the cache."""
    papers = settings.CACHES["papers"] | {"LOCATION": tmp_path}
    settings.CACHES = settings.CACHES | {"papers": papers}


@pytest.fixture
def printed(monkeypatch):
    """What would be printed: the press itself stands still."""
    seen = []

    def press(html, key):
        seen.append(html)
        return b"%PDF"

    monkeypatch.setattr(pdf, "_print", press)
    return seen


def test_the_paper_says_what_was_chosen_and_everything_to_call_or_find_an_offer(client):
    place = make.location(district="wanne")
    offer = make.offer(
        title="Sprachkurs", phone="02323 16-3703", location=place, source_year=2017, cost=Cost.FREE, topics=["wohnen"]
    )
    make.offer(title="Chor")
    indexing.refresh(offer.pk)
    code = short_links.code_for(offer.path)
    response = client.get(f"{PAPER}?q=Sprachkurs&district=wanne&free=ja")
    assert response["Content-Type"] == "application/pdf"
    assert "noindex" in response["X-Robots-Tag"]
    content = text(response.content)
    for words in (
        "Ihre Auswahl: „Sprachkurs“ · Wanne · kostenlos",
        "1 Angebot",
        "Sprachkurs",
        offer.organisation.name,
        "02323 16-3703",
        f"/k/{code}",
        "nicht bestätigt, Quelle 2017",
        "Entwurf, kein Angebot der Stadt Herne",
        "Gedruckt am",
    ):
        assert words in content
    assert "Chor" not in content


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_paper_is_tagged_and_in_the_language_of_the_page(client, language):
    make.translation(make.offer(title="Sprachkurs"), title="دورة لغة")
    make.offer(title="Chor")
    data = client.get(f"/{language}/angebote/pdf/").content
    with pikepdf.open(io.BytesIO(data)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == language
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    assert "Chor" in text(data)


def test_german_words_on_an_arabic_paper_say_so(client, printed):
    make.translation(make.offer(title="Sprachkurs"), title="دورة لغة")
    make.offer(title="Chor", phone="02323 1")
    client.get("/ar/angebote/pdf/")
    assert '<article lang="de" dir="ltr">Chor</article>' in printed[0]
    assert "<h2>دورة لغة</h2>" in printed[0]
    assert '<bdi dir="ltr">02323 1</bdi>' in printed[0]


def test_a_long_list_is_cut_and_says_so(client, printed, monkeypatch):
    monkeypatch.setattr(list_paper, "MOST", 2)
    for title in ("Adler", "Bär", "Chamäleon"):
        make.offer(title=title)
    client.get(PAPER)
    assert "Die ersten 2 von 3 Angeboten" in printed[0]
    assert "Bär" in printed[0]
    assert "Chamäleon" not in printed[0]


def test_the_same_list_is_printed_once_and_a_changed_one_anew(client, printed):
    offer = make.offer(title="Chor")
    client.get(PAPER)
    client.get(PAPER)
    assert len(printed) == 1
    type(offer).objects.filter(pk=offer.pk).update(phone="02323 1")
    client.get(PAPER)
    client.get(f"{PAPER}?region=alle")
    client.get("/en/angebote/pdf/")
    assert len(printed) == 4


def test_with_nothing_to_print_it_leads_back_to_the_list(client):
    assert client.get(f"{PAPER}?district=wanne").headers["Location"] == "/de/angebote/?district=wanne"


def test_an_untidy_address_is_tidied(client):
    make.offer()
    assert client.get(f"{PAPER}?page=3&x=1&region=alle").headers["Location"] == f"{PAPER}?region=alle"


def test_the_list_offers_its_paper(client):
    make.offer(cost=Cost.FREE)
    assert f'href="{PAPER}?free=ja" rel="nofollow"' in client.get("/de/angebote/?free=ja").content.decode()


def test_a_visitor_gets_one_paper_at_a_time(client, rf, printed):
    make.offer()
    number = turns._number(rf.get("/"))
    with closing(connection.copy()) as beside, beside.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [turns.LOCKS["offer-list-pdf"], number])
        response = client.get(PAPER)
        assert response.status_code == 429
        assert response["Retry-After"] == "5"
        assert "Ihre Liste wird gerade erstellt." in response.content.decode()
        # Somebody else does not wait.
        assert client.get(PAPER, REMOTE_ADDR="192.0.2.7").status_code == 200
        cursor.execute("SELECT pg_advisory_unlock_all()")
        assert client.get(PAPER).status_code == 200
        assert not client.get(PAPER).cookies


def test_the_turn_lasts_as_long_as_the_answer(client, rf, printed):
    make.offer()
    client.get(PAPER)
    taken = "SELECT pg_try_advisory_lock(%s, %s)"
    with closing(connection.copy()) as beside, beside.cursor() as cursor:
        # The test's own transaction is still open, and with it the answer's.
        cursor.execute(taken, [turns.LOCKS["offer-list-pdf"], turns._number(rf.get("/"))])
        assert cursor.fetchone() == (False,)


def test_without_a_press_a_page_says_so(client, monkeypatch):
    make.offer()
    monkeypatch.setattr(pdf, "_engine", lambda: None)
    response = client.get(PAPER)
    assert response.status_code == 503
    assert response["Retry-After"] == "60"


def test_more_offers_cost_no_more_queries(client, printed):
    make.offer(title="Chor")
    assert_constant_queries(client, "/ar/angebote/pdf/", make.offer, at_most=12)


def test_only_reading_is_possible(client):
    assert client.post(PAPER).status_code == 405
