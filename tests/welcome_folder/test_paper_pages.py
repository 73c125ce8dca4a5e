"""Choosing what to print, fetching it, and coming back from a printed sheet."""

import io
import re

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from herne_integration import pdf
from herne_integration.models import PreparedFile, ShortLink
from tests.jobs import run_jobs
from tests.people import log_in
from tests.welcome_folder import make
from welcome_folder.models import Appointment, FamilyTie, Printout, ViewLog

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not pdf.available(), reason="ohne Pango kein PDF")]


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make.world()


def sent(client, folder, **fields):
    """Opens the form and sends it."""
    url = reverse("welcome_folder:print-detail", args=[folder.pk])
    once = re.search(r'name="once" value="([^"]+)"', client.get(url).content.decode()).group(1)
    return client.post(url, {"once": once, "language": "de", "kind": "whole", "sheet": "", "since": ""} | fields)


def test_a_long_paper_is_made_by_a_job_and_downloaded_by_who_asked(client, world):
    log_in(client, world.lead)
    answer = sent(client, world.folder)
    file = PreparedFile.objects.get()
    assert answer.url == file.get_absolute_url()
    run_jobs()
    download = client.get(reverse("files:file-download", args=[file.pk]))
    content = b"".join(download.streaming_content)
    assert [download.status_code, content[:5]] == [200, b"%PDF-"]
    assert download["Content-Disposition"] == f'attachment; filename="ordner-{world.folder.number}.pdf"'
    assert "no-store" in download["Cache-Control"]
    log_in(client, world.helper)
    assert client.get(file.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", ["file-detail", "file-download"])
@pytest.mark.parametrize("lost", ["team", "membership"])
def test_whoever_has_lost_her_place_finds_nothing_and_the_bytes_are_gone(client, world, monkeypatch, name, lost):
    monkeypatch.setattr(pdf, "_print", lambda html, key: b"%PDF-")
    log_in(client, world.helper)
    sent(client, world.folder)
    run_jobs()
    file = PreparedFile.objects.get()
    stored = file.content.name
    assert default_storage.exists(stored)
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    if lost == "team":
        world.folder.team.filter(user=world.helper).update(ends_on=yesterday)
    else:
        world.helper.memberships.update(ends_on=yesterday)
    assert client.get(reverse(f"files:{name}", args=[file.pk])).status_code == 404
    assert [default_storage.exists(stored), PreparedFile.objects.exists()] == [False, False]


def test_a_job_that_runs_too_late_makes_nothing(client, world):
    log_in(client, world.helper)
    sent(client, world.folder)
    world.folder.team.filter(user=world.helper).update(ended_at=timezone.now(), ended_by=world.lead)
    run_jobs()
    file = PreparedFile.objects.get()
    assert [file.state, bool(file.content), Printout.objects.exists()] == ["failed", False, False]
    assert ViewLog.objects.filter(user_id=world.helper.pk, outcome="denied", purpose="print").count() == 1


def test_a_family_that_is_kept_apart_is_refused_with_a_sentence(client, world):
    other = make.folder(lead=world.lead)
    tie = FamilyTie.objects.create(person=world.folder.person, relative=other.person, relation="spouse")
    log_in(client, world.lead)
    assert sent(client, world.folder, kind="family").status_code == 302
    tie.keep_apart = True
    tie.save()
    answer = sent(client, world.folder, kind="family")
    assert [answer.status_code, "zum Schutz getrennt" in answer.content.decode()] == [200, True]
    PreparedFile.objects.update(state="waiting")
    run_jobs()
    assert PreparedFile.objects.get().state == "failed"


@pytest.mark.parametrize(("kind", "sheet"), [("sheet", "2"), ("card", "")])
def test_short_papers_come_at_once_and_are_kept_nowhere(client, world, kind, sheet):
    log_in(client, world.lead)
    answer = sent(client, world.folder, kind=kind, sheet=sheet, language="ar")
    assert [answer["Content-Type"], answer["Cache-Control"]] == ["application/pdf", "private, no-store"]
    with pikepdf.open(io.BytesIO(answer.content)) as paper:
        assert [len(paper.pages), bool(paper.Root.MarkInfo.Marked), str(paper.Root.Lang)] == [1, True, "ar"]
    assert Printout.objects.get().kind == kind


def test_the_card_says_no_name_and_no_place(client, world, monkeypatch):
    pages = []
    monkeypatch.setattr(pdf, "_print", lambda html, key: pages.append(html) or b"%PDF-")
    log_in(client, world.lead)
    sent(client, world.folder, kind="card")
    found = [one for one in (world.folder.person.family_name, world.lead.office.name) if one in pages[0]]
    assert [found, ShortLink.objects.get().code in pages[0]] == [[], True]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "sheet"}, "Bitte wählen Sie ein Registerblatt."),
        ({"kind": "supplement", "since": "2999-01-01"}, "Dieser Tag liegt in der Zukunft."),
        ({"kind": "family"}, "ist keine gültige Auswahl"),
    ],
    ids=["no sheet", "future", "no family"],
)
def test_what_cannot_be_printed_is_said_at_the_field(client, world, fields, sentence):
    log_in(client, world.lead)
    text = sent(client, world.folder, **fields).content.decode()
    assert [sentence in text, PreparedFile.objects.exists()] == [True, False]


def test_a_code_leads_to_the_form_behind_the_log_in_and_the_entry_says_paper(client, world, monkeypatch):
    monkeypatch.setattr(pdf, "_print", lambda html, key: b"%PDF-")
    log_in(client, world.lead)
    sent(client, world.folder, kind="sheet", sheet="2")
    code = ShortLink.objects.get(path__endswith="/papier/2/").code
    target = client.get(f"/k/{code}", headers={"accept-language": "de"}).url
    page = client.get(target).content.decode()
    assert re.findall(r'<option value="(\w+)" selected', page)[-3:].count("gesundheit") == 1
    once = re.search(r'name="once" value="([^"]+)"', page).group(1)
    day = timezone.localdate().isoformat()
    typed = {"once": once, "kind": "arzt", "day": day, "result": "Vom Blatt", "state": "kept", "visibility": "shared"}
    client.post(target, typed | {"area": "gesundheit"})
    made = Appointment.objects.get()
    assert [made.source, made.area_id, made.result] == ["paper", "gesundheit", "Vom Blatt"]
    client.logout()
    stranger = client.get(target)
    assert [stranger.status_code, "accounts" in stranger.url or "anmelden" in stranger.url] == [302, True]
    log_in(client, world.stranger)
    assert client.get(target).status_code == 404


def test_a_sheet_that_there_is_not_is_not_found(client, world):
    log_in(client, world.lead)
    assert client.get(reverse("welcome_folder:paper-entry-sheet", args=[world.folder.pk, 99])).status_code == 404
