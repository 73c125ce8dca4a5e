"""How a body decides on one item: who may vote at a moment, and what the votes say. Pure: no query, no clock.

The rules are data of the body (`Rules`). Their defaults follow the law for committees, because the rules of procedure
of Herne's Lenkungsgruppe are not known; a body with its own rules says so in its row ("rechtlich zu prüfen"):

- Quorum, § 90 Abs. 1 Satz 1 VwVfG (NRW): more than half, at least three, of those entitled to vote. Who is recused is
  not entitled for this item: that seat counts neither as present nor in the base, unless its deputy may take it.
- Majority, § 91 VwVfG and § 50 Abs. 1 and 5 GO NRW: more Ja than Nein; abstentions count for the quorum only.
- Tie: rejected, as § 50 Abs. 1 GO NRW says; `TieRule.CHAIR` is § 91 Satz 2 VwVfG.
- Umlauf, § 90 Abs. 1 Satz 2 VwVfG: in writing only while no member objects. Who has not answered by the deadline is
  not present; silence is never a Ja.
- A second invitation for an item that had no quorum, § 90 Abs. 2 VwVfG: no quorum is asked if the invitation said so.
"""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from fund.choices.voting import BallotChoice, Majority, TieRule, Verdict

OBJECTED = "Ein Mitglied widerspricht dem schriftlichen Verfahren: Der Punkt kommt in eine Sitzung."


@dataclass(frozen=True)
class Rules:
    """What a body's rules of procedure say; `quorum_percent` has to be exceeded, days of invitation are full days."""

    quorum_percent: int = 50
    quorum_least: int = 3
    majority: str = Majority.CAST
    tie: str = TieRule.REJECTED
    invitation_days: int = 7


