"""Who steps back: the constellations of the steering group as a table, then what holds for all ties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.choices.conflicts import Ruling, Standing, TieKind
from fund.conflicts import OF_THE_HOUSE, Party, Tie, judge, partners_named

DAY = date(2026, 3, 4)
CLUB = Party("club")
DEPARTMENT = Party("youth", city="city")
FREE, QUESTION, EXCLUDED = Standing.FREE, Standing.QUESTION, Standing.EXCLUDED
OVER = DAY - timedelta(days=1)
ELSEWHERE = (
    "Das Mitglied arbeitet für die Stadt, nicht in diesem Fachbereich (§ 20 Abs. 1 Nr. 5 VwVfG NRW, Halbsatz 2)."
)


@pytest.mark.parametrize(
    ("name", "ties", "represented", "party", "standing", "sentence"),
    [
        (
            "board",
            [Tie("board_member", "club")],
            [],
            CLUB,
            EXCLUDED,
            "Das Mitglied gehört dort dem Vorstand oder einem ähnlichen Organ an (§ 20 Abs. 1 Nr. 5 VwVfG NRW).",
        ),
        (
            "employee",
            [Tie("employee", "club")],
            [],
            CLUB,
            EXCLUDED,
            "Das Mitglied ist dort beschäftigt (§ 20 Abs. 1 Nr. 5 VwVfG NRW).",
        ),
        (
            "own department",
            [Tie("own_department", "youth"), Tie("employee", "city")],
            [],
            DEPARTMENT,
            EXCLUDED,
            f"Das Mitglied arbeitet in diesem Fachbereich (§ 21 VwVfG NRW). {ELSEWHERE}",
        ),
        (
            "deputy",
            [],
            [Tie("employee", "club")],
            CLUB,
            EXCLUDED,
            "Das vertretene Mitglied ist dort beschäftigt (§ 20 Abs. 1 Nr. 5 VwVfG NRW).",
        ),
        (
            "relative",
            [Tie("relative", "club")],
            [],
            CLUB,
            EXCLUDED,
            "Das Mitglied hat dort Angehörige (§ 20 Abs. 1 Nr. 2 und 4 VwVfG NRW).",
        ),
        (
            "former board",
            [Tie("former_board", "club", ends_on=OVER)],
            [],
            CLUB,
            QUESTION,
            "Das Mitglied gehörte dort früher dem Vorstand an (§ 21 VwVfG NRW).",
        ),
        (
            "partner organisation",
            [Tie("partner", "club")],
            [],
            CLUB,
            QUESTION,
            "Das Mitglied kommt aus einer Einrichtung, die dort mitarbeitet (§ 21 VwVfG NRW).",
        ),
        ("none", [Tie("board_member", "another")], [Tie("employee", "third")], CLUB, FREE, ""),
    ],
)
def test_the_eight_constellations(name, ties, represented, party, standing, sentence):
    found = judge(ties, party, day=DAY, represented=represented)
    assert (found.standing, found.sentence) == (standing, sentence)
    assert found.must_step_back is (standing == EXCLUDED)


def test_who_works_elsewhere_in_the_city_votes_on_a_department():
    found = judge([Tie("employee", "city")], DEPARTMENT, day=DAY)
    assert found.standing == FREE
    assert "Halbsatz 2" in found.sentence


def test_who_works_for_the_city_itself_steps_back_when_the_city_applies_as_such():
    assert judge([Tie("employee", "city")], Party("city"), day=DAY).standing == EXCLUDED


def test_a_board_seat_held_for_the_city_is_a_question():
    found = judge([Tie("board_member", "club", for_city=True)], CLUB, day=DAY)
    assert (found.standing, "§ 31 Abs. 2 Nr. 2 GO NRW" in found.sentence) == (QUESTION, True)


@pytest.mark.parametrize(
    ("ends_on", "standing"), [(None, EXCLUDED), (DAY, EXCLUDED), (OVER, QUESTION)], ids=["runs", "last day", "over"]
)
def test_a_board_seat_that_is_over_is_a_former_one(ends_on, standing):
    assert judge([Tie("board_member", "club", ends_on=ends_on)], CLUB, day=DAY).standing == standing


@pytest.mark.parametrize("kind", [TieKind.EMPLOYEE, TieKind.RELATIVE, TieKind.PARTNER, TieKind.OWN_DEPARTMENT])
def test_other_ties_end_with_their_last_day(kind):
    assert judge([Tie(kind, "club", ends_on=OVER)], CLUB, day=DAY).standing == FREE
    assert judge([Tie(kind, "club", starts_on=DAY, ends_on=DAY)], CLUB, day=DAY).standing != FREE
    assert judge([Tie(kind, "club", starts_on=DAY + timedelta(days=1))], CLUB, day=DAY).standing == FREE


def test_a_board_seat_of_tomorrow_is_none_yet():
    assert judge([Tie("board_member", "club", starts_on=DAY + timedelta(days=1))], CLUB, day=DAY).standing == FREE


@pytest.mark.parametrize(
    ("kind", "for_city", "paid", "standing"),
    [
        ("employee", False, True, EXCLUDED),
        ("board_member", False, True, EXCLUDED),
        ("relative", False, True, EXCLUDED),
        ("board_member", True, True, QUESTION),
        ("employee", False, False, QUESTION),
        ("former_board", False, True, FREE),
        ("partner", False, True, FREE),
    ],
)
def test_a_partner_that_gets_money_weighs_like_the_applicant(kind, for_city, paid, standing):
    helper = frozenset({"helper"})
    party = Party("club", partners=helper, paid=helper if paid else frozenset())
    assert judge([Tie(kind, "helper", for_city=for_city)], party, day=DAY).standing == standing


@pytest.mark.parametrize("kind", TieKind.values)
def test_a_deputy_inherits_what_belongs_to_the_house_and_nothing_personal(kind):
    own = judge([Tie(kind, "club")], CLUB, day=DAY).standing
    inherited = judge([], CLUB, day=DAY, represented=[Tie(kind, "club")]).standing
    assert inherited == (own if kind in {"board_member", "employee", "own_department", "partner"} else FREE)


def test_a_deputy_does_not_inherit_what_is_over():
    past = Tie("board_member", "club", ends_on=OVER)
    assert judge([], CLUB, day=DAY, represented=[past]).standing == FREE


NAMES = {1: "Haus der Begegnung e. V.", 2: "Eine Welt Zentrum", 3: "Kind und Kegel", 4: "AWO"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", set()),
        ("Eine Welt Zentrum", {2}),
        ("eine welt zentrum; Haus der Begegnung", {1, 2}),
        ("Haus der Begegnung e.V. und AWO", {1, 4}),
        ("Kind und Kegel\nAWO,", {3, 4}),
        ("Freunde der AWO", set()),
        ("Haus der Begegnungen", set()),
        ("und", set()),
    ],
)
def test_a_partner_is_found_by_its_whole_name(text, found):
    assert partners_named(text, NAMES) == found


def test_who_declares_a_conflict_steps_back_without_a_tie():
    found = judge([], CLUB, day=DAY, is_declared=True)
    sentence = "Das Mitglied hat einen Interessenkonflikt erklärt (§ 31 Abs. 4 GO NRW)."
    assert (found.standing, found.sentence) == (EXCLUDED, sentence)
    tied = judge([Tie("employee", "club"), Tie("relative", "club")], CLUB, day=DAY, is_declared=True)
    assert (tied.reasons[0], len(tied.reasons)) == (sentence, 3)


def test_an_applicant_that_is_only_a_name_has_no_ties():
    assert judge([Tie("board_member", None)], Party(None), day=DAY).standing == FREE


def test_the_ruling_of_the_body_comes_first():
    doubt = [Tie("former_board", "club", ends_on=OVER)]
    upheld = judge(doubt, CLUB, day=DAY, ruling=Ruling.UPHELD)
    dismissed = judge([Tie("board_member", "club")], CLUB, day=DAY, is_declared=True, ruling=Ruling.DISMISSED)
    assert (upheld.standing, upheld.reasons[0]) == (EXCLUDED, "Das Gremium hat den Interessenkonflikt bestätigt.")
    assert (dismissed.standing, dismissed.reasons[0]) == (FREE, "Das Gremium hat den Interessenkonflikt verneint.")
    assert len(dismissed.reasons) == 3


ties = st.lists(
    st.builds(
        Tie,
        kind=st.sampled_from(TieKind.values),
        organisation=st.sampled_from(["club", "helper", "city", "another"]),
        starts_on=st.none() | st.dates(DAY - timedelta(days=3), DAY + timedelta(days=3)),
        ends_on=st.none() | st.dates(DAY - timedelta(days=3), DAY + timedelta(days=3)),
        for_city=st.booleans(),
    ),
    max_size=4,
)
parties = st.sampled_from([CLUB, DEPARTMENT, Party("club", partners=frozenset({"helper"}), paid=frozenset({"helper"}))])
WEIGHT = {FREE: 0, QUESTION: 1, EXCLUDED: 2}


@given(ties, ties, parties)
def test_the_heaviest_tie_decides_and_more_ties_never_free_anybody(first, second, party):
    alone = [judge([tie], party, day=DAY).standing for tie in [*first, *second]]
    assert WEIGHT[judge([*first, *second], party, day=DAY).standing] == max((WEIGHT[one] for one in alone), default=0)


@given(ties, parties)
def test_whoever_is_not_free_learns_why(own, party):
    found = judge(own, party, day=DAY)
    assert found.standing == FREE or found.reasons
    assert len(found.reasons) == len(set(found.reasons))


@given(ties, parties)
def test_a_deputy_never_inherits_more_than_the_member_has(represented, party):
    member = judge(represented, party, day=DAY).standing
    deputy = judge([], party, day=DAY, represented=represented).standing
    assert WEIGHT[deputy] <= WEIGHT[member]
    assert OF_THE_HOUSE.isdisjoint({TieKind.RELATIVE, TieKind.FORMER_BOARD})


@given(ties, parties, st.booleans(), st.sampled_from(Ruling.values))
def test_a_ruling_always_decides(own, party, is_declared, ruling):
    found = judge(own, party, day=DAY, is_declared=is_declared, ruling=ruling)
    assert found.must_step_back is (ruling == Ruling.UPHELD)
