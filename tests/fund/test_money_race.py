"""Twenty approvals at once above what is left, through the actions and by raw SQL: never a cent too much."""

import os
from decimal import Decimal

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from fund import books
from fund.actions import resolutions
from fund.models import Award, LedgerEntry, Resolution
from herne_integration.rules import RuleBroken
from tests.fund import make_boards, make_money
from tests.threads import race

pytestmark = pytest.mark.django_db(transaction=True)
# With PORTAL_RACE_ROUNDS=20 four hundred approvals meet.
MANY, ROUNDS = 20, int(os.environ.get("PORTAL_RACE_ROUNDS", "2"))
EACH = Decimal("15000.01")  # thirteen fit into 200,000.00 EUR
FIT = 13
COMMITMENT = (
    "INSERT INTO fund_ledgerentry (kind, year_id, source_id, application_id, amount, valid_on, entered_by_id, note)"
    " VALUES ('commit', %s, %s, %s, %s, %s, %s, '')"
)


def kinds(outcome):
    """How many of the results were errors of which kind."""
    return sorted({type(one).__name__ for one in outcome if isinstance(one, Exception)})


def left(purse):
    return books.pot(purse.year, purse.source).left


def test_of_twenty_approvals_at_once_only_those_that_fit_are_granted():
    for _round in range(ROUNDS):
        with transaction.atomic():
            body = make_boards.body(3)
            items = [make_boards.ready_item(body, amount=EACH) for _ in range(MANY)]
        outcome = race(lambda number, i=items, b=body: resolutions.pass_resolution(item=i[number], by=b.office), MANY)
        granted = [one for one in outcome if isinstance(one, Resolution)]
        assert [len(granted), kinds(outcome)] == [FIT, ["RuleBroken"]]
        assert all("reichen nicht" in str(one) for one in outcome if isinstance(one, RuleBroken))
        assert left(body.purse) == Decimal("200000.00") - FIT * EACH
        assert Award.objects.filter(budget_year=body.purse.year).count() == FIT
        numbers = Resolution.objects.filter(item__session__board=body.board).values_list("number", flat=True)
        assert len(set(numbers)) == FIT


def commit_raw(purse, application, prelude):
    """What a broken-in application could send."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in prelude:
            cursor.execute(statement)
        keys = [purse.year.pk, purse.source.pk, application.pk]
        cursor.execute(COMMITMENT, [*keys, EACH, timezone.localdate(), purse.office.pk])
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "prelude", [[], ["SET LOCAL pgtrigger.ignore = 'fund_ledgerentry:guard,fund_ledger_entry_guard'"]]
)
def test_raw_sql_of_the_app_role_overdraws_nothing(prelude, settings):
    for _round in range(ROUNDS):
        with transaction.atomic():
            purse = make_money.purse()
            application = make_boards.admissible(make_boards.body(1, purse=purse))
        outcome = race(lambda _number, p=purse, a=application: commit_raw(p, a, prelude), MANY)
        refused = [one for one in outcome if isinstance(one, IntegrityError)]
        assert [len(refused), kinds(outcome)] == [MANY - FIT, ["IntegrityError"]]
        assert all("fund_ledger_entry_never_overspent" in str(one) for one in refused)
        assert [one for one in outcome if isinstance(one, str)] == [settings.APP_ROLE] * FIT
        assert LedgerEntry.objects.filter(year=purse.year, kind="commit").count() == FIT
        assert left(purse) == Decimal("200000.00") - FIT * EACH


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_who_would_not_see_what_others_have_committed_is_refused(level):
    with transaction.atomic():
        purse = make_money.purse()
        application = make_boards.admissible(make_boards.body(1, purse=purse))
    outcome = race(lambda _number: commit_raw(purse, application, [f"SET TRANSACTION ISOLATION LEVEL {level}"]), MANY)
    assert set(map(type, outcome)) <= {IntegrityError, OperationalError}
    assert left(purse) == Decimal("200000.00")
