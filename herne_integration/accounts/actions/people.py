"""Ending accounts, helping with a lost second factor, and the account of the command line."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from herne_integration.accounts import sessions
from herne_integration.accounts.actions import grants, invitations
from herne_integration.accounts.models.people import INSTALLER
from herne_integration.rules import RuleBroken


def installer():
    """Stands in the stamps for whoever works on the server's command line; nobody can log in as it."""
    user, _created = get_user_model().objects.get_or_create(
        email=INSTALLER, defaults={"name": "Einrichtung (Befehlszeile)", "is_active": False, "password": "!"}
    )
    return user


@transaction.atomic
def end(*, user, by):
    """Closes an account at once: no log-in, no open session, no role, no invitation."""
    user = get_user_model().objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    if user.left_at or user.is_installer:
        raise RuleBroken("Dieses Konto ist schon geschlossen.")
    duties = [sentence for path in settings.CLOSING_DUTIES for sentence in import_string(path)(user)]
    if duties:
        raise RuleBroken(" ".join(duties))
    grants.end_all(user=user, by=by)
    for path in settings.LEAVERS:
        import_string(path)(user=user, by=by)
    invitations.revoke_of(user=user, by=by)
    user.is_active, user.left_at, user.left_by = False, timezone.now(), by
    user.save(update_fields=["is_active", "left_at", "left_by"])
    Authenticator.objects.filter(user=user).delete()
    sessions.end(user)


@transaction.atomic
def reset_second_factor(*, user, by):
    """For somebody who lost phone and recovery codes: everything ends, the next log-in sets the factor up anew."""
    if user == by:
        raise RuleBroken("Das muss eine andere Person für Sie tun.")
    Authenticator.objects.filter(user=user).delete()
    sessions.end(user)


def roles_elsewhere(user):
    """Roles that other apps know of, in words: settings list who to ask."""
    return [sentence for path in settings.ROLE_SOURCES for sentence in import_string(path)(user)]


def links(*, viewer, person):
    """[(label, address)] of what other apps have about a person: settings list who to ask."""
    return [link for path in settings.PERSON_LINKS for link in import_string(path)(viewer, person)]
