"""What can happen to an opportunity: entering, changing, confirming, archiving."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from herne_integration import short_links
from herne_integration.rules import RuleBroken
from volunteers.actions import ending
from volunteers.actions.records import locked, move, recorded, require_organisation, require_seen, stamp
from volunteers.choices.opportunities import NEXT_STATES, ConfirmedVia, OpportunityState
from volunteers.models import Opportunity, OpportunityOccasion, OpportunityWindow

ASK_AFTER = timedelta(days=90)
# What must be known before anybody can stand behind it: columns with their German names.
NEEDED = {
    "organisation_id": "die Einrichtung",
    "contact_name": "eine Ansprechperson",
    "contact_email": "deren E-Mail-Adresse",
    "capacity": "die Zahl der Plätze",
}
TAKEN = "So viele Plätze sind schon besetzt. Bitte beenden Sie zuerst eine Vermittlung."
ARCHIVED = "Dieser Einsatz ist archiviert. Stellen Sie ihn zuerst wieder her."


@dataclass(frozen=True)
class Content:
    """All that a person can say about an opportunity.

    `columns`: {name of a column: value}; `related`: {target_groups, languages, extra_requirements: objects};
    `windows`: [{"weekday", "starts", "ends"}]; `occasions`: [{"day", "starts", "ends"}]. None leaves them.
    """

    columns: dict
    related: dict = field(default_factory=dict)
    windows: list | None = None
    occasions: list | None = None


@transaction.atomic
def create(*, content, by):
    """A new opportunity, not yet confirmed, with its short link."""
    opportunity = Opportunity(**content.columns)
    require_organisation(opportunity, by)
    with recorded("angelegt", by=by):
        opportunity.save(force_insert=True)
        _write_parts(opportunity, content)
    short_links.code_for(opportunity.path)
    return opportunity


@transaction.atomic
def change(*, opportunity, content, by, version=None):
    """Saves what was typed; the state stays as it is. Places that are taken cannot be taken away."""
    opportunity = locked(opportunity)
    require_organisation(opportunity, by)
    require_seen(opportunity, version)
    if opportunity.state == OpportunityState.ARCHIVED:
        raise RuleBroken(ARCHIVED)
    for name, value in content.columns.items():
        setattr(opportunity, name, value)
    require_organisation(opportunity, by)
    if opportunity.state == OpportunityState.CONFIRMED:
        require_complete(opportunity)
    opportunity.version += 1
    try:
        with recorded("geändert", by=by), transaction.atomic():
            opportunity.save()
    except IntegrityError as error:
        if "volunteers_opportunity_holds_its_placements" in str(error):
            raise RuleBroken(
                "So viele Plätze sind schon besetzt. Bitte beenden Sie zuerst eine Vermittlung."
            ) from error
        raise
    _write_parts(opportunity, content)
    return opportunity


@transaction.atomic
def confirm(*, opportunity, by, version=None, at=None):
    """Somebody stands behind it, or says that it is still needed; in 90 days it is asked again."""
    opportunity = locked(opportunity)
    require_organisation(opportunity, by)
    require_seen(opportunity, version)
    return stand_behind(opportunity, by=by, via=ConfirmedVia.PERSON, at=at or timezone.now())


def stand_behind(opportunity, *, by, via, at):
    """The same for a row that the caller has locked, by whatever way the yes came."""
    require_complete(opportunity)
    move(opportunity, OpportunityState.CONFIRMED, NEXT_STATES, ARCHIVED)
    stamp(opportunity, "confirmed", by=by, at=at)
    opportunity.confirmed_via = via
    opportunity.ask_again_on = timezone.localdate(at) + ASK_AFTER
    with recorded("bestätigt", by=by, via=str(via)):
        opportunity.save()
    return opportunity


@transaction.atomic
def archive(*, opportunity, by, version=None, reason=""):
    """Out of all lists, still reachable; who waits is told by the list, what runs goes on."""
    opportunity = locked(opportunity)
    require_organisation(opportunity, by)
    require_seen(opportunity, version)
    return put_away(opportunity, by=by, reason=reason)


def put_away(opportunity, *, by, reason):
    """The same for a row that the caller has locked."""
    move(opportunity, OpportunityState.ARCHIVED, NEXT_STATES, "Dieser Einsatz ist schon archiviert.")
    stamp(opportunity, "archived", by=by, at=timezone.now())
    _unconfirm(opportunity)
    with recorded("archiviert", by=by, reason=reason):
        opportunity.save()
        ending.end_of_opportunity(opportunity=opportunity, by=by)
    return opportunity


@transaction.atomic
def restore(*, opportunity, by, version=None):
    """Back from the archive, as unconfirmed: what lay there is checked anew."""
    opportunity = locked(opportunity)
    require_organisation(opportunity, by)
    require_seen(opportunity, version)
    if opportunity.state != OpportunityState.ARCHIVED:
        raise RuleBroken("Dieser Einsatz ist nicht archiviert.")
    move(opportunity, OpportunityState.UNCONFIRMED, NEXT_STATES, ARCHIVED)
    opportunity.archived_at = opportunity.archived_by = None
    with recorded("wiederhergestellt", by=by):
        opportunity.save()
    return opportunity


def doubt(opportunity):
    """Nobody has answered: it goes back to "nicht bestätigt". The caller has locked the row."""
    move(opportunity, OpportunityState.UNCONFIRMED, NEXT_STATES, ARCHIVED)
    _unconfirm(opportunity)
    opportunity.save()


def _unconfirm(opportunity):
    opportunity.confirmed_at = opportunity.confirmed_by = opportunity.ask_again_on = None
    opportunity.confirmed_via = ""


def require_complete(opportunity):
    """Nobody can stand behind something of which this is not known."""
    missing = [words for name, words in NEEDED.items() if not getattr(opportunity, name)]
    if missing:
        raise RuleBroken(f"Zum Bestätigen fehlt noch: {', '.join(missing)}.")


def _write_parts(opportunity, content):
    for name, chosen in content.related.items():
        getattr(opportunity, name).set(chosen)
    for model, rows in ((OpportunityWindow, content.windows), (OpportunityOccasion, content.occasions)):
        if rows is not None:
            model.objects.filter(opportunity=opportunity).delete()
            model.objects.bulk_create(model(opportunity=opportunity, **row) for row in rows)
