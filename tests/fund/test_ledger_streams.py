"""Random streams of bookings: the database, `budget` and a reference of thirty lines agree to the cent."""

from collections import defaultdict
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fund import books
from fund.actions import ledger
from fund.models import LedgerEntry
from tests.fund import make_boards, make_money

pytestmark = pytest.mark.django_db

CENTS = st.one_of(st.just(1), st.integers(1, 5000), st.integers(1, 20_000_000))
KINDS = ["allot", "reserve", "release", "commit", "decommit", "carry_over_out", "carry_over_in"]
# (kind, pot, application, cents)
STREAMS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 1), st.integers(0, 1), CENTS), max_size=25)


class Reference:
    """The books in whole cents, as one would keep them with pencil and paper: no entry is taken that is not covered."""

    def __init__(self):
        self.money = defaultdict(int)  # by pot: what there is to give, granted sums taken off
        self.granted = defaultdict(int)  # by (pot, application)
        self.marked = defaultdict(int)

    def take(self, kind, pot, application, cents):
        """Whether the entry is written."""
        about = (pot, application)
        if kind in ("allot", "carry_over_in"):
            self.money[pot] += cents
        elif kind == "reserve":
            self.marked[about] += cents
        elif kind == "release" and self.marked[about] >= cents:
            self.marked[about] -= cents
        elif kind == "commit" and self.money[pot] >= cents:
            self.money[pot] -= cents
            self.granted[about] += cents
        elif kind == "decommit" and self.granted[about] >= cents:
            self.money[pot] += cents
            self.granted[about] -= cents
        elif kind == "carry_over_out" and self.money[pot] >= cents:
            self.money[pot] -= cents
        else:
            return False
        return True


def euros(cents):
    return Decimal(cents) / 100


class World:
    """Two pots (one of them an envelope) and two applications, once for all streams."""

    def __init__(self):
        self.purse = make_money.purse(amount=None)
        body = make_boards.body(1, purse=self.purse)
        self.applications = [make_boards.admissible(body) for _ in range(2)]
        self.pots = [None, make_money.envelope(self.purse)]

    def enter(self, kind, pot, application, cents):
        """Whether the database takes the entry."""
        about = kind in ("reserve", "release", "commit", "decommit")
        try:
            with transaction.atomic():
                LedgerEntry.objects.create(
                    kind=kind,
                    year=self.purse.year,
                    source=self.purse.source,
                    envelope=self.pots[pot],
                    application=self.applications[application] if about else None,
                    amount=euros(cents),
                    valid_on=timezone.localdate(),
                    entered_by=self.purse.office,
                )
        except IntegrityError:
            return False
        return True


@pytest.fixture
def world():
    return World()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stream=STREAMS)
def test_database_fold_and_reference_agree(world, stream):
    reference = Reference()
    try:
        with transaction.atomic():
            for entry in stream:
                assert world.enter(*entry) is reference.take(*entry), entry
            for number, envelope in enumerate(world.pots):
                pot = books.pot(world.purse.year, world.purse.source, envelope)
                assert pot.left == euros(reference.money[number])
                assert pot.reserved == euros(sum(reference.marked[number, one] for one in range(2)))
                assert pot.committed == euros(sum(reference.granted[number, one] for one in range(2)))
            raise Undone
    except Undone:
        pass


class Undone(Exception):  # noqa: N818  (an event, not a programming error)
    """Takes a stream back, because nobody may delete an entry."""


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(allotted=st.integers(1, 20_000_000), part=st.integers(0, 100))
def test_a_carry_over_neither_loses_nor_finds_a_cent(world, allotted, part):
    purse, granted = world.purse, allotted * part // 100
    try:
        with transaction.atomic():
            world.enter("allot", 0, 0, allotted)
            if granted:
                assert world.enter("commit", 0, 0, granted)
            following = make_money.next_year(purse)
            if allotted > granted:
                out, into = ledger.carry_over(year=purse.year, source=purse.source, by=purse.office)
                assert out.amount == into.amount == euros(allotted - granted)
            assert books.pot(purse.year, purse.source).left == 0
            assert books.pot(following, purse.source).available == euros(allotted - granted)
            raise Undone
    except Undone:
        pass
