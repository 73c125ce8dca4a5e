"""Roles inside an institution: giving and ending them."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from herne_integration.rules import RuleBroken
from offers.models import Membership


@transaction.atomic
def grant(*, user, organisation, role, by, starts_on=None):
    """Gives a person a role in an organisation, from today unless said otherwise."""
    today = timezone.localdate()
    if not user.is_active:
        raise RuleBroken("Dieses Konto ist geschlossen und kann keine Rolle mehr bekommen.")
    # Two grants at once wait for each other at the organisation's row.
    type(organisation).objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    if Membership.objects.filter(user=user, organisation=organisation, role=role).live_on(today).exists():
        raise RuleBroken("Diese Rolle hat die Person dort schon.")
    return Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        starts_on=starts_on or today,
        granted_at=timezone.now(),
        granted_by=by,
    )


@transaction.atomic
def end(*, membership, by):
    """Ends a membership at once, once nothing waits for it; what has ended stays ended."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if membership.ended_at:
        raise RuleBroken("Diese Rolle ist schon beendet.")
    if sentences := duties(membership):
        raise RuleBroken(" ".join(sentences))
    _close([membership], by)


def duties(membership):
    """What has to be handed over before a role in an institution ends, in sentences: settings list who to ask."""
    return [sentence for path in settings.MEMBERSHIP_DUTIES for sentence in import_string(path)(membership)]


@transaction.atomic
def end_all(*, user, by):
    """Ends everything a person is anywhere, because the person leaves."""
    _close(Membership.objects.select_for_update(of=("self",)).filter(user=user, ended_at__isnull=True), by)


def roles_of(user):
    """What a person is in which organisation today, in words."""
    live = Membership.objects.filter(user=user).live_on(timezone.localdate()).select_related("organisation")
    return [str(membership) for membership in live.order_by("organisation__name_sort", "role")]


def _close(memberships, by):
    """From this moment on it gives nothing; a role that was to begin later keeps its first day."""
    now, today = timezone.now(), timezone.localdate()
    for membership in memberships:
        membership.ends_on = max(membership.starts_on, min(membership.ends_on or today, today))
        membership.ended_at, membership.ended_by = now, by
        membership.save(update_fields=["ends_on", "ended_at", "ended_by"])
