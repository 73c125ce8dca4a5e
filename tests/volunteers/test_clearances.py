"""Proofs hold on the day of the task: periods of the civil code, 29 February, renewal without a gap."""

import calendar
import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.volunteers.chance import patient
from volunteers.clearances import Span, Standing, add_months, covered_until, span, standing
from volunteers.eligibility_facts import ClearanceFacts, RequirementFacts

FIVE_YEARS = RequirementFacts("zeugnis", "Zeugnis", True, valid_months=60, fresh_months=3)
FOR_GOOD = RequirementFacts("masern", "Masernschutz", True)
DAY = timedelta(days=1)


def seen(issued_on, inspected_on=None, **more):
    """A certificate that was inspected on the day it was issued, unless told otherwise."""
    return ClearanceFacts("zeugnis", inspected_on or issued_on, issued_on, **more)


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2024, 2, 29), 60, date(2029, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2023, 10, 31), 3, date(2024, 1, 31)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 5, 5), 0, date(2024, 5, 5)),
        (date(2096, 2, 29), 48, date(2100, 2, 28)),
    ],
)
def test_months_end_as_the_civil_code_says(day, months, last):
    assert add_months(day, months) == last


def reference_last_day(issued_on, years):
    """The last day, found by counting years one by one, without the code under test."""
    year = issued_on.year + years
    if issued_on.month == 2 and issued_on.day == 29 and not calendar.isleap(year):
        return date(year, 2, 28)
    return date(year, issued_on.month, issued_on.day)


def random_days(number, seed=7):
    """Days of a century, every twentieth of them a 29 February."""
    chance = random.Random(seed)
    leap = [date(year, 2, 29) for year in range(2000, 2100) if calendar.isleap(year)]
    first = date(2000, 1, 1)
    return [
        chance.choice(leap) if n % 20 == 0 else first + timedelta(days=chance.randrange(36_500)) for n in range(number)
    ]


def test_ten_thousand_days_each_to_the_day():
    days = random_days(10_000)
    assert sum((day.month, day.day) == (2, 29) for day in days) >= 500
    for issued_on in days:
        last = reference_last_day(issued_on, 5)
        proof = [seen(issued_on)]
        found = [standing(FIVE_YEARS, proof, day) for day in (issued_on - DAY, issued_on, last, last + DAY)]
        assert found == [Standing.MISSING, Standing.VALID, Standing.VALID, Standing.EXPIRED], issued_on


def test_ten_thousand_renewals_leave_no_gap():
    chance = random.Random(11)
    for issued_on in random_days(10_000, seed=5):
        last = reference_last_day(issued_on, 5)
        renewed_on = last + DAY - timedelta(days=chance.choice([0, 1, chance.randrange(90)]))
        proofs = [seen(issued_on), seen(renewed_on)]
        assert covered_until(FIVE_YEARS, proofs, issued_on) == reference_last_day(renewed_on, 5), issued_on
        around = [last + timedelta(days=n) for n in (-1, 0, 1, 2)]
        assert {standing(FIVE_YEARS, proofs, day) for day in around} == {Standing.VALID}, issued_on
        late = [seen(issued_on), seen(last + 2 * DAY)]
        assert covered_until(FIVE_YEARS, late, issued_on) == last
        assert standing(FIVE_YEARS, late, last + DAY) == Standing.EXPIRED


DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@patient
@given(issued=st.lists(DAYS, max_size=5), day=DAYS)
def test_covered_until_is_the_last_of_days_that_are_all_valid(issued, day):
    proofs = [seen(one) for one in issued]
    last = covered_until(FIVE_YEARS, proofs, day)
    if last is None:
        assert standing(FIVE_YEARS, proofs, day) != Standing.VALID
        return
    assert standing(FIVE_YEARS, proofs, last + DAY) != Standing.VALID
    months = [day + timedelta(days=n) for n in range(0, (last - day).days + 1, 13)]
    ends = [one for proof in proofs for one in (span(FIVE_YEARS, proof).last_on, span(FIVE_YEARS, proof).last_on + DAY)]
    for one in [*months, *(one for one in ends if day <= one <= last), last]:
        assert standing(FIVE_YEARS, proofs, one) == Standing.VALID


@patient
@given(issued=st.lists(DAYS, max_size=4), day=DAYS, order=st.randoms())
def test_the_order_of_proofs_does_not_matter(issued, day, order):
    proofs = [seen(one) for one in issued]
    mixed = order.sample(proofs, len(proofs))
    assert standing(FIVE_YEARS, mixed, day) == standing(FIVE_YEARS, proofs, day)
    assert covered_until(FIVE_YEARS, mixed, day) == covered_until(FIVE_YEARS, proofs, day)


