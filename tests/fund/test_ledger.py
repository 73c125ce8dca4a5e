"""The books: what may be entered, what the database refuses by itself, what was known when."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from fund import books
from fund.actions import awards, funds, ledger, resolutions
from fund.choices.ledger import EntryKind
from fund.models import LedgerEntry
from herne_integration.rules import RuleBroken
from tests.fund import make, make_boards, make_money

pytestmark = pytest.mark.django_db


@pytest.fixture
def purse():
    return make_money.purse()


def enter(of, kind, amount, **fields):
    """A row past all actions, as the app role could write it."""
    defaults = {"year": of.year, "source": of.source, "valid_on": make_money.first_day(of), "entered_by": of.office}
    return LedgerEntry.objects.create(kind=kind, amount=Decimal(amount), **defaults | fields)


def refused(name, of, *args, **fields):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        enter(of, *args, **fields)


def test_a_year_is_filled_and_shows_what_is_left(purse):
    pot = books.pot(purse.year, purse.source)
    assert [pot.available, pot.committed, pot.left] == [Decimal("200000.00"), 0, Decimal("200000.00")]


def test_only_the_office_books(purse):
    with pytest.raises(RuleBroken, match="Projektbüro"):
        ledger.allot(year=purse.year, source=purse.source, amount=Decimal(1), by=make.somebody())


@pytest.mark.parametrize("amount", ["0", "-1.00", "0.005"])
def test_an_amount_is_positive_and_whole_cents(purse, amount):
    with pytest.raises(RuleBroken, match="größer als null"):
        ledger.allot(year=purse.year, source=purse.source, amount=Decimal(amount), by=purse.office)


def run(*statements):
    """Raw SQL as the app role could send it, all of it or nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(*statement if isinstance(statement, tuple) else (statement,))


