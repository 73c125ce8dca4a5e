"""The list's SQL says what `due` says, for every state."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fund import waiting
from fund.actions import notices
from fund.choices.applications import ApplicationState
from fund.choices.due import Actor
from fund.choices.notices import NoticeState
from fund.models import Application, Notice
from tests.fund import make, make_boards

pytestmark = pytest.mark.django_db
STATES = [state for state in ApplicationState if state != ApplicationState.DRAFT]


def begun(application, days):
    """Puts the beginning of its state so many days back."""
    Application.objects.filter(pk=application.pk).update(state_since=timezone.now() - timedelta(days=days))


def noted(day=None):
    day = day or timezone.localdate()
    return waiting.annotated(Application.objects.submitted(), day)


@pytest.mark.parametrize("days", [0, 6, 15, 40])
def test_sql_and_rules_agree_in_every_state(days):
    club, one = make.applicant(), make.a_round()
    for state in STATES:
        begun(make.in_state(state, of=club, in_round=one), days)
    asked = make.in_check(of=club, in_round=one)
    make.opinion(of=asked)
    make.opinion(of=asked, days=2)
    for day in (
        timezone.localdate(),
        timezone.localdate() + timedelta(days=3),
        timezone.localdate() + timedelta(days=30),
    ):
        rows = waiting.rows(noted(day), day)
        assert len(rows) == len(STATES) + 1
        assert [(row.application.turn, row.application.is_late) for row in rows] == [
            (row.due.actor, row.days_late > 0) for row in rows
        ]


def test_an_application_on_an_agenda_waits_for_its_session():
    item = make_boards.item(make_boards.body())
    row = waiting.of(item.application, timezone.localdate())
    assert (row.due.actor, row.due.due_on) == (Actor.BOARD, timezone.localdate(item.session.starts_at))
    late = noted(row.due.due_on + timedelta(days=1)).get(pk=item.application.pk)
    assert late.is_late


def test_a_decision_waits_for_the_writer_the_signer_and_the_post():
    one = make.in_state("inadmissible")
    day = timezone.localdate()
    assert waiting.of(one, day).due.actor == Actor.OFFICE
    make_boards.remedy()
    notice = notices.draft(application=one, by=make.office())
    assert waiting.of(one, day).due.actor == Actor.SIGNER
    notice.refresh_from_db()
    Notice.objects.filter(pk=notice.pk).update(
        state=NoticeState.SIGNED, signed_at=timezone.now(), signed_by=make.office(), pdf="x", sha256="0" * 64
    )
    assert waiting.of(one, day).due.actor == Actor.POST
    assert noted().get(pk=one.pk).turn == Actor.POST


def test_late_ones_come_first_and_turns_are_counted():
    club, one = make.applicant(), make.a_round()
    fresh = make.submitted(of=club, in_round=one)
    late = make.submitted(of=club, in_round=one)
    later = make.in_check(of=club, in_round=one)
    begun(late, 30)
    begun(later, 60)
    assert list(waiting.in_order(noted())) == [later, late, fresh]
    assert waiting.turns(noted()) == {Actor.OFFICE: (3, 2)}
