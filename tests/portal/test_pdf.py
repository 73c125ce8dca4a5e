"""Papers: what they may read, and what happens when they cannot be made."""

import logging
import threading

import pytest
from django.core.cache import caches
from django.core.management import call_command

from herne_integration import pdf

pytestmark = pytest.mark.skipif(not pdf.available(), reason="Pango fehlt")
PAGE = '<html lang="de"><head><title>T</title></head><body>{}</body></html>'


@pytest.fixture(autouse=True)
def _fresh_papers(settings, tmp_path):
    """No paper of another run comes from the cache."""
    papers = settings.CACHES["papers"] | {"LOCATION": tmp_path}
    settings.CACHES = settings.CACHES | {"papers": papers}


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "http://127.0.0.1:1/a.png",
        "ftp://example.org/a.png",
        "file:///etc/passwd",
        "../manage.py",
        "css/../../manage.py",
        "css/%2e%2e/%2e%2e/manage.py",
    ],
)
def test_a_paper_reads_nothing_outside_static(address):
    with pytest.raises(RuntimeError, match="von außen"):
        pdf._print(PAGE.format(f'<img alt="a" src="{address}">'), "0" * 64)


def test_a_paper_reads_pictures_below_static_and_pictures_in_the_page(caplog):
    inline = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/%3E"
    with caplog.at_level(logging.ERROR, "weasyprint"):
        paper = pdf._print(PAGE.format(f'<img alt="a" src="icons/mark.svg"><img alt="b" src="{inline}">'), "0" * 64)
    assert paper.startswith(b"%PDF-1.7")
    assert not caplog.records


def test_two_foreign_languages_on_one_paper_are_refused():
    html = PAGE.format('<article lang="ar">ا</article><article lang="en">a</article>')
    with pytest.raises(ValueError, match="mehr als einer fremden Sprache"):
        pdf._print(html, "0" * 64)


def test_a_paper_that_was_made_is_not_made_again(monkeypatch):
    made = []
    monkeypatch.setattr(pdf, "_print", lambda html, key: made.append(key) or b"%PDF")
    for _ in range(2):
        assert pdf.render("pdf/base.html", {}, "de") == b"%PDF"
    assert len(made) == 1
    assert caches["papers"].get(made[0]) == b"%PDF"


def test_papers_in_two_languages_are_two_papers(monkeypatch):
    made = []
    monkeypatch.setattr(pdf, "_print", lambda html, key: made.append(html) or b"%PDF")
    for language in ("de", "ar"):
        pdf.render("pdf/base.html", {}, language)
    assert ['lang="de" dir="ltr"' in made[0], 'lang="ar" dir="rtl"' in made[1]] == [True, True]


def test_who_waits_too_long_for_the_press_is_asked_to_come_back(monkeypatch):
    monkeypatch.setattr(pdf, "LONGEST_WAIT", 0.01)
    monkeypatch.setattr(pdf, "_press", threading.BoundedSemaphore(1))
    with pdf._press, pytest.raises(pdf.Unavailable, match="gleich noch einmal"):
        pdf._print(PAGE, "0" * 64)


def test_the_press_is_free_again_after_a_failure():
    with pytest.raises(RuntimeError):
        pdf._print(PAGE.format('<img alt="a" src="file:///etc/passwd">'), "0" * 64)
    assert pdf._press.acquire(blocking=False)
    pdf._press.release()


def test_a_file_name_keeps_its_letters_and_cannot_add_a_header(rf, monkeypatch):
    monkeypatch.setattr(pdf, "_print", lambda html, key: b"%PDF")
    response = pdf.PdfResponse(rf.get("/"), "pdf/base.html", {}, 'Übersicht "A"\r\nX-Evil: 1')
    assert response["Content-Disposition"] == (
        "inline; filename=\"bersicht-A-X-Evil-1.pdf\"; filename*=UTF-8''%C3%9Cbersicht%20%22A%22%0D%0AX-Evil%3A%201.pdf"
    )


def test_a_worker_makes_one_paper_before_its_first_job(monkeypatch):
    made, begun = [], []
    monkeypatch.setattr(pdf, "_print", lambda html, key: made.append(html) or b"")
    monkeypatch.setattr("herne_integration.management.commands.work.call_command", lambda *words: begun.append(words))
    call_command("work")
    assert len(made) == 1
    assert [words[:2] for words in begun] == [("procrastinate", "worker")]
