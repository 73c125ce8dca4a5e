"""An institution answers suggestions without knowing whom, and reaches people only from the introduction to the end."""

import io

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from herne_integration.models import OutboxMail
from tests.people import log_in
from tests.queries import assert_constant_queries
from tests.volunteers import make
from tests.volunteers.working import key_of, url
from volunteers import overview
from volunteers.actions import ending, placements
from volunteers.models import Opportunity, Placement

pytestmark = pytest.mark.django_db
SECRET = {"given_name": "Zqxvorname", "family_name": "Zqxnachname", "phone": "0232399887766", "about": "Zqxwunsch"}


@pytest.fixture
def task(client):
    """A task whose contact person is signed in."""
    made = make.opportunity(capacity=5)
    log_in(client, made.contact)
    return made


def secret_volunteer(**fields):
    """Somebody whose every trace is easy to find."""
    return make.volunteer(languages=["ar"], windows=[("1", 9, 12)], **SECRET, **fields)


def pages(client, placement):
    """All that an institution can open about a placement, as one text."""
    names = ("office-placement", "office-no", "office-end", "office-agreement")
    found = [client.get(url("office")), *(client.get(url(name, placement.pk)) for name in names)]
    found.append(client.get(url("office-task", placement.opportunity_id)))
    return " ".join(answer.content.decode() for answer in found)


@pytest.mark.parametrize("state", ["asked", "o_declined", "ended"])
def test_who_it_is_stands_nowhere_before_the_introduction_nor_after_the_end(client, task, state):
    mira = secret_volunteer()
    placement = make.placement(mira, task, state=state)
    text = pages(client, placement)
    assert "Arabisch" in text
    for word in (*SECRET.values(), mira.email):
        assert word not in text, word


def test_what_was_not_asked_yet_is_not_there(client, task):
    for state in ("suggested", "interested"):
        placement = make.placement(of=task, state=state)
        assert client.get(url("office-placement", placement.pk)).status_code == 404
        assert placement.volunteer.short_code not in client.get(url("office")).content.decode()


def test_no_mail_to_the_institution_says_who_it_is(client, task):
    mira, coordinator = secret_volunteer(), make.coordinator()
    placement = make.placement(mira, task, state="interested", by=coordinator)
    placements.ask_organisation(placement=placement, by=coordinator)
    client.post(url("office-yes", placement.pk))
    placements.introduce(placement=placement, by=coordinator)
    mails = OutboxMail.objects.filter(to=task.contact_email)
    assert mails.count() == 2
    for mail in mails:
        assert not any(word in mail.body + mail.subject for word in (*SECRET.values(), mira.email))


@pytest.mark.parametrize("state", ["introduced", "trial", "active"])
def test_once_introduced_the_institution_can_reach_her(client, task, state):
    mira = secret_volunteer()
    text = client.get(url("office-placement", make.placement(mira, task, state=state).pk)).content.decode()
    assert all(word in text for word in ("Zqxvorname Zqxnachname", "0232399887766", mira.email))
    assert "Zqxwunsch" not in text


def test_the_page_names_other_institutions_things_to_nobody(client, task):
    other = make.placement(state="asked")
    running = make.placement(state="introduced")
    names = ("office-placement", "office-no", "office-end", "office-agreement")
    assert {client.get(url(name, other.pk)).status_code for name in names} == {404}
    assert {client.post(url(name, other.pk)).status_code for name in ("office-yes", "office-sign")} == {404}
    assert client.post(url("office-end", running.pk), {"reason": "completed"}).status_code == 404
    for name in ("office-task", "office-task-edit", "office-task-archive"):
        assert client.get(url(name, other.opportunity_id)).status_code == 404, name
    assert client.post(url("office-task-confirm", other.opportunity_id)).status_code == 404
    other.refresh_from_db()
    assert [other.agreed_at, other.state] == [None, "asked"]


def test_a_coordinator_who_is_also_a_contact_sees_here_only_what_is_her_institutions(client, task):
    both = make.coordinator(of=task.contact.office)
    make.membership(both, of=task.contact.office, role="contact")
    log_in(client, both)
    own, other = make.placement(of=task, state="asked"), make.placement(state="asked")
    assert client.get(url("office-placement", own.pk)).status_code == 200
    assert client.get(url("office-placement", other.pk)).status_code == 404


def test_yes_twice_is_one_yes_and_only_a_post_says_it(client, task):
    placement = make.placement(of=task, state="asked")
    assert client.get(url("office-yes", placement.pk)).status_code == 405
    first, second = (client.post(url("office-yes", placement.pk)) for _ in range(2))
    assert [first.status_code, second.status_code] == [302, 302]
    placement.refresh_from_db()
    assert [placement.state, placement.agreed_by, placement.version] == ["asked", task.contact, 2]


def test_no_needs_a_reason_and_a_second_no_is_answered_in_words(client, task):
    placement = make.placement(of=task, state="asked")
    typed = {"note": "Die Zeiten passen nicht."}
    kept = client.post(url("office-no", placement.pk), typed)
    assert [kept.status_code, "Die Zeiten passen nicht." in kept.content.decode()] == [200, True]
    assert client.post(url("office-no", placement.pk), {**typed, "reason": "time"}).status_code == 302
    placement.refresh_from_db()
    assert [placement.state, placement.decline_reason] == ["o_declined", "time"]
    assert client.post(url("office-no", placement.pk), {"reason": "time"}).status_code == 409


