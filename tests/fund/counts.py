"""Bodies, who is there and what they say, for tests of counting; times around `AT`."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fund.choices.voting import BallotChoice
from fund.voting import Ballot, Presence, Rules, Seat, bench, outcome

AT = datetime(2026, 3, 4, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))
MINUTE = timedelta(minutes=1)
LETTERS = "abcdefgh"
YES, NO, ABSTAIN = BallotChoice.YES, BallotChoice.NO, BallotChoice.ABSTAIN


def seats(number=5):
    """So many members; the first one leads, the last one has a deputy."""
    members = [Seat(letter, is_chair=letter == "a") for letter in LETTERS[:number]]
    return [*members, Seat("z", deputy_of=LETTERS[number - 1])]


def present(letters, arrived=-30, left=None):
    """Everybody named came half an hour before the vote."""
    return [Presence(one, AT + arrived * MINUTE, None if left is None else AT + left * MINUTE) for one in letters]


def votes(said, at=AT):
    """One ballot per letter: "a+ b- c0"."""
    words = {"+": YES, "-": NO, "0": ABSTAIN}
    return [Ballot(one[0], words[one[1]], at) for one in said.split()]


def counted(said, letters="abcde", rules=None, recused=()):
    """The outcome of a meeting of five."""
    entitled = bench(seats(), present(letters), recused=frozenset(recused), at=AT)
    return outcome(votes(said), entitled, rules or Rules())
