"""For which round a draft is written, and where it may go when that one has closed."""

from dataclasses import dataclass

from fund import deadlines
from fund.models import Round


@dataclass(frozen=True)
class Refusal:
    """Why a round takes nothing now, and the next one of the same fund (None where none is planned)."""

    sentence: str
    following: Round | None


def refusal(aimed, at):
    """None while the round of a draft takes applications, else a `Refusal`; a round that comes is no reason to move."""
    window = _window(aimed)
    if deadlines.takes(window, at):
        return None
    following = None
    if at >= aimed.opens_at:
        following = aimed.fund.rounds.not_closed(at).exclude(pk=aimed.pk).first()
    return Refusal(deadlines.refused(window, _window(following) if following else None, at), following)


def _window(one):
    return deadlines.Window(one.name, one.opens_at, one.closes_at)
