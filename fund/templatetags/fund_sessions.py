"""What pages of sessions need: when they are, how a state looks."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from fund.choices.hints import HintKind
from fund.choices.sessions import SessionState

register = template.Library()
BADGES = {
    SessionState.PLANNED: "neutral",
    SessionState.INVITED: "info",
    SessionState.OPEN: "warning",
    SessionState.CLOSED: "success",
    SessionState.CANCELLED: "danger",
}


@register.filter
def session_badge(state):
    """The kind of badge of a session's state."""
    return BADGES[SessionState(state)]


@register.simple_tag
def session_when(session):
    """ "Mo, 14.12.2026, 16:00 Uhr", of an Umlauf its deadline: to the second, if it has any."""
    if session.is_circular:
        clock = "H:i:s" if session.closes_at.second else "H:i"
        return f"Umlauf bis {_moment(session.closes_at, clock)}"
    return _moment(session.starts_at, "H:i")


@register.filter
def less(amount):
    """The same amount on the other side of zero."""
    return -amount


@register.filter
def alone(row):
    """A list of one."""
    return [row]


def _moment(at, clock):
    local = timezone.localtime(at)
    return f"{date_format(local, 'D, d.m.Y')}, {date_format(local, clock)} Uhr"


@register.filter
def hint_label(kind):
    """What kind of hint it is."""
    return HintKind(kind).label