@dataclass(frozen=True)
class Seat:
    """A seat and its term; `deputy_of` is the key of the seat that a deputy takes when its member cannot."""

    key: Hashable
    is_voting: bool = True
    deputy_of: Hashable | None = None
    is_chair: bool = False
    starts_on: date | None = None
    ends_on: date | None = None

    def is_live_on(self, day):
        """Whether the term runs; its last day still counts."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Presence:
    """From when to when the holder of a seat was in the room; without `left` she stayed. Several per seat are fine."""

    seat: Hashable
    arrived: datetime
    left: datetime | None = None

    def covers(self, at):
        """Present at that moment; who leaves at that moment is gone."""
        return self.arrived <= at and (self.left is None or at < self.left)


@dataclass(frozen=True)
class Ballot:
    """What the holder of a seat said, and when."""

    seat: Hashable
    choice: str
    cast_at: datetime


@dataclass(frozen=True)
class Bench:
    """Who may vote on an item: keys of seats (a deputy's own, if she stands in), of how many seats it would be.

    `away` says for every other seat why it has no vote: a sentence for the minutes.
    """

    voters: tuple
    base: int
    away: dict = field(default_factory=dict)
    chair: Hashable | None = None


@dataclass(frozen=True)
class Outcome:
    """The count: numbers for the minutes, a verdict and the reasons for it, sentence by sentence."""

    verdict: str
    yes: int
    no: int
    abstained: int
    silent: int
    present: int
    base: int
    needed: int
    reasons: tuple = ()

    @property
    def is_final(self):
        """Whether the body has decided."""
        return self.verdict in {Verdict.PASSED, Verdict.REJECTED}

    @property
    def sentence(self):
        """The result as the minutes say it."""
        return " ".join(self.reasons)


def bench(seats, presences, *, recused=frozenset(), at):
    """Who may vote in a meeting at a moment, in local time; `recused` are keys of seats that stepped back from it."""
    there = {presence.seat for presence in presences if presence.covers(at)}
    return _bench(seats, there, recused, at.date(), "Nicht anwesend")


def circular_bench(seats, *, recused=frozenset(), prevented=frozenset(), day):
    """Who may answer an Umlauf: every live seat but those whose holder is recused or `prevented` (ill, away)."""
    there = {seat.key for seat in seats} - set(prevented)
    return _bench(seats, there, recused, day, "Verhindert")


def _bench(seats, there, recused, day, missing):
    """Each voting seat is taken by its member or by the first deputy who is there."""
    live = [seat for seat in seats if seat.is_live_on(day)]
    away = {seat.key: "Die Amtszeit läuft an diesem Tag nicht." for seat in seats if not seat.is_live_on(day)}
    away |= {seat.key: "Der vertretene Sitz ist nicht besetzt." for seat in live if seat.deputy_of is not None}
    away |= {seat.key: "Sitz ohne Stimmrecht." for seat in live if not seat.is_voting}
    voters, base, chair = [], 0, None
    for seat in (one for one in live if one.is_voting and one.deputy_of is None):
        holders = [seat, *(one for one in live if one.deputy_of == seat.key and one.is_voting)]
        able = [one for one in holders if one.key in there and one.key not in recused]
        away |= {one.key: _why(one, there, recused, missing) for one in holders}
        if able:
            voters.append(able[0].key)
            away.pop(able[0].key)
        base += bool(able) or seat.key not in recused
        if seat.is_chair and able[:1] == [seat]:
            chair = seat.key
    return Bench(tuple(voters), base, away, chair)


def _why(seat, there, recused, missing):
    if seat.key in recused:
        return "Wegen eines Interessenkonflikts nicht beteiligt."
    if seat.key not in there:
        return f"{missing}."
    return "Der Sitz ist schon besetzt."


def is_invited_in_time(invited_on, held_on, rules):
    """Whether so many full days lie between: neither the day of the invitation nor that of the meeting counts."""
    return (held_on - invited_on).days - 1 >= rules.invitation_days


def needed(base, rules, *, is_second_invitation=False):
    """How many have to be there: more than the share of the base, and the least number; see the module for a second."""
    if is_second_invitation:
        return 1
    return max(base * rules.quorum_percent // 100 + 1, rules.quorum_least)


def problems(ballots, entitled):
    """Why votes cannot be counted, a sentence each: two of one seat, somebody without a vote, an unknown word."""
    found, counted = [], Counter(ballot.seat for ballot in ballots)
    if len(ballots) > len(entitled.voters):
        found.append(f"Es sind {_votes(len(ballots))} abgegeben, stimmberechtigt anwesend sind {len(entitled.voters)}.")
    if any(number > 1 for number in counted.values()):
        found.append("Ein Sitz hat mehr als einmal abgestimmt.")
    for seat in counted:
        if seat not in entitled.voters:
            why = entitled.away.get(seat, "Kein Sitz dieses Gremiums.")
            found.append(f"Eine Stimme gehört nicht dazu: {why}")
    if any(ballot.choice not in BallotChoice.values for ballot in ballots):
        found.append("Eine Stimme ist weder Ja noch Nein noch Enthaltung.")
    return found


def outcome(ballots, entitled, rules, *, is_second_invitation=False):
    """What a meeting decided on an item."""
    least = needed(entitled.base, rules, is_second_invitation=is_second_invitation)
    wrong = problems(ballots, entitled)
    if wrong:
        return _counted(Verdict.REFUSED, ballots, entitled, least, wrong)
    present = len(entitled.voters)
    if present < least:
        reason = f"Nicht beschlussfähig: {present} von {entitled.base} Stimmberechtigten, nötig sind {least}."
        return _counted(Verdict.NO_QUORUM, ballots, entitled, least, [reason])
    return _decided(ballots, entitled, rules, least)


def circular_outcome(ballots, entitled, rules, *, closes_at, at, objections=()):
    """What an Umlauf says at a moment: `closes_at` is the last moment at which a vote still counts; later ones do not.

    `objections`: keys of seats whose holder wants the item in a meeting.
    """
    timely = [ballot for ballot in ballots if ballot.cast_at <= closes_at]
    least, missing = needed(entitled.base, rules), len(entitled.voters) - len(timely)
    wrong = problems(timely, entitled)
    if wrong:
        found = _counted(Verdict.REFUSED, timely, entitled, least, wrong)
    elif set(objections):
        found = _counted(Verdict.OBJECTED, timely, entitled, least, [OBJECTED])
    elif missing and at <= closes_at:
        found = _counted(
            Verdict.OPEN,
            timely,
            entitled,
            least,
            [f"Es {'fehlt' if missing == 1 else 'fehlen'} noch {_votes(missing)}."],
        )
    else:
        voters = tuple(ballot.seat for ballot in timely)
        chair = entitled.chair if entitled.chair in voters else None
        answered = Bench(voters, entitled.base, entitled.away, chair)
        found = outcome(timely, answered, rules)
    late = len(ballots) - len(timely)
    return replace(found, reasons=(*found.reasons, *([f"Nach der Frist und nicht gezählt: {late}."] if late else [])))


def _decided(ballots, entitled, rules, least):
    """The verdict once nothing is wrong and enough are there."""
    said = Counter(ballot.choice for ballot in ballots)
    yes, no = said[BallotChoice.YES], said[BallotChoice.NO]
    numbers = f"{yes} Ja, {no} Nein, {_abstentions(said[BallotChoice.ABSTAIN])}"
    is_passed, why = _majority(yes, no, len(entitled.voters), rules)
    if yes == no and yes and rules.majority != Majority.TWO_THIRDS and not is_passed:
        is_passed, why = _tie(ballots, entitled, rules)
    verdict = Verdict.PASSED if is_passed else Verdict.REJECTED
    return _counted(verdict, ballots, entitled, least, [f"{verdict.label.capitalize()} mit {numbers}.", *why])


def _majority(yes, no, present, rules):
    if rules.majority == Majority.PRESENT:
        return 2 * yes > present, [f"Nötig ist mehr als die Hälfte der {present} anwesenden Stimmberechtigten."]
    if rules.majority == Majority.TWO_THIRDS:
        return yes > 0 and 3 * yes >= 2 * (yes + no), ["Nötig sind zwei Drittel der Ja- und Nein-Stimmen."]
    return yes > no, []


def _tie(ballots, entitled, rules):
    """As many Ja as Nein: under the rule PRESENT the chair's vote does not replace missing ones."""
    if rules.tie == TieRule.CHAIR and rules.majority == Majority.CAST:
        voice = [ballot.choice for ballot in ballots if ballot.seat == entitled.chair]
        if voice and voice[0] != BallotChoice.ABSTAIN:
            label = BallotChoice(voice[0]).label
            return voice[0] == BallotChoice.YES, [f"Stimmengleichheit: Die Stimme des Vorsitzes entscheidet ({label})."]
    return False, ["Stimmengleichheit: Der Antrag ist abgelehnt."]


def _counted(verdict, ballots, entitled, least, reasons):
    said = Counter(ballot.choice for ballot in ballots)
    present = len(entitled.voters)
    return Outcome(
        verdict=verdict,
        yes=said[BallotChoice.YES],
        no=said[BallotChoice.NO],
        abstained=said[BallotChoice.ABSTAIN],
        silent=max(present - len(ballots), 0),
        present=present,
        base=entitled.base,
        needed=least,
        reasons=tuple(reasons),
    )


def _votes(number):
    return "1 Stimme" if number == 1 else f"{number} Stimmen"


def _abstentions(number):
    return "1 Enthaltung" if number == 1 else f"{number} Enthaltungen"
