"""An offer as one page of paper."""

import io
import subprocess
from datetime import timedelta
from uuid import uuid4

import pikepdf
import pytest
from django.utils import timezone

from herne_integration import pdf, short_links
from offers.choices import Cost
from tests.offers import make
from tests.portal.make import person
from tests.queries import count_queries

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not pdf.available(), reason="Pango fehlt"),
]


@pytest.fixture(autouse=True)
def _fresh_papers(settings, tmp_path):
    """No paper of another run comes from the cache."""
    papers = settings.CACHES["papers"] | {"LOCATION": tmp_path}
    settings.CACHES = settings.CACHES | {"papers": papers}


def paper(client, offer, language="de"):
    """The bytes of an offer's paper."""
    response = client.get(f"/{language}{offer.path}pdf/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return response.content


def text(data):
    """What a reader copies out of a paper, direction marks left out."""
    result = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return "".join(sign for sign in result.stdout.decode() if sign not in "\u202a\u202b\u202c\u200e\u200f")


def normal_offer(**fields):
    """An offer as they are."""
    defaults = {
        "title": "Migrationsberatung",
        "description": "Beratung bei Briefen von Ämtern. " * 8,
        "phone": "02323 16-3703",
        "cost": Cost.FREE,
        "target_text": "alle Zugewanderten",
        "location": make.location(district="wanne"),
        "source_year": 2017,
    }
    return make.offer(**defaults | fields)


def test_the_paper_is_one_tagged_page_that_says_what_it_is(client):
    offer = normal_offer()
    with pikepdf.open(io.BytesIO(paper(client, offer))) as document:
        assert len(document.pages) == 1
        assert document.Root.MarkInfo.Marked
        assert document.Root.StructTreeRoot
        assert str(document.Root.Lang) == "de"
        assert str(document.docinfo.Title) == "Migrationsberatung"
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_the_paper_says_how_well_everything_is_known_and_that_it_is_a_draft(client):
    offer = normal_offer()
    code = short_links.code_for(offer.path)
    content = text(paper(client, offer))
    for words in (
        "Migrationsberatung",
        "02323 16-3703",
        "nicht bestätigt, Quelle 2017",
        "Entwurf, kein Angebot der Stadt Herne",
        "Gedruckt am",
        f"/k/{code}",
        "Nicht bekannt",
    ):
        assert words in content


def test_the_paper_of_a_confirmed_offer_names_the_day(client):
    assert "durch die Redaktion" in text(paper(client, make.confirmed_offer(by=person())))


def test_arabic_text_comes_out_of_the_paper_as_it_went_in(client):
    offer = normal_offer()
    make.translation(offer, title="استشارة الهجرة", description="نساعدكم في الرسائل")
    data = paper(client, offer, "ar")
    content = text(data)
    assert "استشارة الهجرة" in content
    assert "نساعدكم في الرسائل" in content
    assert "02323 16-3703" in content
    with pikepdf.open(io.BytesIO(data)) as document:
        assert len(document.pages) == 1
        assert str(document.Root.Lang) == "ar"


def test_german_parts_of_an_arabic_paper_say_so_to_a_screen_reader(client):
    with pikepdf.open(io.BytesIO(paper(client, normal_offer(), "ar"))) as document:
        parts = list(pdf._parts(document.Root.StructTreeRoot))
        assert {str(part.Lang) for part in parts if "/Lang" in part} == {"de"}
        assert not [part for part in parts if part.S == "/Art"]


def test_all_pictures_have_words(client):
    with pikepdf.open(io.BytesIO(paper(client, normal_offer()))) as document:
        figures = [part for part in pdf._parts(document.Root.StructTreeRoot) if part.S == "/Figure"]
        assert figures
        assert all(str(figure.Alt) for figure in figures)


LONG = {
    "description": "Wort " * 250,
    "bring_text": "Ausweis, Zeugnisse",
    "registration_text": "Bitte anrufen. " * 10,
    "schedule_text": "montags und dienstags, nach Absprache",
}
MANY = {
    "residence_statuses": ["duldung", "asyl_verfahren", "aufenthaltserlaubnis", "eu_freizuegigkeit"],
    "languages": ["ar", "tr", "uk", "ru", "ro", "bg", "fa", "ku", "pl", "sq", "so", "ti", "fr", "en"],
}
MIDDLE = {"description": "Wort " * 120}


@pytest.mark.parametrize(
    ("fields", "size"), [({}, "large"), (MIDDLE, "normal"), (LONG, "dense"), (MANY, "normal"), (LONG | MANY, "dense")]
)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_an_offer_fits_on_one_page_whatever_is_known_of_it(client, fields, size, language):
    offer = normal_offer(**fields)
    for day in range(3):
        make.run(offer, timezone.localdate() + timedelta(days=day))
    assert client.get(f"/{language}{offer.path}").context["shown"].print_size == size
    with pikepdf.open(io.BytesIO(paper(client, offer, language))) as document:
        assert len(document.pages) == 1


def test_the_file_has_a_name_and_needs_no_cookie(client):
    response = client.get(f"/de{normal_offer(title='Müttercafé „Süd“').path}pdf/")
    disposition = response["Content-Disposition"]
    assert disposition.startswith('inline; filename="angebot-muttercafe-sud-de.pdf"')
    assert not response.cookies


def test_the_same_offer_gives_the_same_bytes(client, settings):
    offer = normal_offer()
    first = paper(client, offer)
    pdf.caches["papers"].clear()
    assert paper(client, offer) == first


def test_a_changed_offer_gives_a_new_paper_at_once(client):
    offer = normal_offer()
    paper(client, offer)
    offer.phone = "02323 99"
    offer.save()
    assert "02323 99" in text(paper(client, offer))


def test_an_archived_offer_says_so_on_paper(client):
    assert "archiviert" in text(paper(client, make.archived_offer(by=person())))


def test_an_unknown_offer_has_no_paper_and_nothing_can_be_posted(client):
    assert client.get(f"/de/angebote/{uuid4()}/pdf/").status_code == 404
    assert client.post(f"/de{make.offer().path}pdf/").status_code == 405


def test_a_paper_costs_few_queries(client):
    assert count_queries(client, f"/ar{normal_offer().path}pdf/") <= 12


def test_without_pango_a_page_says_so(client, monkeypatch):
    monkeypatch.setattr(pdf, "_engine", lambda: None)
    response = client.get(f"/de{make.offer().path}pdf/")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "Gerade können wir keine PDF-Datei erstellen" in response.content.decode()
