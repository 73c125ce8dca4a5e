"""A path on paper."""

import io

import pikepdf
import pytest

from herne_integration import pdf
from offers.demo import paths as demo_paths
from offers.models import AdvicePath
from tests.offers.test_offer_pdf import text

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not pdf.available(), reason="Pango fehlt")]


@pytest.fixture(autouse=True)
def _fresh_papers(settings, tmp_path):
    """No paper of another run comes from the cache."""
    papers = settings.CACHES["papers"] | {"LOCATION": tmp_path}
    settings.CACHES = settings.CACHES | {"papers": papers}


def papers(client, redaktion, language):
    """The papers of the four paths."""
    demo_paths.load(by=redaktion)
    responses = [client.get(f"/{language}/wege/{path.key}/pdf/") for path in AdvicePath.objects.all()]
    assert {response["Content-Type"] for response in responses} == {"application/pdf"}
    return [response.content for response in responses]


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_path_is_at_most_two_pages_and_readable_aloud(client, redaktion, language):
    for data in papers(client, redaktion, language):
        with pikepdf.open(io.BytesIO(data)) as paper:
            assert len(paper.pages) <= 2
            assert str(paper.Root.Lang) == language
            assert b"pdfuaid" in paper.Root.Metadata.read_bytes()


def test_the_paper_says_what_the_page_says(client, redaktion):
    words = " ".join(text(papers(client, redaktion, "de")[0]).split())
    assert "Geflüchtete mit Schutz in Deutschland" in words
    assert "12 Verfestigung und Einbürgerung" in words
    assert "Zuständig: Ausländerbehörde, Einbürgerungsbehörde" in words
    assert "Nicht bekannt: Bis wann, Mitbringen, Einstufung, Wie es danach weitergeht" in words
    assert "Quelle: Ratsvorlage 2017/0429 der Stadt Herne, 2017" in words
    assert "Nicht bestätigt: bitte vorher nachfragen." in words
    assert "Entwurf, kein Angebot der Stadt Herne" in words


def test_where_no_paper_can_be_made_a_page_says_so(client, redaktion, monkeypatch):
    demo_paths.load(by=redaktion)
    monkeypatch.setattr(pdf, "_engine", lambda: None)
    response = client.get(f"/de/wege/{AdvicePath.objects.first().key}/pdf/")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
