"""Hints at double funding and at split projects: what is one, what is none, and in which words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.choices.hints import HintKind
from fund.hints import Case, find, name_key, similarity

MOST = Decimal("10000.00")
ONE = Case(
    key=1,
    number="VF-2026-0001",
    title="Kochen und Deutsch lernen",
    applicant="Frauentreff Wanne e.V.",
    organisation="treff",
    signatories=frozenset({7}),
    starts_on=date(2026, 4, 1),
    ends_on=date(2026, 9, 30),
    round="spring",
    amount=Decimal("6000.00"),
)
# Nothing in common but the fund.
OTHER = Case(
    key=2,
    number="VF-2026-0002",
    title="Fahrradwerkstatt",
    applicant="Sportfreunde Horsthausen",
    organisation="sport",
    signatories=frozenset({8}),
    starts_on=date(2026, 10, 1),
    ends_on=date(2026, 12, 31),
    round="autumn",
    amount=Decimal("4000.00"),
)
TITLE = {"title": "Deutsch lernen beim Kochen"}
TIME = {"starts_on": date(2026, 9, 30)}
PEOPLE = {"organisation": "treff"}
SIGNER = {"signatories": frozenset({7, 9})}
ROUND = {"round": "spring", "amount": Decimal("4000.01")}
DOUBLE, SPLIT, RELATED = HintKind


@pytest.mark.parametrize(
    ("signs", "kinds"),
    [
        ({}, []),
        (TITLE, []),
        (TIME, []),
        (PEOPLE, []),
        (SIGNER, []),
        (ROUND, []),
        (TITLE | TIME, [DOUBLE]),
        (TITLE | PEOPLE, [DOUBLE]),
        (TITLE | SIGNER, [DOUBLE]),
        (TIME | PEOPLE, [RELATED]),
        (TIME | SIGNER, [RELATED]),
        (PEOPLE | ROUND, [SPLIT]),
        (SIGNER | ROUND, [SPLIT]),
        (TIME | PEOPLE | ROUND, [SPLIT]),
        (TITLE | TIME | PEOPLE | SIGNER | ROUND, [DOUBLE, SPLIT]),
        (TITLE | TIME | ROUND, [DOUBLE]),
    ],
)
def test_which_signs_make_which_hint(signs, kinds):
    assert [hint.kind for hint in find(ONE, [replace(OTHER, **signs)], maximum=MOST)] == kinds


def test_a_hint_says_why():
    double, split = find(ONE, [replace(OTHER, **TITLE, **TIME, **PEOPLE, **SIGNER, **ROUND)], maximum=MOST)
    assert double.sentence == (
        "VF-2026-0002: gleicher Antragsteller, dieselbe Person unterschreibt, "
        "ähnlicher Titel „Deutsch lernen beim Kochen“ (80 %), gleichzeitig vom 30.09.2026 bis 30.09.2026."
    )
    assert split.sentence == (
        "VF-2026-0002: gleicher Antragsteller, dieselbe Person unterschreibt, gleiche Runde, "
        "zusammen 10.000,01 EUR, höchstens 10.000,00 EUR je Antrag."
    )
    assert (double.other, split.other) == (2, 2)


def test_two_applications_that_stay_below_the_maximum_are_no_split():
    below = replace(OTHER, **PEOPLE, **ROUND | {"amount": Decimal("4000.00")})
    assert find(ONE, [below], maximum=MOST) == []
    assert find(ONE, [replace(OTHER, **PEOPLE, **ROUND)]) == []
    assert find(replace(ONE, round=None), [replace(below, round=None, amount=MOST)], maximum=MOST) == []


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("FRAUENTREFF Wanne", ["Antragsteller mit demselben Namen"]),
        ("Frauentreff Wanne (eingetragener Verein)", ["Antragsteller mit demselben Namen"]),
        ("Frauentreff Wanne gGmbH", ["Antragsteller mit demselben Namen"]),
        ("Frauentreff Eickel e. V.", []),
        ("", []),
    ],
)
def test_an_applicant_that_is_only_a_name_is_known_by_it(name, reasons):
    found = find(ONE, [replace(OTHER, **TIME, organisation=None, applicant=name)])
    assert [list(hint.reasons[:-1]) for hint in found] == ([reasons] if reasons else [])


def test_two_without_a_name_or_a_key_are_not_the_same():
    nobody = replace(ONE, applicant="e.V.", organisation=None)
    assert find(nobody, [replace(OTHER, **TIME, applicant="", organisation=None)]) == []


@pytest.mark.parametrize("missing", ["starts_on", "ends_on"])
def test_a_period_that_nobody_gave_overlaps_with_nothing(missing):
    assert find(ONE, [replace(OTHER, **TITLE, **TIME | {missing: None})]) == []
    assert find(replace(ONE, **{missing: None}), [replace(OTHER, **TITLE, **TIME)]) == []


def test_periods_that_touch_overlap_and_neighbours_do_not():
    assert find(ONE, [replace(OTHER, **TITLE, starts_on=date(2026, 10, 1))]) == []
    assert len(find(ONE, [replace(OTHER, **TITLE, starts_on=date(2025, 1, 1), ends_on=date(2026, 4, 1))])) == 1
    assert find(ONE, [replace(OTHER, **TITLE, starts_on=date(2025, 1, 1), ends_on=date(2026, 3, 31))]) == []


def test_an_application_is_no_hint_at_itself_and_the_gravest_comes_first():
    others = [
        replace(OTHER, key=2, **TIME, **PEOPLE),
        replace(OTHER, key=3, **PEOPLE, **ROUND),
        ONE,
        replace(OTHER, key=4, **TITLE, **TIME),
        replace(OTHER, key=5, **TITLE, **TIME),
    ]
    assert [(hint.kind, hint.other) for hint in find(ONE, others, maximum=MOST)] == [
        (DOUBLE, 4),
        (DOUBLE, 5),
        (SPLIT, 3),
        (RELATED, 2),
    ]


@pytest.mark.parametrize(
    ("one", "other", "is_similar"),
    [
        ("Willkommenskurs", "Willkommenskurse", True),
        ("Projekt: Fußball für Mädchen", "Fussball fuer Maedchen", True),
        ("Kochen und Deutsch lernen", "Deutsch lernen beim Kochen", True),
        ("Deutschkurs für Frauen", "Deutschkurs für Männer", False),
        ("Fahrradwerkstatt", "Nähwerkstatt", False),
        ("Das Projekt", "Ein Projekt", False),
        ("", "", False),
    ],
)
def test_similar_titles(one, other, is_similar):
    assert (similarity(one, other) >= 0.5) is is_similar


def test_titles_are_measured_as_pg_trgm_does():
    assert (similarity("Bad", "Band"), similarity("Sport", "Sport Hilfe")) == (2 / 7, 0.5)
    half = replace(OTHER, **TIME, title="Sport Hilfe")
    assert [hint.kind for hint in find(replace(ONE, title="Sport"), [half])] == [DOUBLE]


def test_names_are_compared_without_their_legal_form():
    assert name_key("Eine Welt Zentrum Herne e.V.") == "eine welt zentrum herne"
    assert name_key("Evangelische Kirche") == "evangelische kirche"


@given(st.text(max_size=30), st.text(max_size=30))
def test_similarity_is_the_same_from_both_sides_and_whole_with_oneself(one, other):
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, one) in (0, 1)


cases = st.builds(
    Case,
    key=st.integers(1, 3),
    number=st.just("VF-2026-0009"),
    title=st.sampled_from(["Kochen", "Kochen lernen", "Fahrrad"]),
    organisation=st.sampled_from([None, "a", "b"]),
    signatories=st.frozensets(st.integers(1, 3), max_size=2),
    starts_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 3, 1)),
    ends_on=st.none() | st.dates(date(2026, 3, 1), date(2026, 6, 1)),
    round=st.sampled_from([None, 1, 2]),
    amount=st.decimals(0, 9000, places=2),
)


@given(cases, cases)
def test_whoever_is_looked_at_first_the_hint_is_the_same(one, other):
    forth, back = find(one, [other], maximum=MOST), find(other, [one], maximum=MOST)
    assert [hint.kind for hint in forth] == [hint.kind for hint in back]
    assert all(hint.reasons for hint in forth)
