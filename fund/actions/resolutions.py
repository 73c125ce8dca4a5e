"""The board decides: the outcome comes from the votes in the database, and the money moves in the same transaction."""

from django.db import transaction
from django.utils import timezone

from fund import bodies
from fund.actions import agenda, awards, doors, ledger, locking, numbers, office, states
from fund.choices.agenda import ItemKind, ItemState
from fund.choices.applications import ApplicationState
from fund.choices.voting import Verdict
from fund.models import Resolution
from herne_integration import money
from herne_integration.rules import RuleBroken

TOO_MUCH = "Bewilligt werden kann höchstens die beantragte Summe von {amount} EUR."
NO_VOTE = "Noch hat niemand abgestimmt: Ohne eine Stimme gibt es kein Ergebnis."
PREFIX = "BE"


@transaction.atomic
def pass_resolution(*, item, by, text="", amount=None, conditions=(), note="", at=None):
    """Counts the votes on an open item and writes down what follows. Returns the `Resolution`.

    Nobody says whether it passed: that is what the votes say (`voting`), and the database counts once more. If it
    passed, `amount` of what was asked (all of it by default) is committed and becomes an `Award` with `conditions`, a
    list of (text, due day or None); if not, the reserved sum is free again. Without a result, such as too few people,
    `RuleBroken` says why: the item stays open, and `agenda.defer` is the way on. `note` stands in the
    books beside the granted sum. `at`: for what happened in the past.
    """
    office.require(by)
    _session, item = locking.item(item)
    if item.state != ItemState.OPEN:
        raise RuleBroken("Zu diesem Punkt wird gerade nicht abgestimmt.")
    if not item.session.is_circular and not item.votes.exists():
        raise RuleBroken(NO_VOTE)
    moment = at or timezone.now()
    outcome = bodies.outcome(item, at=moment)
    if not outcome.is_final:
        raise RuleBroken(outcome.sentence)
    is_passed, is_grant = outcome.verdict == Verdict.PASSED, item.kind == ItemKind.APPLICATION
    granted = _amount(item, amount) if is_passed and is_grant else None
    resolution = Resolution.objects.create(
        number=numbers.take(prefix=PREFIX, year=timezone.localdate(moment).year),
        item=item,
        application_version=item.application_version,
        verdict=outcome.verdict,
        yes=outcome.yes,
        no=outcome.no,
        abstained=outcome.abstained,
        present=outcome.present,
        base=outcome.base,
        needed=outcome.needed,
        amount_granted=granted,
        with_conditions=bool(granted and conditions),
        text=text.strip() or wording(item, outcome, granted),
        passed_at=moment,
        passed_by=by,
    )
    if is_grant:
        _settle(item, resolution, conditions if is_passed else (), by, note, at)
    agenda.end(item, ItemState(outcome.verdict), by, at=moment)
    return resolution


def wording(item, outcome, granted):
    """What the resolution says if nobody words it: the title, the sum, the numbers."""
    if item.kind == ItemKind.TOPIC:
        return f"{item.title}: {outcome.sentence}"
    if granted is None:
        return f"Der Antrag {item.title} wird abgelehnt. {outcome.sentence}"
    return f"Für {item.title} werden {money.written(granted)} EUR bewilligt. {outcome.sentence}"


def _amount(item, amount):
    amount = item.amount if amount is None else amount
    if amount <= 0 or amount != amount.quantize(ledger.CENT):
        raise RuleBroken(ledger.NO_AMOUNT)
    if amount > item.amount:
        raise RuleBroken(TOO_MUCH.format(amount=money.written(item.amount)))
    return amount


def _settle(item, resolution, conditions, by, note, at):
    """The application moves on, and the money with it."""
    application = item.application = doors.locked(item.application)
    if resolution.amount_granted is None:
        states.move(application, ApplicationState.REJECTED, at=at)
        ledger.release(item=item, by=by, at=at)
        return
    granted = ApplicationState.APPROVED_WITH_CONDITIONS if conditions else ApplicationState.APPROVED
    states.move(application, granted, at=at)
    ledger.commit(item=item, amount=resolution.amount_granted, by=by, at=at, note=note)
    awards.make(item=item, resolution=resolution, conditions=conditions, by=by, at=resolution.passed_at)
