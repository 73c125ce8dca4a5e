"""Information pages as everybody reads them, on the screen and on paper."""

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from django.urls import reverse

from herne_integration import pdf
from offers.actions import info_pages, open_values
from offers.demo import info_pages as demo
from offers.models import InfoPage
from tests import pages
from tests.offers import make, make_info
from tests.offers.test_offer_pdf import text as paper_text
from tests.people import log_in
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
LIST = "/de/informationen/"


def address(page, language="de"):
    return f"/{language}{page.path}"


def text(response):
    return response.content.decode()


@pytest.fixture
def page(redaktion):
    unit = make.organisation(name="Amt für Wohnen", phone="02323 16-0", street="Musterstraße 1", city="Herne")
    return make_info.published(
        by=redaktion, key="wohnen", title="Wohnen", topics=("wohnen",), source="BGB, § 551\nhttps://www.herne.de/x",
        contacts=[{"organisation": unit, "note": "Miete"}],
    )  # fmt: skip


def test_everybody_reads_a_published_page_without_logging_in(client, page):
    response = client.get(address(page))
    assert response.status_code == 200
    assert not response.cookies
    html = text(response)
    for words in (
        "Wohnung suchen",
        "<li>Rufen Sie 02323 16-0 an.</li>",
        "Amt für Wohnen",
        'href="tel:+49232316',
        "BGB",
    ):
        assert words in html
    assert "nicht bestätigt" in html
    assert pages.headings_are_in_order(response)


def test_the_list_has_every_published_page_and_no_draft(client, page):
    make_info.draft(title="Geheimer Entwurf")
    html = text(client.get(LIST))
    assert address(page) in html
    assert "Geheimer Entwurf" not in html


def test_an_empty_list_says_what_belongs_here(client):
    assert "Noch keine Informationen" in text(client.get(LIST))


@pytest.mark.parametrize("name", ["info-page-detail", "info-page-pdf"])
def test_what_is_not_published_is_not_there_for_anybody(client, redaktion, name):
    draft = make_info.draft(by=redaktion, key="entwurf")
    for key in ("entwurf", "gibt-es-nicht"):
        assert client.get(reverse(f"offers:{name}", args=[key])).status_code == 404
    log_in(client, redaktion)
    assert client.get(reverse(f"offers:{name}", args=[draft.key])).status_code == 404


def test_without_a_translation_the_german_text_says_that_it_is_german(client, page):
    response = client.get(address(page, "ar"))
    assert 'lang="de" dir="ltr"' in text(response)
    assert pages.language_of(response, "Ab 22 Uhr ist Nachtruhe.") == ("de", "ltr")


def test_a_section_that_nobody_has_translated_stays_german(client, page):
    make_info.translation(
        page, title="السكن", sections={"suche": {"heading": "البحث", "body": "اتصل بالرقم 02323 16-0"}}
    )
    response = client.get(address(page, "ar"))
    assert pages.language_of(response, "Ab 22 Uhr ist Nachtruhe.") == ("de", "ltr")
    assert pages.language_of(response, "اتصل بالرقم")[0] == "ar"
    assert '<bdi dir="ltr">02323 16-0</bdi>' in text(response)


def test_a_translation_stays_with_its_section_when_others_come_and_go(client, page, redaktion):
    make_info.translation(page, "en")
    sections = [{"key": "", "heading": "Ganz neu", "body": "Neuer Text."}, page.sections[1]]
    content = make_info.content(key=page.key, title="Wohnen", sections=sections)
    info_pages.change(page=page, content=content, version=page.version, by=redaktion)
    html = text(client.get(address(page, "en")))
    assert html.index("Neuer Text.") < html.index("Ab 22 Uhr ist Nachtruhe. (en)")
    assert "Zahlen Sie nie Geld vorher. (en)" not in html


def test_a_contact_point_that_has_ended_drops_out(client, redaktion):
    offer = make.archived_offer(by=redaktion, title="Gibt es nicht mehr")
    page = make_info.published(by=redaktion, contacts=[{"offer": offer}])
    assert "Gibt es nicht mehr" not in text(client.get(address(page)))


