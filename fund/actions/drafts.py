"""Beginning an application, going on elsewhere, taking it over into an account, and letting go of it.

Who has no account holds a draft by a secret in her session. It comes from beginning, or from the link that was mailed;
only fingerprints are stored.
"""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from fund import links
from fund.actions import applicants, attachments, doors
from fund.choices.applications import ApplicationState, Topic
from fund.claiming import claimable_by
from fund.models import Application, ResumeLink
from herne_integration import mail
from herne_integration.accounts.models.invitations import fingerprint
from herne_integration.rules import RuleBroken

LINK = timedelta(days=7)
SESSION = timedelta(hours=12)
# A draft that nobody has claimed and nobody has touched.
ABANDONED = timedelta(days=90)
LINKS_A_DAY = 5

NO_ROUND = "Zurzeit ist keine Antragsrunde geplant. Das Projektbüro sagt Ihnen, wann die nächste beginnt."
GONE = "Dieser Link gilt nicht mehr. Lassen Sie sich einen neuen schicken."
BAD_ADDRESS = "Das ist keine E-Mail-Adresse."
NOT_A_DRAFT = "Das geht nur mit einem Entwurf."
OTHER_ADDRESS = "Übernehmen kann diesen Entwurf, wer in seinem Konto dieselbe Adresse bestätigt hat."
TAKEN = "Dieser Entwurf gehört schon zu einem Konto."


@transaction.atomic
def begin(*, fund, by=None, email="", applicant=None, applicant_name="", at=None):
    """A new draft for the round that closes next; returns it with the secret for the session ("" with an account).

    Without an account a link goes to `email`, so that the draft can be found again on another device.
    """
    at = at or timezone.now()
    if applicant is not None:
        applicants.require_member(applicant, by)
    application = Application.objects.create(
        round=_next_round(fund, at),
        owner=by,
        email=_address(by.email if by else email),
        state_since=at,
        touched_on=timezone.localdate(at),
        applicant=applicant,
        **(applicants.as_written(applicant) if applicant else {"applicant_name": applicant_name.strip()}),
        contact_name=by.name if by else "",
    )
    if by is not None:
        return application, ""
    _mail_link(application, at)
    key = secrets.token_urlsafe(32)
    ResumeLink.objects.create(
        application=application,
        token_hash=fingerprint(secrets.token_urlsafe(32)),
        session_hash=fingerprint(key),
        expires_at=at + SESSION,
    )
    return application, key


@transaction.atomic
def send_links(*, email, at=None):
    """Mails a link for each draft of an address that no account has; returns how many, which nobody is told.

    However often somebody asks, a draft gets a handful of links a day.
    """
    at = at or timezone.now()
    rows = Application.objects.drafts().filter(owner__isnull=True, email__iexact=email.strip())
    sent = 0
    for application in rows.select_for_update(of=("self",)).select_related("round"):
        if application.resume_links.filter(created_at__gt=at - timedelta(days=1)).count() < LINKS_A_DAY:
            _mail_link(application, at)
            sent += 1
    return sent


@transaction.atomic
def exchange(*, token, at=None):
    """The draft of a mailed link with a secret for the session; the link is used up."""
    at = at or timezone.now()
    link = ResumeLink.objects.unused(at).select_for_update(of=("self",)).filter(token_hash=fingerprint(token)).first()
    if link is None or link.application.owner_id or link.application.state != ApplicationState.DRAFT:
        raise RuleBroken(GONE)
    key = secrets.token_urlsafe(32)
    link.session_hash, link.expires_at = fingerprint(key), at + SESSION
    link.save(update_fields=["session_hash", "expires_at"])
    return link.application, key


@transaction.atomic
def claim(*, application, by):
    """Takes a draft over into an account with the same confirmed address; the mailed links and open devices end."""
    application = doors.locked(application)
    if application.owner_id == by.pk:
        return application
    if application.owner_id:
        raise RuleBroken(TAKEN)
    if application.state != ApplicationState.DRAFT:
        raise RuleBroken(NOT_A_DRAFT)
    if not claimable_by(by).filter(pk=application.pk).exists():
        raise RuleBroken(OTHER_ADDRESS)
    application.owner = by
    application.save(update_fields=["owner"])
    application.resume_links.all().delete()
    return application


@transaction.atomic
def move_to_round(*, application, to_round, by=None, key="", at=None):
    """A draft aims at another round of the same fund that has not closed."""
    application = doors.locked(application)
    doors.require_writer(application, Topic.PROJECT, by=by, key=key)
    if application.state != ApplicationState.DRAFT:
        raise RuleBroken(NOT_A_DRAFT)
    rounds = application.round.fund.rounds.not_closed(at or timezone.now())
    to_round = rounds.filter(pk=to_round.pk).first()
    if to_round is None:
        raise RuleBroken("Diese Runde nimmt keine Anträge mehr an.")
    application.round = to_round
    application.version += 1
    application.save(update_fields=["round", "version"])
    return application


@transaction.atomic
def discard(*, application, by=None, key=""):
    """Deletes a draft with its files, at the wish of who writes it; what was submitted is withdrawn instead."""
    application = doors.locked(application)
    doors.require_writer(application, Topic.PROJECT, by=by, key=key)
    if application.state != ApplicationState.DRAFT:
        raise RuleBroken("Ein eingegangener Antrag wird zurückgezogen, nicht gelöscht.")
    _delete(application)


def purge(*, at=None):
    """Deletes links that have ended and drafts that nobody has claimed and touched for long; returns how many."""
    at = at or timezone.now()
    gone = ResumeLink.objects.filter(expires_at__lt=at).delete()[0]
    old = Application.objects.drafts().filter(owner__isnull=True, touched_on__lt=timezone.localdate(at - ABANDONED))
    for application in old.select_for_update(of=("self",)):
        _delete(application)
        gone += 1
    return gone


def _next_round(fund, at):
    following = fund.rounds.not_closed(at).first()
    if following is None:
        raise RuleBroken(NO_ROUND)
    return following


def _address(email):
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise RuleBroken(BAD_ADDRESS) from error
    if len(email) > Application._meta.get_field("email").max_length:
        raise RuleBroken(BAD_ADDRESS)
    return email


def _mail_link(application, at):
    """In the language in which somebody asks for it, with German below."""
    token = secrets.token_urlsafe(32)
    ResumeLink.objects.create(application=application, token_hash=fingerprint(token), expires_at=at + LINK)
    language = get_language() or "de"
    until = timezone.localdate(at + LINK)
    context = {"link": links.resume(token, language), "expires_on": until, "round": application.round}
    mail.queue("fund/mail/resume.txt", context, to=application.email, language=language)


def _delete(application):
    for attached in application.attachments.all():
        attachments.drop(attached)
    application.delete()
