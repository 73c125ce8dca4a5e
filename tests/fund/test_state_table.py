"""Every (state, action, role) equals the table written by hand; the database lets the same states follow."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fund.actions import applicants, applications, formal_checks
from fund.choices.applications import NEXT_STATES, ApplicationState
from fund.choices.formal_checks import Verdict
from fund.models import Application, Opinion, Supplement
from herne_integration.rules import RuleBroken
from tests.fund import make, steps
from tests.fund.state_table import ROLES, STATES, TABLE, allowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Everybody who may come, by role; the device has no account."""
    club, former = make.applicant(), make.somebody("Früher")
    place = applicants.join(applicant=club, user=former, role="treasurer", by=club.chair)
    applicants.leave(member=place, by=former)
    return {
        "club": club,
        "chair": club.chair,
        "project_lead": club.lead,
        "treasurer": club.treasurer,
        "device": None,
        "office": make.office(),
        "board": make.somebody("Gremium", "lenkungsgruppe"),
        "expert": make.somebody("Fachbereich"),
        "former": former,
        "stranger": make.somebody("Fremd"),
    }


def case_in(state, people):
    """An application in a state, with everything beside it that its past may have left there."""
    aimed = make.a_round(by=people["office"])
    following = make.a_round(guideline=aimed.guideline, opens=30, closes=40, by=people["office"])
    options = {
        "of": people["club"],
        "in_round": aimed,
        **({} if state in ("draft", "submitted") else {"by": people["office"]}),
    }
    if state == "supplement":
        made = make.asked(unlocks=steps.UNLOCKS, **options)
        made.summary, made.version = "Schon beantwortet, noch nicht abgeschickt", made.version + 1
        applications.save_topic(application=made, topic="project", by=people["chair"])
    elif state == "withdrawn":
        made = make.in_state(state, of=people["club"], in_round=aimed)
    else:
        made = make.in_state(state, **options)
    if state == "formal_check":
        for line in made.check.lines.all():
            formal_checks.judge(line=line, verdict=Verdict.MET, by=people["office"])
    if state != "draft":
        _opinion(made, people)
    return steps.Case(application=made, following=following)


def _opinion(application, people):
    Opinion.objects.create(
        application=application,
        department_text="Gesundheit",
        expert=people["expert"],
        question="Sinnvoll?",
        due_on=timezone.localdate(),
        asked_at=timezone.now(),
        asked_by=people["office"],
    )


def is_done(case, action, role, people):
    """Whether somebody of a role gets through; whatever happens is undone."""
    case.by = people[role]
    with transaction.atomic():
        try:
            with transaction.atomic():
                steps.ACTIONS[action](case)
            return True
        except RuleBroken:
            return False
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize("state", STATES)
def test_every_action_of_every_role_equals_the_table(state, people):
    case = case_in(state, people)

    if state == "draft":
        draft = make.draft(of=False, in_round=case.application.round)
        device = steps.Case(application=draft, following=case.following, key=draft.key)
    else:
        device = steps.Case(application=case.application, key=make.opened(case.application))
    surprises = [
        (state, action, role)
        for action in TABLE
        for role in ROLES
        if is_done(device if role == "device" else case, action, role, people) != allowed(state, action, role)
    ]
    assert surprises == []


def test_the_table_names_every_state_action_and_role():
    assert set(STATES) == set(ApplicationState)
    assert set(TABLE) == set(steps.ACTIONS)
    named = {role for line in TABLE.values() for text in line.values() for role in text.split()}
    assert named <= set(ROLES)
    assert {state for line in TABLE.values() for state in line} <= set(STATES)


@pytest.mark.parametrize("before", STATES)
def test_the_database_lets_the_same_states_follow(before, people):
    made = case_in(before, people).application
    stamp = {"withdrawn_at": timezone.now(), "withdrawn_by": people["chair"]}
    others = set(ApplicationState) - {made.state}
    refusals = {
        after: _refusal(
            made, state=after, number=made.number or "VF-2026-0001", **(stamp if after == "withdrawn" else {})
        )
        for after in others
    }
    # A state may follow, and still wants a resolution that says so.
    by_board = {"approved", "approved_with_conditions", "rejected"} & NEXT_STATES[ApplicationState(before)]
    assert {
        after for after, refusal in refusals.items() if refusal == "fund_application_decided_by_its_board"
    } == by_board
    follows = {after for after, refusal in refusals.items() if refusal != "fund_application_next_state"}
    assert follows == NEXT_STATES[ApplicationState(before)]
    assert {refusals[after] for after in follows - by_board} <= {""}


def _refusal(application, **values):
    """The name under which the database refuses a change, or nothing; the change itself is undone."""
    try:
        with transaction.atomic():
            Application.objects.filter(pk=application.pk).update(**values)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name
    return ""


def test_a_request_that_is_overdue_unlocks_nothing_for_nobody(people):
    case = case_in("supplement", people)
    Supplement.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    for action in ("save_text", "save_sum", "add_cost", "attach", "answer"):
        assert not is_done(case, action, "chair", people), action
    assert is_done(case, "extend", "office", people)
    assert is_done(case, "close_supplement", "office", people)
