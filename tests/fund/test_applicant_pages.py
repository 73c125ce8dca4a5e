"""The page of a team: who may take somebody in, who leaves, and what is not told."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from fund.choices.applicants import TeamRole
from fund.models import Applicant, ApplicantMember
from tests.fund import make
from tests.fund.applicant_pages import browser, sent
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make.applicant()


def at(name, club, *args):
    return reverse(f"fund:applicant-{name}", args=[club.pk, *args])


def join(client, club, email, role="project_lead", **fields):
    return client.post(at("member-create", club), sent(email=email, role=role) | fields)


def test_the_team_reads_who_belongs_to_it_and_strangers_do_not(club):
    text = browser(club.treasurer).get(at("detail", club)).content.decode()
    assert all(one.name in text for one in (club.chair, club.lead, club.treasurer))
    assert club.chair.email not in text
    assert browser(make.applicant().chair).get(at("detail", club)).status_code == 404


def test_the_chair_takes_somebody_in_once(club):
    friend, form = make.somebody(), None
    form = sent(email=friend.email.upper(), role="treasurer")
    client = browser(club.chair)
    for _click in range(2):
        assert client.post(at("member-create", club), form).url == at("detail", club)
    assert club.members.live().filter(user=friend).count() == 1


@pytest.mark.parametrize("email", ["niemand@example.org", "kaputt", ""])
def test_whoever_has_no_account_is_asked_to_open_one(club, email):
    answer = join(browser(club.chair), club, email)
    assert 'id="id_email_error"' in answer.content.decode()
    assert club.members.count() == 3


def test_an_unconfirmed_or_closed_account_is_nobody(club):
    unconfirmed, closed = make.somebody(), make.somebody(is_active=False)
    EmailAddress.objects.filter(user=unconfirmed).update(verified=False)
    for one in (unconfirmed, closed):
        assert "noch kein bestätigtes Konto" in join(browser(club.chair), club, one.email).content.decode()


def test_nobody_tries_addresses_all_day(club):
    client = browser(club.chair)
    for number in range(21):
        answer = join(client, club, f"person{number}@example.org")
    assert answer.url == at("detail", club)
    assert "schon viele Adressen" in client.get(answer.url).content.decode()


def test_the_same_role_twice_is_refused_at_the_form(club):
    text = join(browser(club.chair), club, club.lead.email).content.decode()
    assert "Diese Rolle hat die Person in diesem Team schon." in text


def test_others_do_not_change_a_team_that_has_a_chair(club):
    for one in (club.lead, club.treasurer):
        client = browser(one)
        assert join(client, club, make.somebody().email).status_code == 403
        assert client.get(at("edit", club)).status_code == 403
        place = club.members.get(role=TeamRole.CHAIR)
        assert client.post(at("member-end", club, place.pk)).status_code == 403


def test_a_team_without_a_chair_finds_one(club):
    lone = make.applicants.found(name="Neu", kind="initiative", role="treasurer", by=club.treasurer)
    client = browser(club.treasurer)
    assert "Person aufnehmen" in client.get(at("detail", lone)).content.decode()
    assert "unterschreibt" in client.get(at("member-create", lone)).content.decode()
    assert join(client, lone, make.somebody().email, role="chair").status_code == 302
    assert join(client, lone, make.somebody().email, role="chair").status_code == 403


def test_everybody_may_leave_and_then_sees_nothing(club):
    place = club.members.get(role=TeamRole.TREASURER)
    client = browser(club.treasurer)
    assert client.get(at("member-end", club, place.pk)).status_code == 405
    assert client.post(at("member-end", club, place.pk)).url == reverse("fund:application-list")
    assert client.get(at("detail", club)).status_code == 404
    assert client.post(at("member-end", club, place.pk)).status_code == 404


def test_a_place_in_a_foreign_team_is_out_of_reach(club):
    other = make.applicant()
    place = other.members.get(role=TeamRole.TREASURER)
    assert browser(club.chair).post(at("member-end", club, place.pk)).status_code == 404
    assert ApplicantMember.objects.get(pk=place.pk).ended_at is None


def test_the_last_chair_of_running_applications_stays(club):
    make.submitted(of=club)
    place = club.members.get(role=TeamRole.CHAIR)
    answer = browser(club.chair).post(at("member-end", club, place.pk))
    assert answer.status_code == 409
    assert "braucht jemanden, der unterschreibt" in answer.content.decode()


def test_the_record_is_changed_and_bad_input_stays(club):
    client = browser(club.chair)
    form = {"name": "Neuer Name", "kind": "association", "postcode": "4462", "version": club.version}
    text = client.post(at("edit", club), form).content.decode()
    assert ['id="id_postcode_error"' in text, 'value="Neuer Name"' in text] == [True, True]
    assert client.post(at("edit", club), form | {"postcode": "44623"}).status_code == 302
    assert Applicant.objects.get(pk=club.pk).name == "Neuer Name"
    assert "conflict" in client.post(at("edit", club), form | {"postcode": "44625"}).content.decode()


def test_more_people_cost_no_more_queries(club):
    def another():
        make.applicants.join(applicant=club, user=make.somebody(), role="project_lead", by=club.chair)

    assert_constant_queries(browser(club.chair), at("detail", club), another, sizes=(1, 3))
