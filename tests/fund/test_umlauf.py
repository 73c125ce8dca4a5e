"""The Umlauf: who has answered, until when, and what one objection does."""

from fund.choices.voting import TieRule, Verdict
from fund.voting import (
    Rules,
    circular_bench,
    circular_outcome,
)
from tests.fund.counts import AT, MINUTE, seats, votes


def circular(said, *, at=AT, late="", objections=(), recused=(), prevented=()):
    """An Umlauf of five that closes at AT."""
    entitled = circular_bench(seats(), recused=recused, prevented=prevented, day=AT.date())
    ballots = [*votes(said, AT - MINUTE), *votes(late, AT + MINUTE)]
    return circular_outcome(ballots, entitled, Rules(), closes_at=AT, at=at, objections=objections)


def test_an_umlauf_runs_until_everybody_answered_or_the_deadline_is_over():
    assert circular("a+ b+ c+").reasons == ("Es fehlen noch 2 Stimmen.",)
    assert circular("a+ b+ c+ d-").reasons == ("Es fehlt noch 1 Stimme.",)
    assert circular("a+ b+ c+ d- e0").verdict == Verdict.PASSED
    assert circular("a+ b+ c+", at=AT).verdict == Verdict.OPEN
    assert circular("a+ b+ c+", at=AT + MINUTE).verdict == Verdict.PASSED


def test_silence_in_an_umlauf_is_no_yes():
    found = circular("a+ b+", at=AT + MINUTE)
    assert (found.verdict, found.present) == (Verdict.NO_QUORUM, 2)


def test_a_vote_after_the_deadline_does_not_count_and_is_named():
    found = circular("a+ b+ c-", late="d- e-", at=AT + 2 * MINUTE)
    assert (found.verdict, found.yes, found.no) == (Verdict.PASSED, 2, 1)
    assert found.reasons == ("Angenommen mit 2 Ja, 1 Nein, 0 Enthaltungen.", "Nach der Frist und nicht gezählt: 2.")


def test_a_vote_in_the_last_moment_counts():
    entitled = circular_bench(seats(3), day=AT.date())
    ballots = votes("a+ b+ c+", AT)
    found = circular_outcome(ballots, entitled, Rules(), closes_at=AT, at=AT)
    assert (found.verdict, found.yes) == (Verdict.PASSED, 3)


def test_one_objection_sends_the_item_to_a_meeting():
    found = circular("a+ b+ c+ d+ e+", objections={"b"})
    assert (found.verdict, found.is_final) == (Verdict.OBJECTED, False)
    assert found.sentence == "Ein Mitglied widerspricht dem schriftlichen Verfahren: Der Punkt kommt in eine Sitzung."


def test_in_an_umlauf_a_deputy_answers_for_who_is_recused_or_away():
    assert circular("a+ b+ c+ d+ z+", prevented={"e"}).yes == 5
    assert circular("a+ b+ c+ d+ z+", recused={"e"}).yes == 5
    assert circular("a+ b+ c+ d+ z+").verdict == Verdict.REFUSED
    assert circular_bench(seats(), prevented={"e", "z"}, day=AT.date()).away == {"e": "Verhindert.", "z": "Verhindert."}


def test_the_chairs_voice_counts_in_an_umlauf_only_if_it_came():
    entitled, rules = circular_bench(seats(), day=AT.date()), Rules(tie=TieRule.CHAIR)
    at = AT + MINUTE
    came = circular_outcome(votes("a+ b+ c- d-", AT), entitled, rules, closes_at=AT, at=at)
    not_in_time = [*votes("b+ c+ d- e-", AT), *votes("a+", at)]
    late = circular_outcome(not_in_time, entitled, rules, closes_at=AT, at=at)
    assert (came.verdict, late.verdict) == (Verdict.PASSED, Verdict.REJECTED)
