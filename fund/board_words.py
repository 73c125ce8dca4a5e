"""The rules of a body and what follows from them, as sentences. Pure: no query, no clock."""

from fund import voting
from fund.choices.voting import Majority, TieRule


def rules(board):
    """[(what it is about, sentence)] for the page of a body: its data in words."""
    least = board.quorum_least
    people = "eine Person" if least == 1 else f"mindestens {least} Personen"
    share = "mehr als die Hälfte" if board.quorum_percent == 50 else f"mehr als {board.quorum_percent} Prozent"
    days = board.invitation_days
    notice = (
        "Einladen kann man bis zum Tag davor." if days == 0 else f"Zwischen Einladung und Sitzung liegen {_days(days)}."
    )
    return [
        ("Beschlussfähig", f"wenn {share} der Stimmberechtigten da ist, {people}. Wer befangen ist, zählt nicht mit."),
        ("Angenommen", f"{Majority(board.majority).label}."),
        ("Stimmengleichheit", f"{TieRule(board.tie).label}."),
        ("Ladungsfrist", notice),
        ("Umlauf", "nur, solange niemand widerspricht. Wer bis zur Frist nicht antwortet, gilt als abwesend."),
        ("Quelle", board.source or "nicht bekannt, Beispielregeln"),
        ("Rechtlich geprüft", "ja" if board.is_reviewed else "nein, rechtlich zu prüfen"),
    ]


def quorum(bench, board, *, is_second_invitation=False):
    """(whether there are enough, sentence) for everybody who is in the room, before any item."""
    least = voting.needed(bench.base, _rules(board), is_second_invitation=is_second_invitation)
    present = len(bench.voters)
    there = f"{present} von {bench.base} Stimmberechtigten {'ist' if present == 1 else 'sind'} da"
    if present >= least:
        return True, f"Beschlussfähig: {there}, nötig {'ist' if least == 1 else 'sind'} {least}."
    return False, f"Nicht beschlussfähig: {there}, nötig sind {least}."


def vote_said(before, now):
    """What a member reads after voting; `before` is what she had said (or None), both are votes."""
    label = now.get_choice_display()
    against = " Ihr Widerspruch gegen das schriftliche Verfahren ist eingetragen." if now.objection else ""
    if before is None:
        return f"Ihre Stimme ist abgegeben: {label}.{against}"
    if before == (now.choice, now.objection):
        return f"Ihre Stimme war schon abgegeben: {label}. Sie gilt.{against}"
    return f"Ihre Stimme ist geändert: {label}.{against}"


def _rules(board):
    return voting.Rules(quorum_percent=board.quorum_percent, quorum_least=board.quorum_least)


def _days(number):
    return "mindestens ein voller Tag" if number == 1 else f"mindestens {number} volle Tage"
