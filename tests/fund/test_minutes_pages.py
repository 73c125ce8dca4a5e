"""Minutes: drafted, worded, made final by a second person, printed; members read what is final."""

import io

import pikepdf
import pytest

from fund.actions import agenda, minutes, sessions
from fund.choices.minutes import MinutesState
from tests.fund import make, make_boards
from tests.fund.board_pages import browser, post, said, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make_boards.body(3)


@pytest.fixture
def closed(body):
    """A session that is over."""
    topic = make_boards.topic(body)
    session = make_boards.open_meeting(topic.session, body)
    agenda.defer(item=topic, by=body.office, reason="Es fehlt eine Auskunft.")
    return sessions.close_session(session=session, by=body.office)


def test_the_draft_is_written_in_one_click_and_finished_by_a_second_person(body, closed):
    first, second = browser(body.office), browser(make.office())
    assert "Entwurf schreiben" in first.get(url("minutes-detail", closed)).content.decode()
    assert said(post(first, "minutes-draft", closed)) == ["Der Entwurf steht. Alle Zahlen stammen aus der Sitzung."]
    page = first.get(url("minutes-detail", closed)).content.decode()
    assert "Vertagt: Es fehlt eine Auskunft." in page
    assert "Gelesen und abschließen" not in page
    version = closed.minutes.version
    assert first.post(url("minutes-confirm", closed), {"version": version}).status_code == 409
    answer = post(second, "minutes-confirm", closed, version=version)
    assert said(answer) == ["Die Niederschrift ist abgeschlossen. Niemand kann sie mehr ändern."]
    assert second.post(url("minutes-confirm", closed), {"version": version}).status_code == 409
    assert first.post(url("minutes-draft", closed)).status_code == 409
    assert first.get(url("minutes-edit", closed)).status_code == 409
    closed.minutes.refresh_from_db()
    assert [closed.minutes.state, len(closed.minutes.sha256)] == [MinutesState.FINAL, 64]


def test_words_are_added_and_two_writers_see_both_texts(body, closed):
    minutes.draft(session=closed, by=body.office)
    client, version = browser(body.office), closed.minutes.version
    data = {"version": version, "text": f"{closed.minutes.text}\nEs wurde lange beraten."}
    answer = client.post(url("minutes-edit", closed), data, follow=True)
    assert "Es wurde lange beraten." in answer.content.decode()
    stale = client.post(url("minutes-edit", closed), {"version": version, "text": "Anders"})
    assert stale.context["form"].conflict
    empty = client.post(url("minutes-edit", closed), {"version": version + 1, "text": " "})
    assert list(empty.context["form"].errors) == ["text"]
    closed.minutes.refresh_from_db()
    assert closed.minutes.text.endswith("Es wurde lange beraten.")


def test_a_text_that_nobody_has_read_is_not_made_final(body, closed):
    minutes.draft(session=closed, by=body.office)
    second = browser(make.office())
    for version in ("", "abc", closed.minutes.version - 1):
        assert second.post(url("minutes-confirm", closed), {"version": version}).status_code == 409
    closed.minutes.refresh_from_db()
    assert closed.minutes.state == MinutesState.DRAFT


def test_the_chair_reads_the_draft_and_finishes_it_other_members_wait(body, closed):
    minutes.draft(session=closed, by=body.office)
    chair, member = browser(body.seats[0].user), browser(body.seats[1].user)
    pages = [url("minutes-read", closed), url("minutes-pdf", closed)]
    assert [member.get(page).status_code for page in pages] == [404, 404]
    assert member.post(url("minutes-confirm", closed), {"version": 1}).status_code == 404
    assert "Gelesen und abschließen" in chair.get(pages[0]).content.decode()
    answer = post(chair, "minutes-confirm", closed, version=closed.minutes.version)
    assert answer.redirect_chain == [(pages[0], 302)]
    assert [member.get(page).status_code for page in pages] == [200, 200]
    assert "Niederschrift" in member.get(url("sitting-detail", closed)).content.decode()


def title(response):
    """The title and the language that a PDF tells."""
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        return str(pdf.docinfo.get("/Title", "")), str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)


def test_the_paper_says_whether_it_is_a_draft(body, closed):
    minutes.draft(session=closed, by=body.office)
    client = browser(body.office)
    name, language, is_tagged = title(client.get(url("minutes-pdf", closed)))
    assert [name, language, is_tagged] == [f"Niederschrift (Entwurf): {closed.name}", "de", True]
    minutes.confirm(minutes=closed.minutes, by=body.seats[0].user)
    answer = client.get(url("minutes-pdf", closed))
    assert title(answer)[0] == f"Niederschrift: {closed.name}"
    assert answer["Cache-Control"] == "private, no-store"
