"""Asking by mail whether help is still wanted: a link that shows on GET and answers once on POST."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from herne_integration import mail
from herne_integration.accounts.actions.people import installer
from herne_integration.rules import RuleBroken
from volunteers import links
from volunteers.actions import opportunities
from volunteers.actions.records import locked, require_coordinator
from volunteers.choices.opportunities import ConfirmedVia, LinkAnswer, OpportunityState
from volunteers.models import ConfirmationRequest, Opportunity
from volunteers.models.confirmations import fingerprint

LIFETIME = timedelta(days=30)
GONE = "Dieser Link gilt nicht mehr: Er ist schon benutzt oder abgelaufen."


@transaction.atomic
def ask(*, opportunity, by):
    """A coordinator asks the contact person; an older open link ends. Returns (request, token)."""
    require_coordinator(by)
    return _ask(locked(opportunity), by, timezone.now())


def _ask(opportunity, by, now):
    if opportunity.state == OpportunityState.ARCHIVED:
        raise RuleBroken(opportunities.ARCHIVED)
    opportunities.require_complete(opportunity)
    ConfirmationRequest.objects.filter(opportunity=opportunity, used_at__isnull=True).delete()
    token = secrets.token_urlsafe(32)
    request = ConfirmationRequest.objects.create(
        opportunity=opportunity,
        sent_to=opportunity.contact_email,
        token_hash=fingerprint(token),
        asked_at=now,
        asked_by=by,
        expires_at=now + LIFETIME,
    )
    context = {"title": opportunity.title, "link": links.still_needed(token), "until": request.expires_at}
    mail.queue("volunteers/mail/still_needed.txt", context, to=opportunity.contact_email)
    return request, token


def find(token, *, at=None):
    """The open request of a link, or None: used, run out or never there."""
    rows = ConfirmationRequest.objects.open(at=at or timezone.now()).select_related("opportunity__organisation")
    return rows.filter(token_hash=fingerprint(token)).first()


@transaction.atomic
def answer(*, token, said, at=None):
    """Whoever has the link says once whether help is still wanted; returns the `Opportunity`.

    No account answers, so the stamp names who asked, and `confirmed_via` says that it came by the link.
    """
    now = at or timezone.now()
    request = find(token, at=now)
    if request is None or said not in LinkAnswer.values:
        raise RuleBroken(GONE)
    # The opportunity first, as everywhere; then the request is looked at again.
    opportunity = locked(request.opportunity)
    request = ConfirmationRequest.objects.select_for_update().open(at=now).filter(pk=request.pk).first()
    if request is None:
        raise RuleBroken(GONE)
    request.used_at, request.answer = now, said
    request.save(update_fields=["used_at", "answer"])
    if said == LinkAnswer.NEEDED:
        return opportunities.stand_behind(opportunity, by=request.asked_by, via=ConfirmedVia.LINK, at=now)
    return opportunities.put_away(opportunity, by=request.asked_by, reason="wird nicht mehr gebraucht (Link)")


def ask_due(*, at=None):
    """Asks about everything that was confirmed 90 days ago, once each; returns how many."""
    now, asked = at or timezone.now(), 0
    due = Opportunity.objects.due_to_ask(at=timezone.localtime(now))
    waiting = ConfirmationRequest.objects.filter(used_at__isnull=True).values("opportunity")
    for key in due.exclude(pk__in=waiting).values_list("pk", flat=True):
        with transaction.atomic():
            rows = Opportunity.objects.select_for_update(of=("self",), no_key=True).confirmed()
            opportunity = rows.filter(pk=key).first()
            if opportunity and not opportunity.confirmation_requests.filter(used_at__isnull=True).exists():
                _ask(opportunity, installer(), now)
                asked += 1
    return asked


def lapse(*, at=None):
    """What nobody has answered about in time is "nicht bestätigt" again; returns how many."""
    now, lapsed = at or timezone.now(), 0
    silent = ConfirmationRequest.objects.filter(used_at__isnull=True, expires_at__lte=now)
    for key in silent.values_list("opportunity", flat=True):
        with transaction.atomic():
            opportunity = Opportunity.objects.select_for_update(of=("self",), no_key=True).get(pk=key)
            ConfirmationRequest.objects.filter(opportunity=key, used_at__isnull=True, expires_at__lte=now).delete()
            if opportunity.state == OpportunityState.CONFIRMED and opportunity.ask_again_on <= timezone.localdate(now):
                opportunities.doubt(opportunity)
                lapsed += 1
    return lapsed
