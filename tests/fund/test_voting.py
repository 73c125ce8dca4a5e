"""Who may vote and what a count says: by example, and against a slow second reading for all counts there can be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.choices.voting import BallotChoice, Majority, TieRule, Verdict
from fund.voting import (
    Ballot,
    Bench,
    Rules,
    Seat,
    bench,
    is_invited_in_time,
    needed,
    outcome,
)
from tests.fund.counts import AT, MINUTE, YES, counted, present, seats, votes


@pytest.mark.parametrize(
    ("said", "verdict", "sentence"),
    [
        ("a+ b+ c+ d- e0", Verdict.PASSED, "Angenommen mit 3 Ja, 1 Nein, 1 Enthaltung."),
        ("a+ b0 c0 d0 e0", Verdict.PASSED, "Angenommen mit 1 Ja, 0 Nein, 4 Enthaltungen."),
        ("a- b- c+ d0 e0", Verdict.REJECTED, "Abgelehnt mit 1 Ja, 2 Nein, 2 Enthaltungen."),
        ("a0 b0 c0 d0 e0", Verdict.REJECTED, "Abgelehnt mit 0 Ja, 0 Nein, 5 Enthaltungen."),
        (
            "a+ b+ c- d- e0",
            Verdict.REJECTED,
            "Abgelehnt mit 2 Ja, 2 Nein, 1 Enthaltung. Stimmengleichheit: Der Antrag ist abgelehnt.",
        ),
    ],
)
def test_more_yes_than_no_carries_a_motion(said, verdict, sentence):
    found = counted(said)
    assert (found.verdict, found.sentence, found.is_final) == (verdict, sentence, True)


def test_the_count_gives_the_numbers_of_the_minutes():
    found = counted("a+ b+ c-", "abcd")
    numbers = (found.yes, found.no, found.abstained, found.silent, found.present, found.base, found.needed)
    assert numbers == (2, 1, 0, 1, 4, 5, 3)


@pytest.mark.parametrize(
    ("majority", "said", "verdict"),
    [
        (Majority.PRESENT, "a+ b+ c+ d- e0", Verdict.PASSED),
        (Majority.PRESENT, "a+ b+ c- d0 e0", Verdict.REJECTED),
        (Majority.PRESENT, "a+ b+", Verdict.REJECTED),
        (Majority.TWO_THIRDS, "a+ b+ c- d0 e0", Verdict.PASSED),
        (Majority.TWO_THIRDS, "a+ b+ c+ d- e-", Verdict.REJECTED),
        (Majority.TWO_THIRDS, "a0 b0 c0", Verdict.REJECTED),
        (Majority.TWO_THIRDS, "a+ b-", Verdict.REJECTED),
    ],
)
def test_a_body_may_ask_for_more(majority, said, verdict):
    assert counted(said, rules=Rules(majority=majority)).verdict == verdict


@pytest.mark.parametrize(
    ("said", "letters", "verdict"),
    [
        ("a+ b+ c- d-", "abcd", Verdict.PASSED),
        ("a- b+ c+ d-", "abcd", Verdict.REJECTED),
        ("a0 b+ c- d0", "abcd", Verdict.REJECTED),
        ("b+ c+ d- e-", "bcde", Verdict.REJECTED),
    ],
)
def test_the_voice_of_the_chair_may_break_a_tie(said, letters, verdict):
    assert counted(said, letters, Rules(tie=TieRule.CHAIR)).verdict == verdict


def test_the_chair_does_not_replace_votes_that_are_missing():
    rules = Rules(tie=TieRule.CHAIR, majority=Majority.PRESENT)
    assert counted("a+ b+ c- d-", "abcd", rules).verdict == Verdict.REJECTED


@pytest.mark.parametrize(
    ("base", "least"), [(0, 3), (3, 3), (4, 3), (5, 3), (6, 4), (7, 4), (10, 6), (11, 6), (100, 51)]
)
def test_the_quorum_is_more_than_half_and_at_least_three(base, least):
    assert needed(base, Rules()) == least
    assert needed(base, Rules(), is_second_invitation=True) == 1


def test_without_a_quorum_nothing_is_decided():
    found = counted("a+ b+", "ab")
    assert (found.verdict, found.is_final) == (Verdict.NO_QUORUM, False)
    assert found.sentence == "Nicht beschlussfähig: 2 von 5 Stimmberechtigten, nötig sind 3."


def test_a_second_invitation_needs_no_quorum_but_somebody():
    entitled = bench(seats(), present("a"), at=AT)
    assert outcome(votes("a+"), entitled, Rules(), is_second_invitation=True).verdict == Verdict.PASSED
    nobody = bench(seats(), [], at=AT)
    assert outcome([], nobody, Rules(), is_second_invitation=True).verdict == Verdict.NO_QUORUM


def test_who_is_recused_counts_neither_as_present_nor_in_the_base():
    entitled = bench(seats(), present("abcde"), recused={"b"}, at=AT)
    assert (entitled.voters, entitled.base) == (("a", "c", "d", "e"), 4)
    assert entitled.away["b"] == "Wegen eines Interessenkonflikts nicht beteiligt."


def test_recusals_can_take_the_quorum_away():
    assert counted("a+ b+", recused="cde").verdict == Verdict.NO_QUORUM


def test_a_deputy_takes_the_seat_of_a_recused_member_and_the_seat_counts_again():
    entitled = bench(seats(), present("abcdez"), recused={"e"}, at=AT)
    assert (entitled.voters, entitled.base) == (("a", "b", "c", "d", "z"), 5)


def test_a_deputy_with_the_same_conflict_does_not():
    entitled = bench(seats(), present("abcdez"), recused={"e", "z"}, at=AT)
    assert (entitled.voters, entitled.base) == (("a", "b", "c", "d"), 4)


def test_a_deputy_listens_while_the_member_is_there():
    entitled = bench(seats(), present("abcdez"), at=AT)
    assert "z" not in entitled.voters
    assert entitled.away == {"z": "Der Sitz ist schon besetzt."}


def test_the_first_of_two_deputies_takes_the_seat():
    many = [*seats(), Seat("y", deputy_of="e")]
    assert bench(many, present("abcdyz"), at=AT).voters == ("a", "b", "c", "d", "z")
    assert bench(many, present("abcdy"), at=AT).voters == ("a", "b", "c", "d", "y")


def test_a_deputy_of_the_chair_does_not_get_the_chairs_voice():
    many = [*seats(), Seat("y", deputy_of="a")]
    entitled = bench(many, present("ybcd"), at=AT)
    assert ("y" in entitled.voters, entitled.chair) == (True, None)
    assert outcome(votes("y+ b+ c- d-"), entitled, Rules(tie=TieRule.CHAIR)).verdict == Verdict.REJECTED


@pytest.mark.parametrize(
    ("arrived", "left", "may"), [(0, None, True), (1, None, False), (-9, 0, False), (-9, 1, True), (-9, -1, False)]
)
def test_only_who_is_in_the_room_at_that_moment_may_vote(arrived, left, may):
    entitled = bench(seats(), [*present("abcd"), *present("e", arrived, left)], at=AT)
    assert ("e" in entitled.voters) is may
    assert entitled.away.get("e") == (None if may else "Nicht anwesend.")


def test_who_left_and_came_back_votes_again():
    back = [*present("e", -30, -20), *present("e", -5)]
    assert "e" in bench(seats(), [*present("abc"), *back], at=AT).voters
    assert "e" not in bench(seats(), [*present("abc"), *back], at=AT - 10 * MINUTE).voters


def test_seats_without_a_vote_or_a_term_do_not_count():
    day = AT.date()
    many = [
        *seats(3),
        Seat("guest", is_voting=False),
        Seat("over", ends_on=day - timedelta(days=1)),
        Seat("next", starts_on=day + timedelta(days=1)),
        Seat("last", ends_on=day),
        Seat("first", starts_on=day),
        Seat("orphan", deputy_of="over"),
    ]
    entitled = bench(many, present([seat.key for seat in many]), at=AT)
    assert (entitled.voters, entitled.base) == (("a", "b", "c", "last", "first"), 5)
    assert entitled.away == {
        "guest": "Sitz ohne Stimmrecht.",
        "over": "Die Amtszeit läuft an diesem Tag nicht.",
        "next": "Die Amtszeit läuft an diesem Tag nicht.",
        "orphan": "Der vertretene Sitz ist nicht besetzt.",
        "z": "Der Sitz ist schon besetzt.",
    }


@pytest.mark.parametrize(
    ("said", "letters", "reasons"),
    [
        (
            "a+ b+ c+ d+",
            "abc",
            (
                "Es sind 4 Stimmen abgegeben, stimmberechtigt anwesend sind 3.",
                "Eine Stimme gehört nicht dazu: Nicht anwesend.",
            ),
        ),
        ("a+ a- b+", "abcd", ("Ein Sitz hat mehr als einmal abgestimmt.",)),
        ("a+ x+", "abcd", ("Eine Stimme gehört nicht dazu: Kein Sitz dieses Gremiums.",)),
    ],
)
def test_votes_that_cannot_be_are_not_counted(said, letters, reasons):
    found = counted(said, letters)
    assert (found.verdict, found.reasons, found.is_final) == (Verdict.REFUSED, reasons, False)


def test_a_word_that_is_no_vote_is_refused():
    entitled = bench(seats(), present("abc"), at=AT)
    found = outcome([Ballot("a", "maybe", AT)], entitled, Rules())
    assert found.reasons == ("Eine Stimme ist weder Ja noch Nein noch Enthaltung.",)


def test_the_vote_of_somebody_recused_is_refused():
    found = counted("a+ b+ c+", recused="c")
    assert found.reasons == ("Eine Stimme gehört nicht dazu: Wegen eines Interessenkonflikts nicht beteiligt.",)


@pytest.mark.parametrize(("invited", "in_time"), [(date(2026, 2, 24), True), (date(2026, 2, 25), False)])
def test_an_invitation_leaves_seven_full_days(invited, in_time):
    assert is_invited_in_time(invited, date(2026, 3, 4), Rules()) is in_time


rules = st.builds(
    Rules,
    quorum_percent=st.integers(0, 99),
    quorum_least=st.integers(1, 5),
    majority=st.sampled_from(Majority.values),
    tie=st.sampled_from(TieRule.values),
)


@st.composite
def meetings(draw):
    """A body, who is there, who is recused, and one word or none from everybody who may vote."""
    members = [Seat(f"m{number}", is_chair=number == 0) for number in range(draw(st.integers(1, 8)))]
    deputies = [Seat(f"d{seat.key}", deputy_of=seat.key) for seat in members if draw(st.booleans())]
    keys = [seat.key for seat in [*members, *deputies]]
    there = [key for key in keys if draw(st.booleans())]
    recused = frozenset(key for key in keys if draw(st.integers(0, 3)) == 0)
    entitled = bench([*members, *deputies], present(there), recused=recused, at=AT)
    words = {key: draw(st.sampled_from([*BallotChoice.values, ""])) for key in entitled.voters}
    return entitled, [Ballot(key, word, AT) for key, word in words.items() if word], recused, set(there), members


@given(meetings(), rules)
def test_any_count_agrees_with_a_slow_second_reading(meeting, rules):
    entitled, ballots, _recused, _there, _members = meeting
    found = outcome(ballots, entitled, rules)
    yes = len([ballot for ballot in ballots if ballot.choice == "yes"])
    no = len([ballot for ballot in ballots if ballot.choice == "no"])
    assert found.yes + found.no + found.abstained + found.silent == found.present == len(entitled.voters)
    is_quorate = len(entitled.voters) > entitled.base * rules.quorum_percent / 100 and (
        len(entitled.voters) >= rules.quorum_least
    )
    assert (found.verdict == Verdict.NO_QUORUM) is not is_quorate
    chairs = [ballot.choice for ballot in ballots if ballot.seat == entitled.chair]
    carried = {
        Majority.CAST: yes > no or (yes == no > 0 and rules.tie == "chair" and chairs == ["yes"]),
        Majority.PRESENT: yes > len(entitled.voters) / 2,
        Majority.TWO_THIRDS: yes > 0 and yes / (yes + no) >= 2 / 3 - 1e-9,
    }[rules.majority]
    assert (found.verdict == Verdict.PASSED) is (is_quorate and carried)


@given(meetings())
def test_nobody_votes_twice_for_a_seat_who_is_recused_or_not_there(meeting):
    entitled, _ballots, recused, there, members = meeting
    taken = [key.removeprefix("d") for key in entitled.voters]
    assert len(taken) == len(set(taken)) <= entitled.base <= len(members)
    assert set(entitled.voters) <= there - recused
    assert not set(entitled.voters) & set(entitled.away)


@given(meetings(), rules, st.sampled_from(["m0", "stranger"]))
def test_one_vote_too_many_is_never_counted(meeting, rules, seat):
    entitled, _ballots, *_rest = meeting
    everybody = [Ballot(key, YES, AT) for key in entitled.voters]
    found = outcome([*everybody, Ballot(seat, YES, AT)], entitled, rules)
    assert found.verdict == Verdict.REFUSED


def test_an_empty_bench_says_so():
    assert outcome([], Bench((), 0), Rules()).verdict == Verdict.NO_QUORUM
