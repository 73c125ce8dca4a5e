"""Documents: what is needed of whom, sending a file, taking it out, fetching it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fund.models import Attachment
from tests.fund import make
from tests.fund.applicant_pages import browser, sent, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT, settings.CLAMAV = tmp_path, None


@pytest.fixture
def draft():
    return make.draft(of=False, applicant_kind="association")


@pytest.fixture
def device(draft):
    return browser(draft=draft)


def send(device, draft, document="satzung", **fields):
    form = sent(document=document, file=make.upload()) | fields
    return device.post(url("application-documents", draft), form)


def test_the_page_says_what_is_needed_and_what_for(draft, device):
    text = device.get(url("application-documents", draft)).content.decode()
    assert [text.count("Nötig für Ihren Antrag."), text.count("Freiwillig.")] == [2, 1]
    assert "Nur nötig, wenn eine Zeile des Kostenplans über 1.000,00 EUR liegt." in text
    assert "Er zeigt, wer unterschreiben darf." in text
    assert "Dateien werden hier nicht auf Schadprogramme geprüft" in text


def test_without_a_legal_kind_it_names_the_kinds(device, draft):
    type(draft).objects.filter(pk=draft.pk).update(applicant_kind="")
    assert "Nötig für: eingetragener Verein" in device.get(url("application-documents", draft)).content.decode()


def test_a_file_is_added_once_for_a_double_click_and_comes_back(draft, device):
    form = sent(document="satzung")
    for _click in range(2):
        answer = device.post(url("application-documents", draft), form | {"file": make.upload()})
        assert answer.url == f"{url('application-documents', draft)}#satzung"
    attached = Attachment.objects.get()
    answer = device.get(url("attachment-file", draft, attached.pk))
    assert answer.getvalue()[:2] == b"\xff\xd8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("content", [b"MZ\x90", b"<script>", b""])
def test_what_is_no_paper_is_refused_at_its_document(draft, device, content):
    text = send(device, draft, file=SimpleUploadedFile("satzung.pdf", content)).content.decode()
    assert [text.count('class="field__error"'), 'id="id_satzung_file_error"' in text] == [1, True]
    assert not Attachment.objects.exists()


def test_without_a_file_it_says_so(draft, device):
    form = sent(document="satzung")
    assert "Bitte wählen Sie eine Datei aus." in device.post(url("application-documents", draft), form).content.decode()


def test_five_hundred_files_at_once_are_refused_in_words_and_the_draft_stays(draft, device):
    send(device, draft)
    files = [make.upload(f"{number}.jpg") for number in range(500)]
    answer = send(device, draft, file=files)
    assert answer.status_code == 413
    assert "zu viele Dateien" in answer.content.decode()
    assert Attachment.objects.count() == 1


def test_a_document_takes_a_handful_of_files(draft, device):
    for _file in range(10):
        send(device, draft)
    assert "höchstens 10 Dateien" in send(device, draft).content.decode()
    assert Attachment.objects.count() == 10


@pytest.mark.parametrize("document", ["", "gibtsnicht", "<b>", "x" * 5000])
def test_an_unknown_document_takes_nothing(draft, device, document):
    assert send(device, draft, document=document).status_code == 200
    assert not Attachment.objects.exists()


def test_a_file_is_taken_out_and_a_second_click_finds_it_gone(draft, device):
    send(device, draft)
    address = url("attachment-remove", draft, Attachment.objects.get().pk)
    assert [device.get(address).status_code, device.post(address).status_code] == [405, 302]
    assert device.post(address).status_code == 404


def test_a_file_of_another_application_is_not_there(draft, device):
    send(device, draft)
    foreign = make.draft(of=False)
    other = browser(draft=foreign)
    pk = Attachment.objects.get().pk
    assert other.get(url("attachment-file", foreign, pk)).status_code == 404
    assert other.post(url("attachment-remove", foreign, pk)).status_code == 404
    assert Attachment.objects.count() == 1


def test_a_supplement_opens_one_document():
    club = make.applicant(kind="association")
    made = make.draft(of=club)
    lead = browser(club.lead)
    for document in ("satzung", "registerauszug", "angebote"):
        send(lead, made, document)
    asked = _asked(made, ["document:satzung"])
    text = lead.get(url("application-documents", asked)).content.decode()
    assert [text.count('enctype="multipart/form-data"'), text.count("liegt bei")] == [1, 3]
    assert send(lead, asked, "angebote").status_code == 200
    assert Attachment.objects.count() == 3
    assert send(lead, asked, "satzung").status_code == 302


def _asked(made, unlocks):
    office = make.office()
    make.submissions.submit(application=made, by=make.chair_of(made), is_declared=True)
    made.refresh_from_db()
    make.formal_checks.start(application=made, by=office)
    due_on = make.timezone.localdate() + make.timedelta(days=7)
    make.supplements.ask(application=made, unlocks=unlocks, request="Bitte neu.", due_on=due_on, by=office)
    made.refresh_from_db()
    return made
