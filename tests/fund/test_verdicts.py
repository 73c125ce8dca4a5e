"""No application is granted or rejected without its board's resolution, also not by raw SQL of the app role."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from fund.actions import resolutions
from fund.choices.applications import ApplicationState
from fund.models import Application
from tests.fund import make, make_boards

pytestmark = pytest.mark.django_db
DECIDED = ["approved", "approved_with_conditions", "rejected"]
PRELUDES = ["SELECT 1", "SET LOCAL pgtrigger.ignore = 'fund_application:guard,fund_application_verdict'"]


def move(application, state, prelude="SELECT 1"):
    """Raw SQL as the app role could send it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0].endswith("app")
        cursor.execute(prelude)
        cursor.execute("UPDATE fund_application SET state = %s WHERE id = %s", [state, application.pk])


@pytest.mark.parametrize("prelude", PRELUDES)
@pytest.mark.parametrize("state", DECIDED)
def test_nobody_decides_an_application_without_a_resolution(state, prelude):
    scheduled = make.in_state("scheduled")
    with pytest.raises(IntegrityError, match="fund_application_decided_by_its_board"):
        move(scheduled, state, prelude)


@pytest.mark.parametrize("prelude", PRELUDES)
def test_a_resolution_about_another_application_decides_nothing(prelude):
    of = make_boards.body(3)
    item = make_boards.ready_item(of)
    resolutions.pass_resolution(item=item, by=of.office)
    other = make_boards.item(of).application
    with pytest.raises(IntegrityError, match="fund_application_decided_by_its_board"):
        move(other, "approved", prelude)


@pytest.mark.parametrize(
    ("letters", "conditions", "state"),
    [
        ("yyy", (), ApplicationState.APPROVED),
        ("yyy", [("Quittungen", None)], ApplicationState.APPROVED_WITH_CONDITIONS),
        ("nnn", (), ApplicationState.REJECTED),
    ],
)
def test_what_the_board_has_passed_is_decided(letters, conditions, state):
    of = make_boards.body(3)
    item = make_boards.ready_item(of, letters=letters)
    resolutions.pass_resolution(item=item, by=of.office, conditions=conditions)
    item.application.refresh_from_db()
    assert item.application.state == state


def test_an_application_does_not_begin_decided():
    values = {"round": make.a_round(), "state_since": timezone.now(), "touched_on": timezone.localdate()}
    other = {"number": "VF-2026-9999", "state": "approved", "applicant": make.applicant(), "email": "a@example.org"}
    with pytest.raises(IntegrityError, match="fund_application_decided_by_its_board"), transaction.atomic():
        Application.objects.create(**values, **other)