def test_an_open_value_names_whom_to_ask_until_it_is_filled_in(client, page, redaktion):
    value = make_info.value(page, label="Bruttokaltmiete, 1 Person", ask=make.organisation(name="Jobcenter Muster"))
    html = text(client.get(address(page)))
    assert "noch nicht angegeben" in html
    assert "Jobcenter Muster" in html
    filled = {"amount": Decimal("1450.5"), "valid_from": date(2026, 1, 1), "source": "Beschluss 7"}
    open_values.set_value(value=value, **filled, seen=None, by=redaktion)
    html = text(client.get(address(page)))
    assert "noch nicht angegeben" not in html
    assert '<bdi dir="ltr">1.450,50</bdi> Euro im Monat' in html
    assert "Beschluss 7" in html


def test_offers_on_the_topic_stand_below(client, page, redaktion):
    make.offer(title="Umzugshilfe", topics=["wohnen"])
    make.offer(title="Sprachcafé", topics=["spracherwerb"])
    html = text(client.get(address(page)))
    assert "Umzugshilfe" in html
    assert "Sprachcafé" not in html
    assert "?topic=wohnen" in html


def test_only_reading_is_possible(client, page):
    for url in (LIST, address(page), f"{address(page)}pdf/"):
        assert client.post(url).status_code == 405


def full(number, by):
    """Pages with everything that costs a query."""
    for _ in range(number):
        contacts = [{"organisation": make.organisation()}, {"offer": make.offer(topics=["wohnen"])}]
        page = make_info.published(by=by, topics=("wohnen",), contacts=contacts)
        make_info.translation(page)
        make_info.value(page, ask=contacts[0]["organisation"])
    return page


def test_one_page_costs_what_ten_cost(client, redaktion):
    def costs(number):
        page = full(number, redaktion)
        return count_queries(client, "/ar/informationen/"), count_queries(client, address(page, "ar"))

    first, tenth = costs(1), costs(9)
    assert first == tenth
    assert max(first) <= 12


def test_the_topics_of_the_folder_are_light(client, redaktion):
    demo.load(by=redaktion)
    for url in ["/ar/informationen/", *(address(page, "ar") for page in InfoPage.objects.all())]:
        response = client.get(url)
        assert len(response.content) <= 60_000
        assert pages.compressed(response.content) <= 12_000
        assert pages.headings_are_in_order(response)
    assert pages.first_load(response) <= 60_000


@pytest.mark.skipif(not pdf.available(), reason="Pango fehlt")
class TestPaper:
    @pytest.fixture(autouse=True)
    def _fresh_papers(self, settings, tmp_path):
        papers = settings.CACHES["papers"] | {"LOCATION": tmp_path}
        settings.CACHES = settings.CACHES | {"papers": papers}

    @pytest.mark.parametrize("language", ["de", "ar"])
    def test_it_can_be_read_aloud_and_marks_what_is_german(self, client, page, language):
        make_info.translation(page, "ar", sections={"suche": {"heading": "البحث", "body": "نص"}})
        data = client.get(f"{address(page, language)}pdf/").content
        with pikepdf.open(io.BytesIO(data)) as paper:
            assert str(paper.Root.Lang) == language
            assert b"pdfuaid" in paper.Root.Metadata.read_bytes()
            marked = [str(part.Lang) for part in pdf._parts(paper.Root.StructTreeRoot) if "/Lang" in part]
        assert set(marked) == ({"de"} if language == "ar" else set())

    def test_it_says_what_the_page_says(self, client, page):
        words = " ".join(paper_text(client.get(f"{address(page)}pdf/").content).split())
        for part in (
            "Wohnung suchen",
            "Rufen Sie 02323 16-0 an.",
            "Amt für Wohnen",
            "BGB, § 551",
            "Entwurf, kein Angebot",
        ):
            assert part in words

    def test_where_no_paper_can_be_made_a_page_says_so(self, client, page, monkeypatch):
        monkeypatch.setattr(pdf, "_engine", lambda: None)
        assert client.get(f"{address(page)}pdf/").status_code == 503
