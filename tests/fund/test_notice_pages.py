"""Notices on screen and paper: listed, drafted, worded, printed, signed by a second person, posted, read by whom."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from fund.actions import agenda, notices, resolutions
from fund.choices.formal_checks import Result
from fund.choices.notices import NoticeState
from fund.models import Notice
from herne_integration import pdf, prepared_files
from herne_integration.models import PreparedFile
from tests.fund import make, make_boards
from tests.fund.board_pages import browser, post, said, sent, url
from tests.queries import count_queries

needs_paper = pytest.mark.skipif(not pdf.available(), reason="needs Pango")
pytestmark = pytest.mark.django_db


@pytest.fixture
def body(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_boards.remedy()
    return make_boards.body(3)


def granted(body, **fields):
    """An award that a session has just made."""
    conditions = fields.pop("conditions", ())
    item = make_boards.ready_item(body, **fields)
    return resolutions.pass_resolution(item=item, by=body.office, conditions=conditions).award


def draft(body, **fields):
    """Its notice."""
    return notices.draft(application=granted(body, **fields).application, by=body.office)


def words_of(content):
    """The text of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@needs_paper
def test_a_notice_goes_from_the_button_to_the_applicant(body):
    award = granted(body)
    first, second = browser(body.office), browser(make.office())
    assert "Entwurf schreiben" in first.get(url("application-notice", award.application)).content.decode()
    page = post(first, "application-notice", award.application)
    notice = Notice.objects.get()
    assert page.redirect_chain[-1][0] == url("notice-detail", notice)
    assert "1.000,00 EUR" in page.content.decode()
    post(first, "notice-print", notice)
    refusal = first.get(url("notice-detail", notice)).content.decode()
    assert "Wer prüft, unterschreibt den Bescheid nicht" in refusal
    assert "Gelesen und unterschreiben" not in refusal
    assert first.post(url("notice-sign", notice)).status_code == 409
    assert "Gelesen und unterschreiben" in second.get(url("notice-detail", notice)).content.decode()
    post(second, "notice-sign", notice)
    chair = browser(make.chair_of(award.application))
    assert chair.get(url("notice-pdf", notice)).status_code == 404
    answer = post(first, "notice-post", notice, posted_on=timezone.localdate().isoformat())
    assert "gilt am vierten Tag" in said(answer)[0]
    file = chair.get(url("notice-pdf", notice))
    assert (file.status_code, file["Cache-Control"]) == (200, "private, no-store")
    assert file["Content-Disposition"].startswith("attachment")
    content = b"".join(file.streaming_content)
    assert "1.000,00 EUR" in words_of(content)
    assert browser(make.somebody("Fremd")).get(url("notice-pdf", notice)).status_code == 404


def test_a_second_click_on_the_button_finds_the_draft(body):
    award, client = granted(body), browser(body.office)
    for _click in range(2):
        assert post(client, "application-notice", award.application).status_code == 200
    assert Notice.objects.count() == 1


def test_words_are_changed_and_two_writers_see_both(body):
    notice, client = draft(body), browser(body.office)
    data = {"version": notice.version, "text": f"{notice.text}\n\nEin Satz mehr."}
    page = client.post(url("notice-edit", notice), data, follow=True)
    assert "Ein Satz mehr." in page.content.decode()
    stale = client.post(url("notice-edit", notice), data | {"text": "Anders"})
    assert stale.context["form"].conflict
    empty = client.post(url("notice-edit", notice), {"version": notice.version + 1, "text": " "})
    assert list(empty.context["form"].errors) == ["text"]


@needs_paper
def test_a_signature_is_taken_back_until_it_is_posted(body):
    notice, client = draft(body), browser(body.office)
    post(client, "notice-print", notice)
    post(browser(make.office()), "notice-sign", notice)
    assert client.post(url("notice-edit", notice), {"version": 9, "text": "x"}).status_code in {200, 409}
    assert said(post(client, "notice-unsign", notice)) == [
        "Die Unterschrift ist zurückgenommen. Der Bescheid ist wieder ein Entwurf."
    ]
    notice.refresh_from_db()
    assert [notice.state, notice.sha256] == [NoticeState.DRAFT, ""]
    assert client.post(url("notice-unsign", notice)).status_code == 409


@needs_paper
def test_a_day_that_cannot_be_is_refused_and_a_second_click_changes_nothing(body):
    notice, client = draft(body), browser(body.office)
    post(client, "notice-print", notice)
    post(browser(make.office()), "notice-sign", notice)
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert client.post(url("notice-post", notice), {"posted_on": tomorrow.isoformat()}).status_code == 409
    wrong = client.post(url("notice-post", notice), {"posted_on": "gestern"})
    assert list(wrong.context["form"].errors) == ["posted_on"]
    for _click in range(2):
        answer = client.post(url("notice-post", notice), {"posted_on": timezone.localdate().isoformat()})
        assert answer["Location"] == url("notice-detail", notice)
    notice.refresh_from_db()
    assert notice.posted_on == timezone.localdate()


