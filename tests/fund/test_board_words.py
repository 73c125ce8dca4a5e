"""Rules in words, order and money of an agenda, minutes in blocks."""

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from fund import agenda_money, agenda_order, board_words, budget, minutes_text, voting
from fund.agenda_order import Candidate

BOARD = SimpleNamespace(
    quorum_percent=50, quorum_least=3, majority="cast", tie="rejected", invitation_days=7, source="", is_reviewed=False
)


def at(day):
    return datetime(2026, 5, day, tzinfo=UTC)


def test_rules_are_told_in_sentences():
    told = dict(board_words.rules(BOARD))
    assert told["Beschlussfähig"].startswith("wenn mehr als die Hälfte der Stimmberechtigten da ist, mindestens 3")
    assert told["Ladungsfrist"] == "Zwischen Einladung und Sitzung liegen mindestens 7 volle Tage."
    assert told["Rechtlich geprüft"] == "nein, rechtlich zu prüfen"
    other = SimpleNamespace(**{**vars(BOARD), "quorum_percent": 66, "quorum_least": 1, "invitation_days": 0})
    told = dict(board_words.rules(other))
    assert told["Beschlussfähig"].startswith("wenn mehr als 66 Prozent der Stimmberechtigten da ist, eine Person.")
    assert told["Ladungsfrist"] == "Einladen kann man bis zum Tag davor."


@pytest.mark.parametrize(
    ("voters", "second", "expected"),
    [
        (3, False, (True, "Beschlussfähig: 3 von 5 Stimmberechtigten sind da, nötig sind 3.")),
        (2, False, (False, "Nicht beschlussfähig: 2 von 5 Stimmberechtigten sind da, nötig sind 3.")),
        (1, True, (True, "Beschlussfähig: 1 von 5 Stimmberechtigten ist da, nötig ist 1.")),
    ],
)
def test_the_quorum_is_told_with_its_numbers(voters, second, expected):
    bench = voting.Bench(voters=tuple(range(voters)), base=5)
    assert board_words.quorum(bench, BOARD, is_second_invitation=second) == expected


def test_a_second_click_is_answered_in_other_words_than_a_change():
    now = SimpleNamespace(choice="yes", objection=False, get_choice_display=lambda: "Ja")
    assert board_words.vote_said(None, now) == "Ihre Stimme ist abgegeben: Ja."
    assert board_words.vote_said(("yes", False), now) == "Ihre Stimme war schon abgegeben: Ja. Sie gilt."
    assert board_words.vote_said(("no", False), now) == "Ihre Stimme ist geändert: Ja."
    now.objection = True
    assert board_words.vote_said(("yes", False), now).endswith(
        "Widerspruch gegen das schriftliche Verfahren ist eingetragen."
    )


def test_what_was_put_off_comes_first_then_who_waits_longer_topics_last():
    found = agenda_order.suggested(
        [
            Candidate("topic", at(1), is_application=False),
            Candidate("new", at(9)),
            Candidate("old", at(2)),
            Candidate("deferred", at(20), was_deferred=True),
        ]
    )
    assert found == ["deferred", "old", "new", "topic"]


@pytest.mark.parametrize(
    ("key", "up", "expected"),
    [("b", True, "bac"), ("b", False, "acb"), ("a", True, "abc"), ("c", False, "abc")],
)
def test_an_item_moves_one_place_and_stops_at_the_ends(key, up, expected):
    assert "".join(agenda_order.moved("abc", key, up=up)) == expected


def pot(left, reserved, field=None, number=1):
    envelope = SimpleNamespace(pk=number, field_of_action_id=field) if field else None
    sums = budget.Pot(allotted=Decimal(left), reserved=Decimal(reserved))
    return agenda_money.Pot(SimpleNamespace(pk=1, year=2026), SimpleNamespace(pk=1), envelope, sums)


def on(amount):
    return SimpleNamespace(budget_year_id=1, source_id=1, envelope_id=None, amount=Decimal(amount))


def test_what_would_be_left_counts_this_agenda_and_names_the_others():
    (line,) = agenda_money.of([on("10.01"), on("20.00")], [pot("100.00", "35.01")])
    assert [line.left, line.asked, line.remains, line.elsewhere] == list(
        map(Decimal, ("100", "30.01", "69.99", "5.00"))
    )
    assert not line.is_too_much


def test_a_pot_that_cannot_pay_for_all_says_how_much_is_missing():
    (line,) = agenda_money.of([on("80.00")], [pot("100.00", "80.00")], chosen=[("1-1-0", Decimal("20.01"))])
    assert [line.is_too_much, line.missing] == [True, Decimal("0.01")]
    assert agenda_money.sentence([line]) == (Decimal("-0.01"), [line])


def test_a_project_is_paid_from_the_money_set_aside_for_its_field():
    everybody, housing = pot("100", "0"), pot("100", "0", field="wohnen", number=7)
    assert agenda_money.suggested([everybody, housing], "wohnen") is housing
    assert agenda_money.suggested([everybody, housing], "sport") is everybody
    assert agenda_money.suggested([], "sport") is None


def test_minutes_are_shown_in_blocks():
    text = "Gremium: Sitzung\nSitzung vom 1.\n\nAnwesend\n- A\n- B\n\nTOP 1: Titel\nEin Satz.\n"
    assert minutes_text.blocks(text) == [
        ("title", ["Gremium: Sitzung"]),
        ("text", ["Sitzung vom 1."]),
        ("heading", ["Anwesend"]),
        ("list", ["A", "B"]),
        ("heading", ["TOP 1: Titel"]),
        ("text", ["Ein Satz."]),
    ]