def test_a_new_task_belongs_to_the_own_institution_and_comes_once(client, task):
    other = make.organisation()
    typed = {"title": "Vorlesen am Montag", "organisation": task.contact.office.pk, "capacity": 2}
    typed |= {"expenses": "unknown", "accessible": "unknown", "once": key_of(client, url("office-task-create"))}
    foreign = client.post(url("office-task-create"), {**typed, "organisation": other.pk})
    assert [foreign.status_code, Opportunity.objects.filter(title="Vorlesen am Montag").count()] == [200, 0]
    answers = [client.post(url("office-task-create"), typed).status_code for _ in range(2)]
    made = Opportunity.objects.get(title="Vorlesen am Montag")
    assert [answers, made.organisation, made.state] == [[302, 302], task.contact.office, "unconfirmed"]


def test_what_the_law_requires_is_not_the_institutions_to_choose(client, task):
    Opportunity.objects.filter(pk=task.pk).update(task_class="minors", note="Nur für uns")
    page = client.get(url("office-task-edit", task.pk))
    assert not {"task_class", "note", "provider_text"} & set(page.context["form"].fields)
    typed = {"title": "Anders", "organisation": task.organisation_id, "capacity": 5, "version": task.version}
    typed |= {"contact_name": "K", "contact_email": "k@example.org", "task_class": "general", "note": ""}
    typed |= {"expenses": "unknown", "accessible": "unknown", "once": page.context["form"]["once"].value()}
    assert client.post(url("office-task-edit", task.pk), typed).status_code == 302
    task.refresh_from_db()
    assert [task.title, task.task_class, task.note] == ["Anders", "minors", "Nur für uns"]


def test_still_needed_is_one_click_on_the_list_and_only_on_what_was_seen(client, task):
    text = client.get(url("office")).content.decode()
    assert [url("office-task-confirm", task.pk) in text, "Wird noch gebraucht" in text] == [True, True]
    before, address = task.confirmed_at, url("office-task-confirm", task.pk)
    assert client.get(address).status_code == 405
    assert client.post(address, {"version": "99"}).status_code == 409
    assert client.post(address, {"version": task.version}).status_code == 302
    task.refresh_from_db()
    assert task.confirmed_at > before


def test_the_list_says_when_it_is_time_to_say_so(client, task):
    assert "Bitte jetzt bestätigen" not in client.get(url("office")).content.decode()
    Opportunity.objects.filter(pk=task.pk).update(ask_again_on=timezone.localdate())
    assert "Bitte jetzt bestätigen" in client.get(url("office")).content.decode()


def test_an_archived_task_leaves_the_lists_and_takes_no_second_archiving(client, task):
    address = url("office-task-archive", task.pk)
    assert client.post(address, {"reason": "Fertig"}).status_code == 302
    assert client.post(address, {"reason": "Fertig"}).status_code == 409
    assert Opportunity.objects.get(pk=task.pk).state == "archived"


def test_the_institution_signs_its_side_once_and_ends_with_a_reason(client, task):
    placement = make.placement(of=task, state="introduced")
    agreement = make.agreement(placement, is_signed=False)
    address = url("office-sign", placement.pk)
    assert [client.get(address).status_code, client.post(address).status_code] == [405, 409]
    assert client.post(address, {"version": agreement.version}).status_code == 302
    assert client.post(address, {"version": agreement.version}).status_code == 409
    agreement.refresh_from_db()
    assert [agreement.organisation_signed_by, agreement.volunteer_signed_at] == [task.contact, None]
    assert client.post(url("office-end", placement.pk), {"reason": "volunteer"}).status_code == 200
    assert client.post(url("office-end", placement.pk), {"reason": "completed"}).status_code == 302
    assert Placement.objects.get(pk=placement.pk).end_reason == "completed"


def test_the_paper_is_for_the_two_sides_and_goes_for_the_institution_with_the_end(client, task):
    mira = secret_volunteer()
    placement = make.placement(mira, task, state="active")
    address = url("agreement-pdf", make.agreement(placement).pk)
    answer = client.get(address)
    assert [answer["Content-Type"], "no-store" in answer["Cache-Control"]] == ["application/pdf", True]
    with pikepdf.open(io.BytesIO(answer.content)) as paper:
        assert paper.Root.MarkInfo.Marked
    for somebody, status in ((make.contact(), 404), (make.volunteer().user, 404), (mira.user, 200)):
        log_in(client, somebody)
        assert client.get(address).status_code == status
    ending.end(placement=placement, reason="completed", by=mira.user)
    log_in(client, task.contact)
    assert client.get(address).status_code == 404


def test_the_list_of_routes_is_a_paper_without_numbers(client):
    coordinator = make.coordinator()
    log_in(client, coordinator)
    assert client.get(url("route-list-pdf")).content.startswith(b"%PDF")


def test_the_overview_counts_what_waits(client, task):
    make.placement(of=task, state="asked")
    items = [item for item in overview.items(task.contact) if item.url == url("office")]
    assert [item.count for item in items] == [1]
    assert url("office") in client.get(reverse("roof:overview")).content.decode()


def test_the_page_asks_as_often_for_many_as_for_few(client, task):
    def add():
        for state in ("asked", "introduced", "ended"):
            make.placement(make.volunteer(languages=["ar"], windows=[("1", 9, 12)]), task, state=state)
        make.opportunity(contact=task.contact)

    add()
    assert_constant_queries(client, url("office"), add, sizes=(1, 3), at_most=24)