@needs_paper
def test_each_kind_prints_what_it_says(body):
    with_conditions = draft(body, conditions=[("Ein Zwischenbericht ist vorzulegen.", None)])
    internal = draft(body, applicant=make.applicant(kind="department"))
    item = make_boards.ready_item(body, letters="nnn")
    refused = resolutions.pass_resolution(item=item, by=body.office, text="Kein neuer Ansatz.")
    rejection = notices.draft(application=refused.item.application, by=body.office)
    application = make.decided_formally(by=body.office, result=Result.INADMISSIBLE)
    inadmissible = notices.draft(application=application, by=body.office)
    client = browser(body.office)
    expected = {
        with_conditions: ("Zuwendungsbescheid mit Auflagen", "1. Ein Zwischenbericht", True),
        internal: ("Interne Mittelzuweisung", "zugewiesen", False),
        rejection: ("Ablehnungsbescheid", "Kein neuer Ansatz.", True),
        inadmissible: ("Antrag unzulässig", "Beispielgrund", True),
    }
    for notice, (subject, words, has_remedy) in expected.items():
        text = words_of(client.get(url("notice-preview", notice)).content)
        assert subject in text
        assert words in text
        assert ("Rechtsbehelfsbelehrung" in text) is has_remedy
        assert "Entwurf, kein Angebot der Stadt Herne" in text
        assert notice.number in text


@needs_paper
def test_all_papers_of_a_session_come_in_one_file(body):
    session = make_boards.meeting(body)
    items = [make_boards.item(body, session=session, amount=amount) for amount in ("1000.00", "2000.00", "300.00")]
    make_boards.open_meeting(session, body)
    for item in items[:2]:
        make_boards.vote(item, body.seats, "yyy")
        resolutions.pass_resolution(item=item, by=body.office)
    agenda.defer(item=items[2], by=body.office, reason="Es fehlt eine Zusage.")
    client = browser(body.office)
    assert said(post(client, "session-notices", session)) == [
        "2 Entwürfe sind neu geschrieben. Alle Zahlen stammen aus den Beschlüssen."
    ]
    assert said(post(client, "session-notices", session))[0].startswith("0 Entwürfe")
    assert client.post(url("session-notices-file", session)).status_code == 302
    file = PreparedFile.objects.get()
    prepared_files.make_file(file_id=str(file.pk))
    file.refresh_from_db()
    with file.content.open() as content, zipfile.ZipFile(io.BytesIO(content.read())) as bundle:
        texts = [words_of(bundle.read(name)) for name in bundle.namelist()]
    assert [
        bool(re.search(amount, text)) for amount, text in zip(("1.000,00", "2.000,00", "Zusage"), texts, strict=True)
    ]
    assert "Dieses Schreiben ist kein Bescheid." in texts[2]
    assert Notice.objects.exclude(sha256="").count() == 2
    assert client.get(url("deferral-pdf", items[2])).status_code == 200
    assert client.get(url("deferral-pdf", items[0])).status_code == 404


def test_the_list_costs_the_same_with_three(body):
    client, address = browser(body.office), f"{reverse('fund:notice-list')}?was=drucken"
    draft(body)
    one = count_queries(client, address)
    draft(body)
    draft(body)
    assert count_queries(client, address) == one
    assert one - count_queries(client, reverse("roof:overview")) <= 12


def test_nonsense_in_the_address_shows_what_is_first_to_do(body):
    granted(body)
    page = browser(body.office).get(reverse("fund:notice-list"), {"was": "x'--", "page": "zz"})
    assert page.context["chosen"] == "schreiben"
    assert len(page.context["page"].object_list) == 1


def test_money_comes_back_once_for_every_double_click(body):
    award, client = granted(body), browser(body.office)
    data = sent(amount="400,50", reason="Nicht gebraucht")
    for _click in range(2):
        answer = client.post(url("award-reduce", award), data, follow=True)
        assert answer.status_code == 200
    assert "599,50 EUR" in answer.content.decode()
    too_much = client.post(url("award-reduce", award), sent(amount="900", reason="x"))
    assert "Bewilligt sind noch 599,50 EUR." in too_much.content.decode()
    assert 'value="900"' in too_much.content.decode()
    assert said(post(client, "award-revoke", award, reason="Falsche Angaben"))[0].startswith("Die Bewilligung ist")
    assert post(client, "award-revoke", award, reason="Falsche Angaben").status_code == 200
    award.refresh_from_db()
    assert [award.state, award.revoke_reason] == ["revoked", "Falsche Angaben"]


def test_members_of_the_board_read_awards_and_change_nothing(body):
    award, member = granted(body), browser(body.seats[0].user)
    page = member.get(url("award-detail", award))
    assert page.status_code == 200
    assert "Zurücknehmen" not in page.content.decode()
    assert member.post(url("award-revoke", award), {"reason": "x"}).status_code == 403
    assert member.get(reverse("fund:notice-list")).status_code == 403


@pytest.mark.parametrize("name", ["notice-print", "notice-sign", "notice-unsign"])
def test_changing_takes_more_than_looking(body, name):
    notice = draft(body)
    assert browser(body.office).get(url(name, notice)).status_code == 405
