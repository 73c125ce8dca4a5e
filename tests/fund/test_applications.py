"""Writing topic by topic: who may, what is refused, and two people at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from fund.actions import applications
from fund.choices.applications import Topic
from fund.models import Application
from herne_integration.rules import RuleBroken
from tests.fund import make
from tests.threads import race

pytestmark = pytest.mark.django_db
MEGABYTES = "Ä" * (3 * 1024 * 1024 // 2)


def typed(application, **values):
    """What a form hands over: an instance with the counted version."""
    mine = Application.objects.get(pk=application.pk)
    for name, value in values.items():
        setattr(mine, name, value)
    mine.version += 1
    return mine


def save(application, topic, *, by=None, key="", **values):
    return applications.save_topic(application=typed(application, **values), topic=topic, by=by, key=key)


def test_a_topic_is_saved_and_nothing_else_with_it():
    draft = make.draft()
    saved = save(draft, Topic.PROJECT, by=draft.applicant.lead, title="Neu", place="woanders")
    saved.refresh_from_db()
    assert (saved.title, saved.place, saved.version) == ("Neu", "Herne-Mitte", 2)


def test_a_device_with_the_mailed_link_saves_as_well():
    draft = make.draft(of=False)
    assert save(draft, Topic.CRITERIA, key=draft.key, new_approach="Anders").new_approach == "Anders"
    with pytest.raises(RuleBroken, match="nur jemand, der an diesem Antrag schreibt"):
        save(draft, Topic.CRITERIA, key="geraten", new_approach="Böse")


def test_the_treasurer_writes_sums_and_no_texts():
    draft = make.draft()
    by = draft.applicant.treasurer
    assert save(draft, Topic.FINANCING, by=by, amount_requested=Decimal("50.00")).amount_requested == Decimal("50.00")
    with pytest.raises(RuleBroken, match="bearbeiten Vertretung und Projektleitung"):
        save(draft, Topic.PROJECT, by=by, title="Neu")


def test_the_second_of_two_editors_is_told_and_nothing_is_lost():
    draft = make.draft()
    first, second = typed(draft, title="Erster"), typed(draft, title="Zweite")
    applications.save_topic(application=first, topic=Topic.PROJECT, by=draft.applicant.lead)
    with pytest.raises(RuleBroken, match="in der Zwischenzeit"):
        applications.save_topic(application=second, topic=Topic.PROJECT, by=draft.applicant.chair)
    draft.refresh_from_db()
    assert draft.title == "Erster"


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_the_same_time_one_is_told():
    draft = make.draft()
    mine = [typed(draft, title=f"Fassung {number}") for number in range(6)]
    results = race(
        lambda number: applications.save_topic(application=mine[number], topic=Topic.PROJECT, by=draft.applicant.lead),
        6,
    )
    refused = [one for one in results if isinstance(one, Exception)]
    assert [type(one) for one in refused] == [RuleBroken] * 5
    draft.refresh_from_db()
    assert draft.version == 2


@pytest.mark.parametrize(
    ("topic", "values"),
    [
        (Topic.CRITERIA, {"new_approach": MEGABYTES}),
        (Topic.PROJECT, {"title": "x" * 201}),
        (Topic.PROJECT, {"target_groups": ["gibt-es-nicht"]}),
        (Topic.PROJECT, {"participants": -5}),
        (Topic.APPLICANT, {"applicant_kind": "gmbh"}),
        (Topic.PERIOD, {"starts_on": date(2026, 5, 2), "ends_on": date(2026, 5, 1)}),
        (Topic.FINANCING, {"amount_requested": Decimal("-5.00")}),
        (Topic.FINANCING, {"amount_requested": Decimal("0.005")}),
        (Topic.FINANCING, {"amount_requested": Decimal("10000000000.00")}),
        (Topic.FINANCING, {"amount_requested": Decimal("NaN")}),
    ],
)
def test_what_no_form_lets_through_is_refused_and_nothing_half_saved(topic, values):
    draft = make.draft()
    before = Application.objects.filter(pk=draft.pk).values().get()
    with pytest.raises(RuleBroken):
        save(draft, topic, by=draft.applicant.chair, **values)
    assert Application.objects.filter(pk=draft.pk).values().get() == before


def test_even_past_the_action_a_text_of_three_megabytes_finds_no_room():
    draft = make.draft()
    with pytest.raises(Exception, match="too long") as refused, transaction.atomic():
        Application.objects.filter(pk=draft.pk).update(summary=MEGABYTES)
    assert refused.type.__module__ == "django.db.utils"


def test_a_draft_gets_an_applicant_of_whose_team_its_writer_is():
    club, owner = make.applicant(), make.somebody()
    draft = make.draft(of=False, owner=owner)
    with pytest.raises(RuleBroken, match="nur jemand aus dem Team"):
        applications.assign(application=draft, applicant=club, by=owner)
    draft = make.draft(of=False, owner=club.lead)
    assigned = applications.assign(application=draft, applicant=club, by=club.lead)
    assert (assigned.applicant, assigned.applicant_name) == (club, club.name)
    assert club.treasurer in [place.user for place in assigned.applicant.members.all()]


def test_a_submitted_application_keeps_its_applicant_and_number():
    sent, other = make.submitted(), make.applicant()
    with pytest.raises(IntegrityError, match="fund_application_number_stays"), transaction.atomic():
        Application.objects.filter(pk=sent.pk).update(applicant=other)
    with pytest.raises(IntegrityError, match="fund_application_number_stays"), transaction.atomic():
        Application.objects.filter(pk=sent.pk).update(number="VF-2026-9999")


def test_a_withdrawn_application_stays_and_says_by_whom():
    sent = make.submitted()
    back = applications.withdraw(application=sent, by=sent.applicant.lead, reason=" Zu früh ")
    assert (back.state, back.withdrawn_by, back.withdrawal_reason) == ("withdrawn", sent.applicant.lead, "Zu früh")
    with pytest.raises(RuleBroken, match="zurückgezogen und kann nicht"):
        applications.withdraw(application=sent, by=sent.applicant.lead)


def test_the_treasurer_withdraws_nothing():
    sent = make.submitted()
    with pytest.raises(RuleBroken, match="Vertretung oder Projektleitung"):
        applications.withdraw(application=sent, by=sent.applicant.treasurer)


def test_withdrawing_while_something_is_asked_for_puts_back_what_was_submitted():
    sent = make.asked(unlocks=["summary"])
    save(sent, Topic.PROJECT, by=sent.applicant.lead, summary="Geändert, nie abgeschickt")
    back = applications.withdraw(application=sent, by=sent.applicant.chair)
    assert back.summary == back.latest_version.content["answers"]["summary"]
    assert not back.supplements.open().exists()
