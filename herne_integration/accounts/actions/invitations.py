"""Inviting people by a mailed link."""

import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from herne_integration import mail
from herne_integration.accounts.actions import grants
from herne_integration.accounts.models import Invitation
from herne_integration.accounts.models.invitations import LIFETIME, fingerprint
from herne_integration.rules import RuleBroken

GONE = "Dieser Link gilt nicht mehr. Bitte lassen Sie sich noch einmal einladen."


@transaction.atomic
def invite(*, email, name, role_keys, by, is_mailed=True):
    """Creates the invitation and mails its link; an older open one to the same address ends. Returns (it, link)."""
    email, now = email.strip().lower(), timezone.now()
    if _verified_account(email):
        raise RuleBroken("Zu dieser Adresse gibt es schon ein Konto. Rollen vergeben Sie auf der Seite der Person.")
    if not set(role_keys) <= set(grants.givable_by(by)):
        raise RuleBroken("Ihre Rolle erlaubt nicht, diese Rolle zu vergeben.")
    _revoke(Invitation.objects.open().filter(email__iexact=email), by)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        roles=sorted(role_keys),
        token_hash=fingerprint(token),
        invited_at=now,
        invited_by=by,
        expires_at=now + LIFETIME,
    )
    with translation.override("de"):
        link = settings.SITE_URL + reverse("accounts:invitation-accept", args=[token])
    if is_mailed:
        mail.queue("accounts/mail/invitation.txt", {"invitation": invitation, "link": link}, to=email)
    return invitation, link


def find(token):
    """The invitation of a link, or None when it ran out, was used, was revoked or never existed."""
    return Invitation.objects.valid(at=timezone.now()).filter(token_hash=fingerprint(token)).first()


@transaction.atomic
def accept(*, token, name, password):
    """Opens the account with what it was invited to; the link is used up. Returns the person."""
    valid = Invitation.objects.valid(at=timezone.now()).select_for_update(of=("self",))
    invitation = valid.filter(token_hash=fingerprint(token)).first()
    if invitation is None or not _may_still_give(invitation):
        raise RuleBroken(GONE)
    if _verified_account(invitation.email):
        raise RuleBroken("Zu dieser Adresse gibt es inzwischen ein Konto. Bitte melden Sie sich damit an.")
    user = _account(invitation.email, name, password)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    for role in invitation.roles:
        grants.grant(user=user, role=role, by=invitation.invited_by)
    return user


@transaction.atomic
def revoke(*, invitation, by):
    """The link stops working; a second click changes nothing."""
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.accepted_at:
        raise RuleBroken("Diese Einladung ist schon angenommen. Sie können das Konto beenden.")
    _revoke(Invitation.objects.open().filter(pk=locked.pk), by)


@transaction.atomic
def revoke_of(*, user, by):
    """All open invitations to a person who leaves, and those the person sent."""
    open_ones = Invitation.objects.open()
    _revoke(open_ones.filter(email__iexact=user.email) | open_ones.filter(invited_by=user), by)


def _may_still_give(invitation):
    return set(invitation.roles) <= set(grants.givable_by(invitation.invited_by))


def _revoke(invitations, by):
    invitations.update(revoked_at=timezone.now(), revoked_by=by)


def _verified_account(email):
    """An account whose owner has proven that the address is theirs (or that left: it does not come back by mail)."""
    user = get_user_model().objects.filter(email__iexact=email).first()
    if user is None:
        return None
    proven = EmailAddress.objects.filter(user=user, verified=True).exists()
    return user if proven or not user.is_active or user.has_usable_password() is False else None


def _account(email, name, password):
    """The link proves the address; a sign-up that nobody ever confirmed is taken over by its true owner."""
    user = get_user_model().objects.filter(email__iexact=email).first()
    if user is None:
        user = get_user_model().objects.create_user(email, password, name=name)
    else:
        user.name = name
        user.set_password(password)
        user.save(update_fields=["name", "password"])
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user
