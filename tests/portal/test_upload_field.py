"""A form with a file: errors at the field, everything typed kept, limits of the request, and 500 damaged files."""

import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from herne_integration.models import StoredFile
from herne_integration.uploads import NamelessUploads
from tests.portal import upload_samples as samples
from tests.portal.upload_page import take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _page(settings, tmp_path):
    settings.ROOT_URLCONF, settings.MEDIA_ROOT, settings.CLAMAV = "tests.portal.upload_page", tmp_path / "media", None


@pytest.fixture
def browser(client, newcomer, log_in):
    return log_in(client, newcomer)


def send(browser, data=None, name="Bescheid.pdf", text="A-1", **more):
    file = {} if data is None else {"file": SimpleUploadedFile(name, data)}
    return browser.post("/probe/", {"text": text, **file, **more})


def on_disk():
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


def test_a_good_file_is_stored(browser, newcomer):
    response = send(browser, samples.pdf())
    file = StoredFile.objects.get()
    assert (response.status_code, response.content.decode(), file.uploaded_by) == (201, str(file.pk), newcomer)


def test_the_field_says_beforehand_what_it_takes(browser):
    html = browser.get("/probe/").content.decode()
    assert "PDF, JPEG, PNG oder WebP, höchstens 15 MB und 60 Seiten." in html
    assert 'accept="application/pdf,image/jpeg,image/png,image/webp"' in html


def test_a_refusal_stands_at_the_field_with_everything_else_kept_and_nothing_stored(browser):
    response = send(browser, b"Hallo", text="A-17")
    assert (response.status_code, StoredFile.objects.count(), on_disk()) == (200, 0, [])
    assert response.context["form"].errors == {
        "file": ["Diese Art von Datei wird nicht angenommen. Möglich sind PDF, JPEG, PNG und WebP."]
    }
    html = response.content.decode()
    assert 'id="id_file_error"' in html
    assert 'href="#id_file"' in html
    assert 'value="A-17"' in html


def test_a_missing_and_an_empty_file_are_named(browser):
    assert send(browser).context["form"].errors == {"file": ["Bitte wählen Sie eine Datei aus."]}
    assert send(browser, b"").context["form"].errors == {"file": ["Die Datei ist leer."]}


def test_a_good_file_beside_another_error_has_to_be_chosen_again_and_is_not_kept(browser):
    response = send(browser, samples.pdf(), text="zu lang")
    errors = response.context["form"].errors
    assert (response.status_code, list(errors)) == (200, ["text", "file"])
    assert errors["file"] == [
        "Die Datei ist in Ordnung. Der Browser schickt sie nur einmal: Bitte wählen Sie sie noch einmal aus."
    ]
    assert on_disk() == []


def test_a_file_that_is_too_large_gets_a_sentence_at_the_field(browser, settings):
    settings.UPLOAD_BYTES = 1024 * 1024
    response = send(browser, b"%PDF-" + b"\0" * settings.UPLOAD_BYTES)
    assert response.context["form"].errors == {
        "file": ["Die Datei ist größer als 1 MB. Bitte nehmen Sie eine kleinere, zum Beispiel ein Foto."]
    }


def test_of_a_file_that_is_too_large_no_more_than_allowed_reaches_the_disk(settings):
    settings.UPLOAD_BYTES = 100
    handler = NamelessUploads()
    handler.new_file("file", "a.pdf", "application/pdf", None)
    for start in (0, 60, 120):
        handler.receive_data_chunk(b"x" * 60, start)
    with handler.file_complete(180) as upload:
        assert (upload.size, len(upload.read())) == (180, 60)


def test_a_request_that_is_far_too_large_gets_the_page_of_the_house(browser, settings):
    settings.UPLOAD_REQUEST_BYTES = 1024
    response = send(browser, samples.pdf() + b"\0" * 2000)
    assert response.status_code == 413
    assert "Das ist zu groß" in response.content.decode()


def test_a_form_that_cannot_be_taken_apart_says_that_nothing_of_it_arrived(browser):
    """A file that is called "." is none to Django, which reads its bytes as the names of more fields."""
    response = browser.post("/probe/", **samples.form(".", b"x" * 100_000))
    assert (response.status_code, StoredFile.objects.count()) == (400, 0)
    assert "Ihre Angaben sind nicht bei uns angekommen." in response.content.decode()


def test_five_hundred_files_at_once_are_refused_politely(browser):
    files = [SimpleUploadedFile(f"{number}.pdf", b"x") for number in range(500)]
    response = send(browser, others=files)
    assert (response.status_code, StoredFile.objects.count()) == (413, 0)
    assert "Das sind zu viele Dateien auf einmal. Bitte höchstens 20." in response.content.decode()


def test_the_page_says_that_files_are_not_scanned_where_nobody_does(browser, settings):
    sentence = "Dateien werden hier nicht auf Schadprogramme geprüft"
    assert sentence in browser.get("/probe/").content.decode()
    settings.CLAMAV = "/run/clamav/clamd.ctl"
    assert sentence not in browser.get("/probe/").content.decode()


def test_what_is_being_sent_has_no_name_on_the_disk(browser, monkeypatch, tmp_path):
    """A process that is killed leaves nothing behind, because there is nothing to find."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    seen = []

    def store(read, by):
        read.upload.seek(0)
        seen.extend([read.upload.read(), list(tmp_path.iterdir())])
        return SimpleNamespace(pk=1)

    monkeypatch.setattr("tests.portal.upload_page.stored_files.store", store)
    send(browser, samples.pdf())
    assert seen == [samples.pdf(), []]


def test_of_500_damaged_files_none_breaks_takes_long_or_stays_when_refused(browser, newcomer, rf):
    """`bench/uploads.py` sends 10,000, all of them to the page; here each twentieth goes there."""
    broken, slowest, taken = [], 0, 0
    for number, (name, data) in enumerate(samples.mutations(500, seed=4711)):
        began = time.monotonic()
        if number % 20:
            request = rf.post("/probe/", **samples.form(name, data))
            request.user = newcomer
            taken += take(request)[1] is not None
            request.close()
        else:
            taken += browser.post("/probe/", **samples.form(name, data)).status_code == 201
        slowest = max(slowest, time.monotonic() - began)
        if len(on_disk()) != 2 * taken:
            broken.append((number, name))
    assert (broken, StoredFile.objects.count()) == ([], taken)
    assert 50 < taken < 450
    assert slowest < 5
