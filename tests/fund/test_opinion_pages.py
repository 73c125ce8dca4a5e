"""Opinions: the office asks, the expert reads only what she needs and answers once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fund.models import Opinion
from fund.overview import items
from offers.models import Organisation
from tests.fund import make
from tests.fund.applicant_pages import browser, sent
from tests.fund.test_office_pages import page, shown
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
MINE = "/de/fonds/stellungnahmen/"


@pytest.fixture
def desk():
    return browser(make.office())


def asking(**fields):
    day = timezone.localdate() + timedelta(days=10)
    told = {"department_text": "Fachbereich Kinder", "question": "Gibt es das schon?", "due_on": day.isoformat()}
    return sent(**told | fields)


def own_page(opinion):
    return reverse("fund:opinion-give", args=[opinion.pk])


def test_a_department_is_asked_once_and_its_expert_by_her_address(desk):
    one, expert = make.in_check(), make.somebody("Fachperson")
    form = asking(email=expert.email.upper())
    for _click in range(2):
        assert desk.post(page("opinion-create", one), form).url == page("opinion-list", one)
    made = Opinion.objects.get()
    assert (made.expert, made.department_text, made.department) == (expert, "Fachbereich Kinder", None)
    assert Organisation.objects.filter(name="Fachbereich Kinder").count() == 0
    assert "Gibt es das schon?" in shown(desk, page("opinion-list", one))


@pytest.mark.parametrize(
    "wrong", [{"department_text": ""}, {"question": ""}, {"due_on": ""}, {"email": "niemand@example.org"}]
)
def test_bad_input_is_kept_and_nobody_is_asked(desk, wrong):
    answer = desk.post(page("opinion-create", make.in_check()), asking(**wrong))
    assert answer.status_code == 200
    assert not Opinion.objects.exists()
    assert "fachbereich" in answer.content.decode().lower()


def test_the_applicants_own_people_are_no_experts(desk):
    one = make.in_check()
    answer = desk.post(page("opinion-create", one), asking(email=make.chair_of(one).email))
    assert answer.status_code == 200
    assert "nimmt zu dessen Antrag nicht Stellung" in answer.content.decode()


def test_the_expert_reads_what_she_needs_and_nothing_else():
    expert = make.somebody("Fachperson")
    one = make.in_check(contact_name="Kim Geheim", contact_phone="02323 998877", new_approach="Ganz neu gedacht")
    html = shown(browser(expert), own_page(make.opinion(of=one, expert=expert)))
    assert "Ganz neu gedacht" in html
    assert one.applicant_name in html
    assert "Kostenplan" in html
    assert "Kim Geheim" not in html
    assert "998877" not in html
    assert one.email not in html


def test_the_expert_answers_once(desk):
    expert = make.somebody("Fachperson")
    one = make.in_check()
    opinion = make.opinion(of=one, expert=expert)
    client, form = browser(expert), sent(stance="reserved", text="Nur mit dem Jugendamt.")
    assert client.post(own_page(opinion), sent(stance="favours")).status_code == 200
    for _click in range(2):
        assert client.post(own_page(opinion), form).url == own_page(opinion)
    opinion.refresh_from_db()
    assert (opinion.stance, opinion.text, opinion.given_by) == ("reserved", "Nur mit dem Jugendamt.", expert)
    assert "Nur mit dem Jugendamt." in shown(client, own_page(opinion))
    assert "befürwortet mit Vorbehalt" in shown(desk, page("opinion-list", one))
    answer = client.post(own_page(opinion), sent(stance="opposes", text="Doch nicht."))
    assert answer.status_code == 200
    assert "schon abgegeben" in answer.content.decode()


def test_nobody_else_sees_the_experts_page():
    opinion = make.opinion(of=make.in_check(), expert=make.somebody("Fachperson"))
    for client in (
        browser(make.somebody()),
        browser(make.office()),
        browser(opinion.application.applicant.members.first().user),
    ):
        assert client.get(own_page(opinion)).status_code == 404
    assert browser().get(own_page(opinion)).status_code == 302


def test_what_came_on_paper_is_written_down_by_the_office(desk):
    one = make.in_check()
    opinion = make.opinion(of=one)
    address = page("opinion-note", one, opinion.pk)
    assert desk.post(address, sent(stance="favours", text="Gern.")).url == page("opinion-list", one)
    assert desk.get(address).status_code == 409
    assert desk.get(page("opinion-note", make.in_check(), opinion.pk)).status_code == 404


def test_after_the_decision_nobody_is_asked_any_more(desk):
    assert desk.get(page("opinion-create", make.in_state("inadmissible"))).status_code == 409


def test_an_expert_finds_her_requests():
    expert = make.somebody("Fachperson")
    client = browser(expert)
    assert "Keine Bitte an Sie" in shown(client, MINE)
    make.opinion(of=make.in_check(title="Nähkurs"), expert=expert)
    cost = count_queries(client, MINE)
    assert "Nähkurs" in shown(client, MINE)
    assert [(item.url, item.count) for item in items(expert)] == [(MINE, 1)]
    make.opinion(of=make.in_check(), expert=expert)
    make.opinion(of=make.in_check(), expert=expert)
    assert count_queries(client, MINE) == cost
