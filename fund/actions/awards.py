"""What was granted: made by a resolution, taken back or reduced later."""

from django.db import transaction
from django.utils import timezone

from fund.actions import ledger, office
from fund.choices.awards import NEXT_STATES, AwardKind, AwardState
from fund.models import Award, Condition
from herne_integration.rules import RuleBroken


def make(*, item, resolution, conditions, by, at):
    """The award that follows from a resolution; `resolutions.pass_resolution` calls this inside its transaction."""
    award = Award.objects.create(
        kind=AwardKind.ALLOCATION if item.application.applicant.is_city else AwardKind.GRANT,
        application=item.application,
        resolution=resolution,
        amount=resolution.amount_granted,
        budget_year=item.budget_year,
        source=item.source,
        envelope=item.envelope,
        decided_at=at,
        decided_by=by,
    )
    for position, (text, due_on) in enumerate(conditions, start=1):
        if not text.strip():
            raise RuleBroken("Eine Auflage hat einen Wortlaut.")
        Condition.objects.create(award=award, position=position, text=text.strip()[:1000], due_on=due_on)
    return award


@transaction.atomic
def reduce(*, award, amount, by, reason, valid_on=None, at=None):
    """Gives a part of the money back to its pot, because less was needed; the award itself stays as decided.

    `valid_on`, `at`: see `ledger.decommit` and `ledger.book`. Returns the `LedgerEntry`.
    """
    office.require(by)
    award = locked(award)
    if award.state == AwardState.REVOKED:
        raise RuleBroken("Diese Bewilligung ist zurückgenommen.")
    if not reason.strip():
        raise RuleBroken("Wer Geld zurückgibt, nennt den Grund.")
    return ledger.decommit(award=award, amount=amount, by=by, valid_on=valid_on, at=at, note=reason.strip())


@transaction.atomic
def revoke(*, award, by, reason, at=None):
    """Takes an award back as a whole; what of it was still committed is free again. The notice stays in the files."""
    office.require(by)
    award = locked(award)
    if AwardState.REVOKED not in NEXT_STATES[AwardState(award.state)]:
        raise RuleBroken("Diese Bewilligung ist zurückgenommen.")
    if not reason.strip():
        raise RuleBroken("Wer eine Bewilligung zurücknimmt, nennt den Grund.")
    rest = ledger.still_committed(award)
    if rest:
        ledger.decommit(award=award, amount=rest, by=by, at=at, note=reason.strip())
    award.state, award.revoke_reason = AwardState.REVOKED, reason.strip()[:500]
    award.revoked_at, award.revoked_by = at or timezone.now(), by
    award.version += 1
    award.save(update_fields=["state", "revoke_reason", "revoked_at", "revoked_by", "version"])
    return award


def locked(award):
    """The award as it is now, locked."""
    rows = Award.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("budget_year", "source", "envelope", "application").get(pk=award.pk)
