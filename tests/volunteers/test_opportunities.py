"""Opportunities: confirmed by somebody, asked about every 90 days by a link that answers once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from herne_integration.models import OutboxMail
from herne_integration.rules import RuleBroken
from tests.offers.make import organisation
from tests.threads import race
from tests.volunteers import make, traces_of_mail
from volunteers.actions import confirmations, opportunities
from volunteers.models import ConfirmationRequest, Opportunity, Placement

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(db):
    return make.coordinator()


def content(**columns):
    return opportunities.Content(columns=columns)


def complete(task, coordinator, **columns):
    """What an import left, as far as it takes to confirm it."""
    known = {
        "organisation": organisation(),
        "contact_name": "Karla",
        "contact_email": "karla@example.org",
        "capacity": 2,
    }
    return opportunities.change(opportunity=task, content=content(**known | columns), by=coordinator)


def test_an_organisation_enters_its_own_and_no_other(coordinator):
    contact = make.contact()
    task = opportunities.create(content=content(title="Vorlesen", organisation=contact.office), by=contact)
    assert [task.state, task.events.get().pgh_context["user"]] == ["unconfirmed", contact.pk]
    with pytest.raises(RuleBroken, match="Ansprechperson der Einrichtung"):
        opportunities.create(content=content(title="Vorlesen", organisation=organisation()), by=contact)
    with pytest.raises(RuleBroken, match="Ansprechperson der Einrichtung"):
        opportunities.change(opportunity=task, content=content(organisation=organisation()), by=contact)
    with pytest.raises(RuleBroken, match="Ansprechperson der Einrichtung"):
        opportunities.archive(opportunity=task, by=make.contact())


def test_confirming_needs_somebody_behind_it_and_says_what_is_missing(coordinator):
    task = make.unconfirmed_opportunity()
    with pytest.raises(RuleBroken, match="die Einrichtung, eine Ansprechperson, deren E-Mail-Adresse, die Zahl"):
        opportunities.confirm(opportunity=task, by=coordinator)
    with pytest.raises(IntegrityError, match="volunteers_opportunity_confirmed_with_contact"), transaction.atomic():
        Opportunity.objects.update(state="confirmed", confirmed_at=timezone.now(), confirmed_by=coordinator)
    task = opportunities.confirm(opportunity=complete(task, coordinator), by=coordinator)
    assert [task.state, task.confirmed_by, task.confirmed_via, task.ask_again_on] == [
        "confirmed",
        coordinator,
        "person",
        timezone.localdate() + timedelta(days=90),
    ]
    with pytest.raises(RuleBroken, match="fehlt noch: eine Ansprechperson"):
        opportunities.change(opportunity=task, content=content(contact_name=""), by=coordinator)


def test_still_needed_is_a_new_confirmation(coordinator):
    task = make.opportunity()
    later = timezone.now() + timedelta(days=100)
    task = opportunities.confirm(opportunity=task, by=task.contact, at=later)
    assert task.ask_again_on == timezone.localdate(later) + timedelta(days=90)


def test_the_second_editor_is_told(coordinator):
    task = make.opportunity()
    opportunities.change(opportunity=task, content=content(city="Herne"), by=coordinator, version=1)
    with pytest.raises(RuleBroken, match="etwas geändert"):
        opportunities.change(opportunity=task, content=content(city="Bochum"), by=coordinator, version=1)


def test_places_that_are_taken_stay(coordinator):
    task = make.opportunity(capacity=2)
    for _ in range(2):
        make.placement(make.volunteer(), task, state="active")
    with pytest.raises(RuleBroken, match="schon besetzt"):
        opportunities.change(opportunity=task, content=content(capacity=1), by=coordinator)
    found = Opportunity.objects.with_places_left().get(pk=task.pk)
    assert [found.capacity, found.places_taken, found.places_left] == [2, 2, 0]


def test_an_archived_one_ends_what_waits_and_comes_back_unconfirmed(coordinator):
    task = make.opportunity(capacity=2)
    waiting, running = make.placement(of=task), make.placement(of=task, state="active")
    opportunities.archive(opportunity=task, by=task.contact, reason="fertig")
    states = dict(Placement.objects.values_list("pk", "state"))
    assert [states[waiting.pk], states[running.pk]] == ["ended", "active"]
    with pytest.raises(RuleBroken, match="schon archiviert"):
        opportunities.archive(opportunity=task, by=coordinator)
    with pytest.raises(RuleBroken, match="ist archiviert"):
        opportunities.change(opportunity=task, content=content(city="Herne"), by=coordinator)
    task = opportunities.restore(opportunity=task, by=coordinator)
    assert [task.state, task.confirmed_at, task.archived_at] == ["unconfirmed", None, None]
    with pytest.raises(RuleBroken, match="nicht archiviert"):
        opportunities.restore(opportunity=task, by=coordinator)


def test_a_link_confirms_once(coordinator):
    task = complete(make.unconfirmed_opportunity(), coordinator)
    request, token = confirmations.ask(opportunity=task, by=coordinator)
    assert [traces_of_mail.last_link().endswith(f"/{token}/"), token in request.token_hash] == [True, False]
    assert confirmations.find(token) == request
    assert Opportunity.objects.get(pk=task.pk).state == "unconfirmed"
    with pytest.raises(RuleBroken, match="gilt nicht mehr"):
        confirmations.answer(token=token, said="vielleicht")
    task = confirmations.answer(token=token, said="needed")
    assert [task.state, task.confirmed_via, task.confirmed_by] == ["confirmed", "link", coordinator]
    for again in (token, "falsch", ""):
        with pytest.raises(RuleBroken, match="gilt nicht mehr"):
            confirmations.answer(token=again, said="not_needed")
    with pytest.raises(IntegrityError, match="volunteers_confirmation_request_answers_once"), transaction.atomic():
        ConfirmationRequest.objects.update(answer="not_needed")


def test_a_newer_link_replaces_the_older_and_an_old_one_runs_out(coordinator):
    task = make.opportunity()
    _, first = confirmations.ask(opportunity=task, by=coordinator)
    _, second = confirmations.ask(opportunity=task, by=coordinator)
    assert [confirmations.find(first), confirmations.find(second) is None] == [None, False]
    later = timezone.now() + timedelta(days=31)
    assert confirmations.find(second, at=later) is None
    with pytest.raises(RuleBroken, match="nur die Koordination"):
        confirmations.ask(opportunity=task, by=task.contact)


def test_not_needed_archives(coordinator):
    _, token = confirmations.ask(opportunity=make.opportunity(), by=coordinator)
    assert confirmations.answer(token=token, said="not_needed").state == "archived"


def test_after_ninety_days_everybody_is_asked_once_and_silence_is_doubt(coordinator):
    task, now = make.opportunity(), timezone.now()
    make.opportunity(ask_again_on=timezone.localdate() + timedelta(days=200))
    due = now + timedelta(days=90)
    assert [confirmations.ask_due(at=now), confirmations.ask_due(at=due), confirmations.ask_due(at=due)] == [0, 1, 0]
    assert OutboxMail.objects.get().to == task.contact_email
    assert [confirmations.lapse(at=due + timedelta(days=days)) for days in (29, 31)] == [0, 1]
    task.refresh_from_db()
    assert [task.state, task.confirmed_by, task.confirmed_via] == ["unconfirmed", None, ""]


def test_only_invented_ones_say_that_they_are_samples():
    with pytest.raises(IntegrityError, match="volunteers_opportunity_sample_says_so"), transaction.atomic():
        make.unconfirmed_opportunity(origin="demo")
    assert make.unconfirmed_opportunity(origin="demo", title="Vorlesen (Muster)").is_sample


@pytest.mark.django_db(transaction=True)
def test_of_many_clicks_on_one_link_one_counts():
    with transaction.atomic():
        coordinator = make.coordinator()
        _, token = confirmations.ask(opportunity=make.opportunity(), by=coordinator)
    outcome = race(
        lambda number: confirmations.answer(token=token, said=["needed", "not_needed"][number % 2]).state, 10
    )
    assert sorted(map(str, outcome))[0] == confirmations.GONE
    assert len([one for one in outcome if isinstance(one, RuleBroken)]) == 9
