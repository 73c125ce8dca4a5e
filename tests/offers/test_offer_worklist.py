"""The phone list of the Redaktion."""

import subprocess
from types import SimpleNamespace

import pytest
from django.test import Client

from herne_integration import pdf
from herne_integration.models.prepared_files import PreparedFile
from offers import worklist
from offers.choices import Origin
from tests.jobs import run_jobs
from tests.offers import make
from tests.people import log_in, person

pytestmark = pytest.mark.django_db
LIST = "/de/redaktion/angebote/telefonliste/"


def test_the_list_holds_hernes_unconfirmed_offers_by_provider():
    editor = person("Eva", "redaktion")
    last = make.offer(title="A", organisation=make.organisation(name="Zeche"))
    first = make.offer(title="B", organisation=make.organisation(name="Awo"))
    make.offer(origin=Origin.NEIGHBOUR)
    make.confirmed_offer(by=editor)
    make.archived_offer(by=editor)
    assert list(worklist.unconfirmed(editor)) == [first, last]


@pytest.mark.skipif(not pdf.available(), reason="Pango fehlt")
def test_the_paper_names_provider_phone_and_source():
    make.offer(title="Nähcafé", organisation=make.organisation(name="Awo", phone="02323 99"), source_year=2016)
    file = SimpleNamespace(requested_by=person("Eva", "redaktion"), advance=lambda percent: None)
    name, content_type, content = worklist.as_pdf(file)
    result = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    text = result.stdout.decode()
    assert (name[:23], content_type) == ("telefonliste-angebote-2", "application/pdf")
    assert all(word in text for word in ("Nähcafé", "Awo", "02323 99", "2016", "Notizen", "Entwurf", "Zum Anrufen (1)"))


@pytest.mark.skipif(not pdf.available(), reason="Pango fehlt")
def test_the_redaktion_gets_the_list_as_a_file(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make.offer()
    client = log_in(Client(), person("Eva", "redaktion"))
    response = client.post(LIST)
    file = PreparedFile.objects.get()
    assert response["Location"] == file.get_absolute_url()
    run_jobs()
    file.refresh_from_db()
    assert file.content.read(5) == b"%PDF-"
    file.content.close()


def test_others_get_no_list_and_reading_alone_starts_nothing(client):
    assert log_in(Client(), person("Eva", "redaktion")).get(LIST).status_code == 405
    assert log_in(Client(), person("Neu")).post(LIST).status_code == 403
    assert client.post(LIST).status_code == 302
    assert not PreparedFile.objects.exists()


def test_without_pango_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr(pdf, "_engine", lambda: None)
    response = log_in(Client(), person("Eva", "redaktion")).post(LIST)
    assert response.status_code == 409
    assert "Pango" in response.content.decode()
