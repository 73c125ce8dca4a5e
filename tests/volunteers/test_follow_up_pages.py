"""The institution answers how it goes, once and for its own people; the coordination reads it, nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from herne_integration.models import OutboxMail
from tests.people import log_in
from tests.volunteers import make
from tests.volunteers.working import url
from volunteers import inbox
from volunteers.actions import activities
from volunteers.models import FollowUp, FollowUpAnswer

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(db):
    return make.coordinator()


@pytest.fixture
def placement(coordinator):
    return make.placement(state="active", by=coordinator)


@pytest.fixture
def asked(placement):
    """Due since yesterday."""
    return FollowUp.objects.create(
        placement=placement, kind="two_weeks", due_on=timezone.localdate() - timedelta(days=1)
    )


@pytest.fixture
def contact(client, placement):
    log_in(client, placement.opportunity.confirmed_by)
    return placement.opportunity.confirmed_by


def test_the_institution_is_asked_and_answers_once(client, contact, asked, placement):
    address = url("office-follow-up", asked.pk)
    assert address in client.get(url("office")).content.decode()
    assert address in client.get(url("office-placement", placement.pk)).content.decode()
    answer = client.post(address, {"how": "well", "note": "Immer pünktlich."}, follow=True)
    assert answer.redirect_chain[-1][0] == url("office-placement", placement.pk)
    assert "läuft gut: Immer pünktlich." in answer.content.decode()
    given = FollowUpAnswer.objects.get()
    assert [given.follow_up, given.placement, given.how, given.answered_by] == [asked, placement, "well", contact]
    assert address not in client.get(url("office")).content.decode()
    again = client.post(address, {"how": "trouble"})
    assert [again.status_code, FollowUpAnswer.objects.get().how] == [409, "well"]


def test_an_answer_without_how_it_goes_is_refused_and_kept(client, contact, asked):
    page = client.post(url("office-follow-up", asked.pk), {"note": "Ein langer Satz."})
    assert [page.status_code, list(page.context["form"].errors), FollowUpAnswer.objects.count()] == [200, ["how"], 0]
    assert "Ein langer Satz." in page.content.decode()


def test_only_trouble_calls_the_coordination_at_once(placement, asked, contact, coordinator):
    activities.answer_follow_up(follow_up=asked, how="well", by=contact)
    assert not OutboxMail.objects.filter(to=coordinator.email).exists()
    later = FollowUp.objects.create(placement=placement, kind="three_months", due_on=timezone.localdate())
    activities.answer_follow_up(follow_up=later, how="trouble", by=contact)
    assert OutboxMail.objects.filter(to=coordinator.email).count() == 1


def test_what_is_not_due_or_is_done_is_not_answered(client, contact, asked, placement, coordinator):
    activities.follow_up(follow_up=asked, by=coordinator)
    tomorrow = timezone.localdate() + timedelta(days=1)
    later = FollowUp.objects.create(placement=placement, kind="three_months", due_on=tomorrow)
    home = client.get(url("office")).content.decode()
    for one in (asked, later):
        assert client.post(url("office-follow-up", one.pk), {"how": "well"}).status_code == 409
        assert url("office-follow-up", one.pk) not in home
    assert not FollowUpAnswer.objects.exists()


def test_after_the_end_nobody_is_asked(client, contact, coordinator):
    ended = make.placement(of=make.opportunity(contact=contact), state="ended", by=coordinator)
    asked = FollowUp.objects.create(placement=ended, kind="two_weeks", due_on=timezone.localdate())
    assert client.get(url("office-follow-up", asked.pk)).status_code == 404


def test_another_institution_learns_nothing_of_it(client, asked, placement):
    stranger = make.contact()
    log_in(client, stranger)
    assert client.get(url("office-follow-up", asked.pk)).status_code == 404
    assert client.post(url("office-follow-up", asked.pk), {"how": "well"}).status_code == 404
    assert list(FollowUp.objects.asking(stranger, day=timezone.localdate())) == []
    given = activities.answer_follow_up(follow_up=asked, how="well", by=placement.opportunity.confirmed_by)
    readers = [stranger, placement.volunteer.user, placement.opportunity.confirmed_by, placement.coordinator]
    assert [given in FollowUpAnswer.objects.visible_to(one) for one in readers] == [False, False, True, True]


def test_the_coordination_reads_it_in_the_inbox_and_at_the_placement(client, placement, asked, contact, coordinator):
    activities.answer_follow_up(follow_up=asked, how="mixed", note="Manchmal spät.", by=contact)
    log_in(client, coordinator)
    assert [one.answer.how for one in inbox.of(coordinator, day=timezone.localdate()).follow_ups] == ["mixed"]
    assert "Einrichtung: teils, teils" in client.get(url("inbox")).content.decode()
    assert "teils, teils: Manchmal spät." in client.get(url("placement-detail", placement.pk)).content.decode()


def test_her_own_page_does_not_show_it(client, placement, asked, contact):
    activities.answer_follow_up(follow_up=asked, how="trouble", note="Zqxantwort", by=contact)
    log_in(client, placement.volunteer.user)
    for address in (url("my"), url("my-placement", placement.pk)):
        assert "Zqxantwort" not in client.get(address).content.decode()
