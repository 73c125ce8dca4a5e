"""A member's side: what her seat lets her see and do; eight constellations of conflicts through the pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fund import board_overview
from fund.actions import (
    agenda,
    applicants,
    attachments,
    boards,
    formal_checks,
    recusals,
    resolutions,
    sessions,
    submissions,
    votes,
)
from fund.choices.conflicts import TieKind
from fund.models import Resolution, Vote
from tests.fund import make, make_boards
from tests.fund.board_pages import browser, post, said, sent, show_hands, url
from tests.offers.make import organisation
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT, settings.CLAMAV = tmp_path, None


@pytest.fixture
def body():
    return make_boards.body(5)


@pytest.fixture
def member(body):
    return browser(body.seats[1].user)


def invited(body, **fields):
    """An item of a session to which everybody is invited."""
    item = make_boards.item(body, **fields)
    sessions.invite(session=item.session, by=body.office)
    return item


def called(body):
    """An item that is open in a running meeting."""
    item = make_boards.item(body)
    make_boards.open_meeting(item.session, body)
    return make_boards.vote(item, [], "")


def test_a_member_finds_the_money_and_the_topics_from_her_sessions(member):
    page = member.get(url("sitting-list")).content.decode()
    for name in ("year-overview", "council-report", "topic-list"):
        assert f'href="{url(name)}"' in page
        assert member.get(url(name)).status_code == 200


# What a seat opens


def test_members_see_a_session_from_the_invitation_on(body, member):
    item = make_boards.item(body)
    pages = [url("sitting-detail", item.session), url("item-papers", item), url("session-pdf", item.session)]
    assert [member.get(page).status_code for page in pages] == [404, 404, 404]
    assert "Keine Einladung" in member.get(url("sitting-list")).content.decode()
    sessions.invite(session=item.session, by=body.office)
    assert [member.get(page).status_code for page in pages] == [200, 200, 200]
    assert item.session.name in member.get(url("sitting-list")).content.decode()


def test_a_member_of_another_body_and_a_seat_that_ended_see_nothing(body):
    item, other = invited(body), make_boards.body(1)
    former = browser(body.seats[2].user)
    boards.end_seat(seat=body.seats[2], by=body.office, ends_on=timezone.localdate() - timedelta(days=1))
    for client in (browser(other.seats[0].user), former):
        for page in (url("sitting-detail", item.session), url("item-papers", item), url("item-pdf", item)):
            assert client.get(page).status_code == 404


def test_papers_are_those_of_the_version_that_is_decided(body, member):
    club = make.applicant()
    draft = make.draft(of=club, in_round=body.round, title="Chor am Kanal")
    attachments.attach(application=draft, document="konzept", upload=make.upload("konzept.jpg"), by=club.lead)
    application = checked(draft, club, body)
    item = invited(body, application=application)
    type(application).objects.filter(pk=application.pk).update(summary="Später geändert")
    page = member.get(url("item-papers", item))
    text = page.content.decode()
    for sentence in ("Chor am Kanal", "Kostenplan", "1.000,00", "Formale Prüfung", "Zulässig, abgeschlossen"):
        assert sentence in text
    assert "Später geändert" not in text
    ((attached, _label),) = page.context["papers"].files
    file = member.get(url("item-file", item, attached))
    assert [file.status_code, file["Cache-Control"]] == [200, "private, no-store"]
    assert b"".join(file.streaming_content)
    paper = member.get(url("item-pdf", item))
    assert [paper["Content-Type"], paper["Cache-Control"]] == ["application/pdf", "private, no-store"]
    other = make_boards.item(body)
    assert member.get(url("item-file", other, attached)).status_code == 404


def checked(draft, club, body):
    """Submitted and found admissible."""
    submissions.submit(application=draft, by=club.chair, is_declared=True)
    check = formal_checks.start(application=draft, by=body.office)
    for line in check.lines.all():
        formal_checks.judge(line=line, verdict="met", by=body.office)
    formal_checks.decide(check=check, result="admissible", by=body.office)
    draft.refresh_from_db()
    return draft


def test_hints_at_double_funding_stand_in_the_papers(body, member):
    club = make.applicant()
    one = make.decided_formally(of=club, in_round=body.round, by=body.office, title="Sprachcafé Sodingen")
    other = make.submitted(of=club, in_round=body.round, title="Sprachcafé Sodingen II")
    page = member.get(url("item-papers", invited(body, application=one))).content.decode()
    assert f"{other.number}: gleicher Antragsteller" in page


def test_a_topic_has_its_source_as_its_paper(body, member):
    topic = make_boards.topic(body, source_text="Niemand dolmetscht beim Arzt.")
    sessions.invite(session=topic.session, by=body.office)
    assert "Niemand dolmetscht beim Arzt." in member.get(url("item-papers", topic)).content.decode()
    assert member.get(url("item-pdf", topic)).status_code == 404


# Voting


def test_a_vote_is_given_changed_and_a_second_click_answered_in_words(body, member):
    item = called(body)
    page = member.get(url("item-papers", item)).content.decode()
    assert f"Ihre Stimme zu TOP 1: {item.title}" in page
    answers = [said(post(member, "vote-cast", item, choice=choice)) for choice in ("yes", "yes", "no")]
    assert answers == [
        ["TOP 1: Ihre Stimme ist abgegeben: Ja."],
        ["TOP 1: Ihre Stimme war schon abgegeben: Ja. Sie gilt."],
        ["TOP 1: Ihre Stimme ist geändert: Nein."],
    ]
    assert [vote.choice for vote in Vote.objects.filter(holder=body.seats[1].user)] == ["no"]


def test_a_vote_without_a_choice_is_refused_at_its_field(body, member):
    answer = member.post(url("vote-cast", called(body)), {"choice": ""})
    assert [answer.status_code, list(answer.context["vote_form"].errors)] == [200, ["choice"]]
    assert not Vote.objects.exists()


def test_nobody_votes_before_after_or_from_outside(body, member):
    item = invited(body)
    assert member.post(url("vote-cast", item), {"choice": "yes"}).status_code == 409
    sessions.open_session(session=item.session, by=body.office)
    agenda.open_item(item=item, by=body.office)
    absent = member.get(url("item-papers", item)).content.decode()
    assert "Sie können hier nicht abstimmen. Nicht anwesend." in absent
    assert member.post(url("vote-cast", item), {"choice": "yes"}).status_code == 409
    assert browser(make_boards.body(1).seats[0].user).post(url("vote-cast", item)).status_code == 404
    assert not Vote.objects.exists()


def test_a_member_ticks_herself_in_and_out(body, member):
    item = invited(body)
    session = sessions.open_session(session=item.session, by=body.office)
    assert said(post(member, "attendance-own", session, kommt="1")) == ["Sie sind als anwesend eingetragen."]
    assert member.post(url("attendance-own", session), {"kommt": "1"}).status_code == 409
    assert said(post(member, "attendance-own", session, geht="1")) == ["Sie sind als gegangen eingetragen."]
    assert session.attendance.get().seat == body.seats[1]


def test_an_umlauf_is_answered_until_its_deadline(body, member):
    item = make_boards.item(body, session=make_boards.circular(body))
    make_boards.open_circular(item.session, body)
    assert "Ich widerspreche dem schriftlichen Verfahren" in member.get(url("item-papers", item)).content.decode()
    post(member, "vote-cast", item, choice="yes")
    make_boards.pass_deadline(item.session)
    page = member.get(url("item-papers", item)).content.decode()
    assert "Die Frist dieses Umlaufs ist vorbei." in page
    assert member.post(url("vote-cast", item), {"choice": "no"}).status_code == 409
    assert Vote.objects.get().choice == "yes"


def test_the_overview_counts_what_waits_for_a_vote(body):
    user = body.seats[1].user
    (before,) = board_overview.items(user)
    assert [before.count, before.text] == [None, "Zurzeit keine Einladung."]
    item = called(body)
    (waits,) = board_overview.items(user)
    assert [waits.count, waits.text] == [1, "Punkte, zu denen Ihre Stimme fehlt."]
    votes.cast(item=item, choice="yes", by=user)
    (done,) = board_overview.items(user)
    assert [done.count, done.text] == [1, f"Nächste: {item.session.name}."]
    assert board_overview.items(make.somebody("Ohne Sitz", "lenkungsgruppe")) == []


# Conflicts


def test_ones_own_conflict_is_confirmed_once_and_closes_the_papers(body, member):
    item = called(body)
    votes.cast(item=item, choice="yes", by=body.seats[1].user)
    assert "Ja, ich nehme nicht teil" in member.get(url("recusal-declare", item)).content.decode()
    answer = post(member, "recusal-declare", item)
    assert said(answer) == ["Sie nehmen an TOP 1 nicht teil. Das Projektbüro sieht es."]
    assert "Sie nehmen an diesem Punkt nicht teil: Das Mitglied hat einen Interessenkonflikt erklärt" in (
        answer.content.decode()
    )
    assert said(post(member, "recusal-declare", item)) == ["Sie haben sich von diesem Punkt schon zurückgezogen."]
    assert not Vote.objects.exists()
    refused = member.get(url("item-papers", item))
    assert refused.status_code == 403
    assert "Sie nehmen an TOP 1 nicht teil" in refused.content.decode()
    assert member.get(url("item-pdf", item)).status_code == 404
    assert member.post(url("vote-cast", item), {"choice": "yes"}).status_code == 403


def test_a_clerk_with_a_seat_who_is_recused_reads_nothing_either(body):
    seat = make_boards.seat(body, user=make.somebody("Beides", "lenkungsgruppe", "projektbuero"))
    item = called(body)
    recusals.declare(item=item, by=seat.user)
    client = browser(seat.user)
    assert client.get(url("item-papers", item)).status_code == 403
    assert client.get(url("item-pdf", item)).status_code == 404


def test_nobody_declares_for_a_body_on_which_she_does_not_sit(body):
    assert browser(make_boards.body(1).seats[0].user).post(url("recusal-declare", called(body))).status_code == 404


def test_a_conflict_in_an_item_that_is_settled_is_refused(body, member):
    item = called(body)
    agenda.defer(item=item, by=body.office, reason="Zeit")
    assert member.post(url("recusal-declare", item)).status_code == 409


def over():
    day = timezone.localdate()
    return {"starts_on": day - timedelta(days=900), "ends_on": day - timedelta(days=300)}


# Tie -> whether she takes part. "deputy": the tie is the member's, whose deputy sits there.
CONSTELLATIONS = {
    "board": (TieKind.BOARD_MEMBER, dict, False),
    "employee": (TieKind.EMPLOYEE, dict, False),
    "own department": (TieKind.OWN_DEPARTMENT, dict, False),
    "deputy": (TieKind.BOARD_MEMBER, dict, False),
    "relative": (TieKind.RELATIVE, dict, False),
    "former board": (TieKind.BOARD_MEMBER, over, True),
    "partner organisation": (TieKind.PARTNER, dict, True),
    "none": (None, dict, True),
}


@pytest.mark.parametrize("name", CONSTELLATIONS)
def test_vote_papers_quorum_and_minutes_agree_in_each_constellation(body, name):
    kind, term, takes_part = CONSTELLATIONS[name]
    house, club = organisation(), make.applicant()
    applicants.link(applicant=club, organisation=house, by=body.office)
    tied = body.seats[4]
    sits = make_boards.seat(body, deputy_of=tied) if name == "deputy" else tied
    if kind:
        boards.tell_tie(seat=tied, kind=kind, organisation=house, by=body.office, **term())
    item = make_boards.item(body, applicant=club)
    others = body.seats[:4]
    make_boards.open_meeting(item.session, body, present=[*others, sits])
    office, person = browser(body.office), browser(sits.user)
    post(office, "item-open", item)
    papers = person.get(url("item-papers", item)).status_code
    vote = person.post(url("vote-cast", item), {"choice": "yes"}).status_code
    assert (papers, vote) == ((200, 302) if takes_part else (403, 403))
    show_hands(office, item, others, "yyna")
    present = 5 if takes_part else 4
    page = office.get(url("session-run", item.session)).content.decode()
    assert f"<strong>{present} von {present}</strong>, nötig: 3" in page
    office.post(url("resolution-create", item), sent())
    resolution = Resolution.objects.get()
    assert [resolution.yes, resolution.present, resolution.base] == [present - 2, present, present]
    post(office, "session-close", item.session)
    post(office, "minutes-draft", item.session)
    text = item.session.minutes.text
    assert f"Stimmberechtigt anwesend: {present} von {present}, nötig: 3. Ja: {present - 2}, Nein: 1," in text
    found = [line for line in text.split("\n") if line.startswith(f"Befangenheit {sits.user.name} ")]
    words = ["An Beratung und Abstimmung teilgenommen." if takes_part else "Abstimmung nicht teilgenommen."]
    assert [line.endswith(words[0]) for line in found] == ([True] if kind else [])


@pytest.mark.parametrize("name", ["sitting-list", "sitting-detail"])
def test_more_rows_cost_no_more_queries(body, member, name):
    session = make_boards.item(body).session
    sessions.invite(session=session, by=body.office)

    def more():
        make_boards.item(body, session=session)
        invited(body)

    args = [] if name == "sitting-list" else [session]
    assert_constant_queries(member, url(name, *args), more, sizes=(1, 3), at_most=24)


def test_resolutions_are_read_by_members_with_their_numbers(body, member):
    item = make_boards.ready_item(body, letters="yyyna")
    made = resolutions.pass_resolution(item=item, by=body.office)
    page = member.get(url("item-papers", item)).content.decode()
    assert made.number in page
    assert "3 Ja, 1 Nein, 1 Enthaltung" in page