@pytest.mark.parametrize(
    ("proof", "expected"),
    [
        (seen(date(2026, 1, 1)), Span(date(2026, 1, 1), date(2031, 1, 1))),
        (seen(date(2026, 1, 1), date(2026, 4, 1)), Span(date(2026, 4, 1), date(2031, 1, 1))),
        (seen(date(2026, 1, 1), date(2026, 4, 2)), None),
        (seen(date(2026, 1, 2), date(2026, 1, 1)), None),
        (seen(date(2026, 1, 1), is_clear=False), None),
        (seen(date(2026, 1, 1), is_clear=None), None),
        (seen(date(2026, 1, 1), valid_until=date(2027, 6, 30)), Span(date(2026, 1, 1), date(2027, 6, 30))),
        (seen(date(2026, 1, 1), valid_until=date(2040, 1, 1)), Span(date(2026, 1, 1), date(2031, 1, 1))),
        (seen(date(2026, 1, 1), valid_until=date(2025, 12, 31)), None),
        (seen(date(2026, 1, 1), valid_until=date(2026, 1, 1)), Span(date(2026, 1, 1), date(2026, 1, 1))),
        (ClearanceFacts("zeugnis", date(2026, 1, 1)), None),
        (ClearanceFacts("zeugnis", None, date(2026, 1, 1)), None),
        (ClearanceFacts("anderes", date(2026, 1, 1), date(2026, 1, 1)), None),
    ],
)
def test_when_a_proof_holds(proof, expected):
    assert span(FIVE_YEARS, proof) == expected


@pytest.mark.parametrize(
    ("proofs", "expected"),
    [
        ([], Standing.MISSING),
        ([seen(date(2020, 1, 1))], Standing.EXPIRED),
        ([seen(date(2020, 1, 1)), seen(date(2025, 1, 1))], Standing.VALID),
        ([seen(date(2020, 1, 1)), ClearanceFacts("zeugnis", date(2025, 1, 1))], Standing.UNKNOWN),
        ([seen(date(2025, 1, 1), is_clear=None)], Standing.UNKNOWN),
        ([ClearanceFacts("zeugnis", None, date(2025, 1, 1))], Standing.UNKNOWN),
        ([seen(date(2025, 1, 1), is_clear=False)], Standing.MISSING),
        ([ClearanceFacts("zeugnis", None, None, is_clear=False)], Standing.MISSING),
        ([seen(date(2026, 6, 2))], Standing.MISSING),
        ([ClearanceFacts("anderes", date(2026, 1, 1), date(2026, 1, 1))], Standing.MISSING),
        ([ClearanceFacts("anderes", date(2026, 1, 1))], Standing.MISSING),
    ],
)
def test_how_a_proof_stands_on_1_june_2026(proofs, expected):
    assert standing(FIVE_YEARS, proofs, date(2026, 6, 1)) == expected


def test_without_a_term_a_proof_holds_for_good_and_needs_no_day_of_issue():
    proofs = [ClearanceFacts("masern", date(2026, 1, 1))]
    assert standing(FOR_GOOD, proofs, date(2099, 1, 1)) == Standing.VALID
    assert standing(FOR_GOOD, proofs, date(2025, 12, 31)) == Standing.MISSING
    assert covered_until(FOR_GOOD, proofs, date(2026, 1, 1)) == date.max


def test_an_exemption_for_a_time_ends_with_it():
    proofs = [ClearanceFacts("masern", date(2026, 1, 1), valid_until=date(2026, 3, 31))]
    assert standing(FOR_GOOD, proofs, date(2026, 3, 31)) == Standing.VALID
    assert standing(FOR_GOOD, proofs, date(2026, 4, 1)) == Standing.EXPIRED
    assert covered_until(FOR_GOOD, proofs, date(2026, 1, 15)) == date(2026, 3, 31)


def test_a_term_that_must_be_fresh_asks_for_the_day_of_issue():
    fresh = RequirementFacts("masern", "Masernschutz", True, fresh_months=1)
    assert standing(fresh, [ClearanceFacts("masern", date(2026, 1, 1))], date(2026, 2, 1)) == Standing.UNKNOWN


def test_whoever_was_born_before_1971_needs_no_protection_against_measles():
    measles = RequirementFacts("masernschutz", "Masernschutz", is_legal=True)
    exempt = ClearanceFacts("masernschutz", date(2026, 3, 1), exemption="born_before_1971")
    assert standing(measles, [exempt], date(2026, 3, 1)) == Standing.VALID
    assert standing(measles, [exempt], date(2066, 3, 1)) == Standing.VALID
    assert covered_until(measles, [exempt], date(2026, 3, 1)) == date.max
    assert standing(measles, [exempt], date(2026, 2, 28)) == Standing.MISSING


def test_the_exemption_is_from_measles_and_from_nothing_else():
    certificate = RequirementFacts("fuehrungszeugnis", "Zeugnis", True, valid_months=60, fresh_months=3)
    wrong = ClearanceFacts("fuehrungszeugnis", date(2026, 3, 1), exemption="born_before_1971")
    unknown = ClearanceFacts("masernschutz", date(2026, 3, 1), exemption="something_else")
    measles = RequirementFacts("masernschutz", "Masernschutz", is_legal=True)
    assert standing(certificate, [wrong], date(2026, 3, 1)) == Standing.MISSING
    assert standing(measles, [unknown], date(2026, 3, 1)) == Standing.MISSING
