"""Sessions: planned, invited with the agenda, opened, closed; and who comes and goes."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from fund import bodies, voting
from fund.actions import locking, office, recusals
from fund.choices.agenda import PENDING_ITEMS, ItemState
from fund.choices.sessions import NEXT_STATES, SessionForm, SessionState
from fund.models import Attendance, Seat, Session
from herne_integration import mail
from herne_integration.rules import RuleBroken

TOO_LATE = "Die Ladungsfrist beträgt {days} volle Tage: Wer heute einlädt, tagt frühestens am {first}."
NO_ITEMS = "Auf der Tagesordnung steht noch nichts."
STILL_OPEN = "Noch nicht erledigt: {items}. Entscheiden, vertagen oder absetzen Sie diese Punkte zuerst."
DEADLINE = "Ein Umlauf hat eine Frist nach seinem Beginn, eine Sitzung hat keine."
INVITED = "Die Einladung ist verschickt: Wer den Termin ändert, sagt die Sitzung ab und lädt neu ein."
CHANGED_MEANWHILE = "Jemand hat in der Zwischenzeit gespeichert. Bitte vergleichen Sie beide Fassungen."
CHANGEABLE = ("name", "starts_at", "closes_at", "place", "is_second_invitation")


@transaction.atomic
def plan(*, board, name, starts_at, by, form=SessionForm.MEETING, closes_at=None, place="", second_invitation=False):
    """A meeting at a time and place, or an Umlauf from `starts_at` to `closes_at`. Returns the `Session`."""
    office.require(by)
    if (form == SessionForm.CIRCULAR) != (closes_at is not None) or (closes_at and closes_at <= starts_at):
        raise RuleBroken(DEADLINE)
    return Session.objects.create(
        board=board,
        form=form,
        name=name,
        starts_at=starts_at,
        closes_at=closes_at,
        place=place,
        is_second_invitation=second_invitation,
        planned_at=timezone.now(),
        planned_by=by,
    )


@transaction.atomic
def change(*, session, by):
    """Saves another name, time or place from the instance of a `VersionedForm`, until the members are invited."""
    office.require(by)
    stored = locking.session(session)
    if session.version != stored.version + 1:
        raise RuleBroken(CHANGED_MEANWHILE)
    if stored.state != SessionState.PLANNED:
        raise RuleBroken(INVITED)
    for name in CHANGEABLE:
        setattr(stored, name, getattr(session, name))
    if stored.is_circular != (stored.closes_at is not None) or (
        stored.closes_at and stored.closes_at <= stored.starts_at
    ):
        raise RuleBroken(DEADLINE)
    stored.version = session.version
    stored.save(update_fields=[*CHANGEABLE, "version"])
    return stored


@transaction.atomic
def invite(*, session, by, at=None):
    """Sends the invitation to all members and deputies, in time; from now on they see the agenda and its papers."""
    office.require(by)
    session, at = locking.session(session), at or timezone.now()
    held_on, today = timezone.localdate(session.starts_at), timezone.localdate(at)
    rules = bodies.rules_of(session.board)
    if not session.is_circular and not voting.is_invited_in_time(today, held_on, rules):
        first = today + timedelta(days=rules.invitation_days + 1)
        raise RuleBroken(TOO_LATE.format(days=rules.invitation_days, first=f"{first:%d.%m.%Y}"))
    if not session.items.pending().exists():
        raise RuleBroken(NO_ITEMS)
    _find_conflicts(session, by)
    _move(session, SessionState.INVITED, by, "invited", at)
    _write_to_members(session, "fund/mail/invitation.txt")
    return session


@transaction.atomic
def open_session(*, session, by, at=None):
    """Begins: a meeting takes attendance from now on, an Umlauf votes on all its items."""
    office.require(by)
    session, at = locking.session(session), at or timezone.now()
    if session.is_circular and at >= session.closes_at:
        raise RuleBroken("Die Frist dieses Umlaufs ist schon vorbei.")
    _find_conflicts(session, by)
    _move(session, SessionState.OPEN, by, "opened", at)
    if session.is_circular:
        for item in session.items.filter(state=ItemState.PLANNED):
            item.state, item.opened_at, item.opened_by = ItemState.OPEN, at, by
            item.version += 1
            item.save(update_fields=["state", "opened_at", "opened_by", "version"])
    return session


@transaction.atomic
def close_session(*, session, by, at=None):
    """Ends a session whose items are all decided, deferred or taken off; whoever was there leaves."""
    office.require(by)
    session, at = locking.session(session), at or timezone.now()
    waiting = session.items.filter(state__in=PENDING_ITEMS)
    if waiting:
        raise RuleBroken(STILL_OPEN.format(items=", ".join(f"TOP {item.position}" for item in waiting)))
    for one in session.attendance.still_there():
        one.left_at, one.left_by = max(at, one.arrived_at), by
        one.save(update_fields=["left_at", "left_by"])
    return _move(session, SessionState.CLOSED, by, "closed", at)


@transaction.atomic
def cancel(*, session, by, reason):
    """Takes place never; its items have to be taken off first, so that their sums are free again."""
    office.require(by)
    session = locking.session(session)
    if not reason.strip():
        raise RuleBroken("Wer absagt, nennt den Grund.")
    waiting = session.items.filter(state__in=PENDING_ITEMS)
    if waiting:
        raise RuleBroken(STILL_OPEN.format(items=", ".join(f"TOP {item.position}" for item in waiting)))
    was_invited = session.state == SessionState.INVITED
    session.cancel_reason = reason.strip()[:300]
    _move(session, SessionState.CANCELLED, by, "cancelled", timezone.now())
    if was_invited:
        _write_to_members(session, "fund/mail/cancelled.txt")
    return session


@transaction.atomic
def arrive(*, session, seat, by, at=None):
    """Somebody comes; from now on she is counted and may vote, also on an item that is open already.

    A member takes her seat back: what her deputy has said about an item that is still open is gone.
    """
    session, at = _meeting(session, seat, by), at or timezone.now()
    if session.attendance.still_there().filter(seat=seat).exists():
        raise RuleBroken("Diese Person ist schon als anwesend eingetragen.")
    _not_after_the_fact(session, at)
    came = Attendance.objects.create(session=session, seat=seat, arrived_at=at, arrived_by=by)
    recusals.drop_votes_without_seat(session, at=at)
    return came


@transaction.atomic
def leave(*, session, seat, by, at=None):
    """Somebody goes; she is not counted any more, and her vote on an item that is still open is gone."""
    session, at = _meeting(session, seat, by), at or timezone.now()
    place = session.attendance.still_there().filter(seat=seat).first()
    if place is None or at < place.arrived_at:
        raise RuleBroken("Diese Person ist nicht als anwesend eingetragen.")
    _not_after_the_fact(session, at)
    place.left_at, place.left_by = at, by
    place.save(update_fields=["left_at", "left_by"])
    recusals.drop_votes_without_seat(session, at=at)
    return place


def _meeting(session, seat, by):
    """The locked meeting, open, and the seat one of its board; the office keeps the list, members tick themselves."""
    if seat.user_id != by.pk:
        office.require(by)
    session = locking.session(session)
    if session.is_circular or session.state != SessionState.OPEN:
        raise RuleBroken("Anwesenheit gibt es in einer laufenden Sitzung.")
    if seat.board_id != session.board_id:
        raise RuleBroken("Dieser Sitz gehört zu einem anderen Gremium.")
    return session


def _not_after_the_fact(session, at):
    """What was counted stays true."""
    if at > timezone.now():
        raise RuleBroken("Niemand kommt oder geht in der Zukunft.")
    if session.items.filter(resolution__passed_at__gte=at).exists():
        raise RuleBroken("Zu diesem Zeitpunkt ist schon abgestimmt worden. Tragen Sie ein, was von jetzt an gilt.")


def _find_conflicts(session, by):
    for item in session.items.filter(state__in=PENDING_ITEMS):
        recusals.find(item=item, by=by)


def _move(session, state, by, decision, at):
    if state not in NEXT_STATES[SessionState(session.state)]:
        label = SessionState(state).label
        raise RuleBroken(f"Diese Sitzung ist {session.get_state_display()}: „{label}“ ist jetzt nicht möglich.")
    session.state, session.version = state, session.version + 1
    setattr(session, f"{decision}_at", at)
    setattr(session, f"{decision}_by", by)
    session.save()
    return session


def _write_to_members(session, template):
    """Members and deputies alike; the mail says when and where, and nothing about anybody's application."""
    day = max(timezone.localdate(), timezone.localdate(session.starts_at))
    seats = Seat.objects.live_on(day).filter(board=session.board_id, user__is_active=True).select_related("user")
    for address in sorted({seat.user.email for seat in seats}):
        mail.queue(template, {"session": session}, to=address)