@pytest.mark.parametrize("prelude", ["SELECT 1", "SET LOCAL pgtrigger.ignore = 'fund_ledgerentry'"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE fund_ledgerentry SET amount = 1", "DELETE FROM fund_ledgerentry", "TRUNCATE fund_ledgerentry"],
)
def test_no_entry_ever_changes(purse, prelude, statement):
    with pytest.raises(DatabaseError, match="permission denied"):
        run(prelude, statement)


@pytest.mark.owner
@pytest.mark.parametrize("statement", ["UPDATE fund_ledgerentry SET amount = 1", "DELETE FROM fund_ledgerentry"])
def test_not_even_the_owner_changes_an_entry(purse, statement):
    with pytest.raises(IntegrityError, match="fund_ledger_entry_never_changes"):
        run(statement)


def test_the_pot_is_never_overspent_by_one_cent(purse):
    item = make_boards.item(make_boards.body(3, purse=purse))
    about = {"application": item.application, "valid_on": timezone.localdate()}
    enter(purse, EntryKind.COMMIT, "200000.00", **about)
    refused("fund_ledger_entry_never_overspent", purse, EntryKind.COMMIT, "0.01", **about)
    refused("fund_ledger_entry_never_overspent", purse, EntryKind.CARRY_OVER_OUT, "0.01")


COMMITMENT = (
    "INSERT INTO public.fund_ledgerentry"
    " (kind, year_id, source_id, application_id, amount, valid_on, entered_by_id, note)"
    " SELECT 'commit', %s, %s, %s, %s, %s, %s, '' FROM generate_series(1, %s)"
)


def commitments(of, application, amount, rows=1):
    """(statement, parameters) that grants so much, so many times."""
    keys = [of.year.pk, of.source.pk, application.pk]
    return COMMITMENT, [*keys, Decimal(amount), timezone.localdate(), of.office.pk, rows]


def test_several_rows_of_one_statement_count_together(purse):
    application = make_boards.admissible(make_boards.body(3, purse=purse))
    with pytest.raises(IntegrityError, match="fund_ledger_entry_never_overspent"):
        run(commitments(purse, application, "70000.00", rows=3))
    run(commitments(purse, application, "70000.00", rows=2))


@pytest.mark.parametrize("prelude", ["SELECT 1", "SET LOCAL pgtrigger.ignore = 'fund_ledgerentry'"])
def test_a_table_that_pretends_to_be_ours_changes_nothing(purse, prelude):
    application = make_boards.admissible(make_boards.body(3, purse=purse))
    pretended = "CREATE TEMP TABLE fund_ledgerentry (LIKE public.fund_ledgerentry)"
    with pytest.raises(IntegrityError, match="fund_ledger_entry_never_overspent"):
        run(prelude, pretended, commitments(purse, application, "200000.01"))


def test_an_envelope_is_a_pot_of_its_own(purse):
    envelope = make_money.envelope(purse, amount="10.00")
    application = make_boards.admissible(make_boards.body(3, purse=purse))
    about = {"application": application, "envelope": envelope}
    refused("fund_ledger_entry_never_overspent", purse, EntryKind.COMMIT, "10.01", **about)
    enter(purse, EntryKind.COMMIT, "10.00", **about)


def test_pots_of_other_funds_are_refused(purse):
    other = make_money.purse()
    refused("fund_ledger_entry_pot_of_its_fund", purse, EntryKind.ALLOT, "1.00", source=other.source)
    envelope = make_money.envelope(other)
    refused("fund_ledger_entry_pot_of_its_fund", purse, EntryKind.ALLOT, "1.00", envelope=envelope)


def test_nothing_comes_from_the_future_or_outside_its_year(purse):
    late = timezone.now() + timedelta(hours=1)
    refused("fund_ledger_entry_not_from_the_future", purse, EntryKind.ALLOT, "1.00", recorded_at=late)
    before = make_money.first_day(purse) - timedelta(days=1)
    refused("fund_ledger_entry_within_its_year", purse, EntryKind.ALLOT, "1.00", valid_on=before)
    with pytest.raises(RuleBroken, match="liegt nicht im Haushaltsjahr"):
        ledger.allot(year=purse.year, source=purse.source, amount=Decimal(1), by=purse.office, valid_on=before)


def test_the_database_says_when_an_entry_was_made(purse):
    yesterday = timezone.now() - timedelta(days=1)
    entry = enter(purse, EntryKind.ALLOT, "1.00", entered_at=yesterday, recorded_at=yesterday)
    entry.refresh_from_db()
    assert entry.entered_at > yesterday + timedelta(hours=23)
    assert entry.recorded_at == yesterday


def test_money_was_not_there_before_it_was_allotted(purse):
    """On no day is more granted than there was: a commitment before the allotment is refused."""
    empty = make_money.purse(amount=None)
    later = make_money.first_day(empty) + timedelta(days=40)
    enter(empty, EntryKind.ALLOT, "100.00", valid_on=later)
    application = make_boards.admissible(make_boards.body(3, purse=empty))
    early = {"application": application, "valid_on": later - timedelta(days=1)}
    refused("fund_ledger_entry_never_overspent", empty, EntryKind.COMMIT, "1.00", **early)
    enter(empty, EntryKind.COMMIT, "1.00", application=application, valid_on=later)


def test_only_what_was_booked_comes_back(purse):
    application = make_boards.admissible(make_boards.body(3, purse=purse))
    about = {"application": application}
    enter(purse, EntryKind.RESERVE, "5.00", **about)
    refused("fund_ledger_entry_returns_what_was_booked", purse, EntryKind.RELEASE, "5.01", **about)
    refused("fund_ledger_entry_returns_what_was_booked", purse, EntryKind.DECOMMIT, "0.01", **about)


def test_entries_about_an_application_name_it(purse):
    refused("fund_ledger_entry_application_if_about_one", purse, EntryKind.COMMIT, "1.00")


def test_a_closed_year_takes_money_back_and_gives_none(purse):
    body = make_boards.body(3, purse=purse)
    item = make_boards.ready_item(body)
    award = resolutions.pass_resolution(item=item, by=body.office).award
    funds.close_year(year=purse.year, by=purse.office)
    with pytest.raises(RuleBroken, match="abgeschlossen"):
        ledger.allot(year=purse.year, source=purse.source, amount=Decimal(1), by=purse.office)
    refused("fund_ledger_entry_year_is_open", purse, EntryKind.ALLOT, "1.00")
    awards.reduce(award=award, amount=Decimal("0.01"), by=purse.office, reason="billiger")
    assert books.pot(purse.year, purse.source).committed == Decimal("999.99")
    with pytest.raises(RuleBroken, match="abgeschlossen"):
        funds.close_year(year=purse.year, by=purse.office)


def test_a_year_with_something_on_an_agenda_is_not_closed(purse):
    make_boards.item(make_boards.body(3, purse=purse))
    with pytest.raises(RuleBroken, match="vorgemerkt"):
        funds.close_year(year=purse.year, by=purse.office)


def test_what_is_left_is_carried_over_to_the_cent(purse):
    make_boards.item(make_boards.body(3, purse=purse), amount="1000.01")
    following = make_money.next_year(purse)
    out, into = ledger.carry_over(year=purse.year, source=purse.source, by=purse.office)
    assert [out.amount, into.amount] == [Decimal("198999.99")] * 2
    assert books.pot(purse.year, purse.source).unplanned == 0
    assert books.pot(following, purse.source).available == Decimal("198999.99")
    with pytest.raises(RuleBroken, match="reichen nicht"):
        ledger.carry_over(year=purse.year, source=purse.source, by=purse.office)


def test_carrying_over_needs_a_next_year_and_terms_that_allow_it(purse):
    with pytest.raises(RuleBroken, match="nächste Haushaltsjahr"):
        ledger.carry_over(year=purse.year, source=purse.source, by=purse.office)
    strict = make_money.purse(carries_over=False)
    make_money.next_year(strict)
    with pytest.raises(RuleBroken, match="nicht übertragbar"):
        ledger.carry_over(year=strict.year, source=strict.source, by=strict.office)


def test_a_year_and_an_envelope_exist_once(purse):
    with pytest.raises(RuleBroken, match="gibt es schon"):
        funds.open_year(fund=purse.fund, year=purse.year.year, by=purse.office)
    envelope = make_money.envelope(purse)
    with pytest.raises(RuleBroken, match="schon ein Teilbudget"):
        funds.add_envelope(year=purse.year, field_of_action=envelope.field_of_action, by=purse.office)


def test_a_past_day_reads_the_same_after_a_later_correction():
    old = make_money.purse(year=2017, amount=None)
    told = timezone.make_aware(timezone.datetime(2017, 6, 8, 12))
    day = date(2017, 6, 8)
    ledger.allot(year=old.year, source=old.source, amount=Decimal(200000), by=old.office, at=told)
    application = make_boards.admissible(make_boards.body(3, purse=old))
    known = {"application": application, "valid_on": day}
    enter(old, EntryKind.COMMIT, "52440.30", recorded_at=told, **known)
    enter(old, EntryKind.DECOMMIT, "440.30", **known)
    assert books.stand(old.year, day=day).total.left == Decimal("147559.70")
    assert books.granted(old.year, day=day) == {application.pk: Decimal("52440.30")}
    assert books.balance(old.year, valid_on=day).total.left == Decimal("148000.00")
    found = LedgerEntry.objects.filter(year=old.year).as_of(valid_on=day, known_at=books.end_of(day))
    assert found.count() == 2


def test_only_those_who_may_see_the_money_see_it(purse):
    assert LedgerEntry.objects.visible_to(make.somebody()).count() == 0
    assert LedgerEntry.objects.visible_to(purse.office).count() == 1
