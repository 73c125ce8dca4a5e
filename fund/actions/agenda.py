"""The agenda of a session: what is put on it, taken off, opened for votes, deferred; and what is told afterwards."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from fund import bodies, voting
from fund.actions import doors, ledger, locking, office, recusals, states
from fund.choices.agenda import DECIDED_ITEMS, NEXT_STATES, PENDING_ITEMS, ItemKind, ItemState
from fund.choices.applications import ApplicationState
from fund.choices.sessions import TAKES_ITEMS, SessionState
from fund.models import AgendaItem
from herne_integration.rules import RuleBroken

CLOSED = "Die Tagesordnung dieser Sitzung steht fest."
TOO_LATE = "Die Ladungsfrist ist schon angebrochen: Dieser Antrag kommt in die nächste Sitzung."
NO_MONEY = "Dieses Gremium entscheidet nicht über diesen Fonds."
WRONG_POT = "Haushaltsjahr, Finanzquelle und Teilbudget gehören nicht zusammen."
IMPOSSIBLE = "TOP {number} ist {state}: „{next}“ ist jetzt nicht möglich."


@transaction.atomic
def put_application(*, session, application, budget_year, source, by, envelope=None, at=None):
    """Puts the version that was submitted last on an agenda and reserves its sum. Returns the `AgendaItem`.

    Conflicts of the board's members are found at once. `at`: for what happened in the past (see `ledger.book`).
    """
    office.require(by)
    session = _taking(session)
    application = doors.locked(application)
    doors.require_office(application, by)
    if session.board.fund_id != application.round.fund_id:
        raise RuleBroken(NO_MONEY)
    _require_one_pot(session, budget_year, source, envelope)
    today = timezone.localdate(at)
    if session.state != SessionState.PLANNED and not voting.is_invited_in_time(
        today, timezone.localdate(session.starts_at), bodies.rules_of(session.board)
    ):
        raise RuleBroken(TOO_LATE)
    version = application.latest_version
    states.move(application, ApplicationState.SCHEDULED, at=at)
    item = AgendaItem.objects.create(
        session=session,
        position=_next_position(session),
        kind=ItemKind.APPLICATION,
        title=f"{application.number} {application.title}",
        application=application,
        application_version=version,
        budget_year=budget_year,
        source=source,
        envelope=envelope,
        amount=version.amount_requested,
    )
    ledger.reserve(item=item, by=by, at=at)
    recusals.find(item=item, by=by)
    return item


@transaction.atomic
def put_topic(*, session, title, topic_source, source_text, by, task=None):
    """Puts another topic on an agenda: where it comes from is said, its resolution goes back there."""
    office.require(by)
    session = _taking(session)
    if not source_text.strip() or not title.strip():
        raise RuleBroken("Ein Thema hat einen Titel und sagt, woher es kommt.")
    return AgendaItem.objects.create(
        session=session,
        position=_next_position(session),
        kind=ItemKind.TOPIC,
        title=title.strip(),
        topic_source=topic_source,
        source_text=source_text.strip(),
        task=task,
    )


@transaction.atomic
def arrange(*, session, order, by):
    """Numbers the items anew; `order` are the keys of all of them."""
    office.require(by)
    session = _taking(session)
    items = {item.pk: item for item in session.items.all()}
    if sorted(map(str, order)) != sorted(map(str, items)) or any(
        item.state not in PENDING_ITEMS for item in items.values()
    ):
        raise RuleBroken("Die Tagesordnung hat sich geändert. Bitte ordnen Sie noch einmal.")
    for position, key in enumerate(order, start=1):
        items[key].position = position
        items[key].save(update_fields=["position"])
    return session


@transaction.atomic
def open_item(*, item, by, at=None):
    """Calls an item up for votes; conflicts are looked for once more before anybody votes."""
    office.require(by)
    session, item = locking.item(item)
    if session.state != SessionState.OPEN:
        raise RuleBroken("Abgestimmt wird in einer laufenden Sitzung.")
    if session.items.filter(state=ItemState.OPEN).exclude(pk=item.pk).exists() and not session.is_circular:
        raise RuleBroken("Zu einem anderen Punkt läuft die Abstimmung noch.")
    recusals.find(item=item, by=by)
    _require(item, ItemState.OPEN)
    item.state, item.opened_at, item.opened_by = ItemState.OPEN, at or timezone.now(), by
    return _saved(item, "state", "opened_at", "opened_by")


@transaction.atomic
def take_off(*, item, by, reason, at=None):
    """Takes an item off before it was called up; its sum is free again, its application is deferred."""
    return _set_aside(item, ItemState.REMOVED, by, reason, at)


@transaction.atomic
def defer(*, item, by, reason, at=None):
    """The board does not decide yet: no quorum, an objection to an Umlauf, an open question. The sum is free again."""
    return _set_aside(item, ItemState.DEFERRED, by, reason, at)


@transaction.atomic
def drop_withdrawn(*, application, by, at=None):
    """Takes an application that is being withdrawn off its agenda; call it before the application is locked.

    Returns the item, or None. Locks session, item and application in the order that everybody keeps.
    """
    item = AgendaItem.objects.pending().filter(application=application).select_related("session").first()
    if item is None:
        return None
    _session, item = locking.item(item)
    if item.state not in PENDING_ITEMS:
        return None
    target = ItemState.REMOVED if item.state == ItemState.PLANNED else ItemState.DEFERRED
    ledger.release(item=item, by=by, at=at)
    return _end(item, target, by, "Der Antrag wurde zurückgezogen.", at)


@transaction.atomic
def report_back(*, item, by, to, text=""):
    """Tells the place where another topic came from what was decided; `to` says who was told."""
    office.require(by)
    _session, item = locking.item(item)
    if item.kind != ItemKind.TOPIC or item.state not in DECIDED_ITEMS:
        raise RuleBroken("Zurückgemeldet wird ein beschlossenes Thema.")
    if not to.strip():
        raise RuleBroken("Wem wurde der Beschluss gemeldet?")
    item.outcome_text = text.strip() or item.outcome_text or item.resolution.text
    item.reported_to, item.reported_at, item.reported_by = to.strip()[:200], timezone.now(), by
    return _saved(item, "outcome_text", "reported_to", "reported_at", "reported_by")


def end(item, state, by, reason="", at=None):
    """Ends a locked item in a state; `resolutions` calls this when the board has decided."""
    _require(item, state)
    return _end(item, state, by, reason, at)


def _set_aside(item, state, by, reason, at):
    office.require(by)
    _session, item = locking.item(item)
    _require(item, state)
    if not reason.strip():
        raise RuleBroken("Wer einen Punkt vertagt oder absetzt, nennt den Grund.")
    if item.kind == ItemKind.APPLICATION:
        item.application = doors.locked(item.application)
        states.move(item.application, ApplicationState.DEFERRED, at=at)
        ledger.release(item=item, by=by, at=at)
    return _end(item, state, by, reason, at)


def _end(item, state, by, reason, at):
    item.state, item.defer_reason = state, reason.strip()[:500]
    item.ended_at, item.ended_by = at or timezone.now(), by
    return _saved(item, "state", "defer_reason", "ended_at", "ended_by")


def _saved(item, *names):
    item.version += 1
    item.save(update_fields=[*names, "version"])
    return item


def _require(item, state):
    if state not in NEXT_STATES[ItemState(item.state)]:
        words = {"number": item.position, "state": item.get_state_display(), "next": ItemState(state).label}
        raise RuleBroken(IMPOSSIBLE.format(**words))


def _taking(session):
    session = locking.session(session)
    if session.state not in TAKES_ITEMS or (session.is_circular and session.state == SessionState.OPEN):
        raise RuleBroken(CLOSED)
    return session


def _require_one_pot(session, year, source, envelope):
    if {year.fund_id, source.fund_id} != {session.board.fund_id} or (envelope and envelope.year_id != year.pk):
        raise RuleBroken(WRONG_POT)


def _next_position(session):
    return (session.items.aggregate(last=Max("position"))["last"] or 0) + 1
