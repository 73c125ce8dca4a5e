"""Signing up in short steps: a draft that belongs to whoever has its link, until the address is confirmed.

Nothing is stored about anybody but what she types, and drafts go after three days. Only the click in the mail makes a
profile and an account, so nobody can be signed up by somebody else.
"""

import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from herne_integration import mail
from herne_integration.accounts.choices import Wish
from herne_integration.rules import RuleBroken
from volunteers import links
from volunteers.actions import consents, drafting, placements, profiles, routes
from volunteers.actions.records import recorded, stamp
from volunteers.choices.consents import NEEDED
from volunteers.choices.profiles import HERE, VolunteerState
from volunteers.models import ConsentText, Opportunity, Volunteer
from volunteers.models.confirmations import fingerprint

LIFETIME = timedelta(days=3)
LARGEST = 20_000
GONE = _("Diese Anmeldung gibt es nicht mehr. Bitte beginnen Sie noch einmal.")
TOO_LARGE = _("Das ist zu viel Text für eine Anmeldung.")
INCOMPLETE = _("Es fehlen noch Angaben: Name, E-Mail-Adresse und die Einwilligung zur Vermittlung.")


@transaction.atomic
def begin(*, language="de", at=None):
    """A new draft; returns (volunteer, token). The token is a secret of whoever types: keep it out of logs."""
    now, token = at or timezone.now(), secrets.token_urlsafe(32)
    volunteer = Volunteer.objects.create(
        language=language, started_at=now, draft_token=fingerprint(token), expires_at=now + LIFETIME
    )
    return volunteer, token


def find(token, *, at=None):
    """The draft of a token, or None: run out, confirmed or never there."""
    rows = Volunteer.objects.filter(state=VolunteerState.DRAFT, expires_at__gt=at or timezone.now())
    return rows.filter(draft_token=fingerprint(token)).first() if token else None


def to_confirm(token, *, at=None):
    """The finished draft that a mailed link confirms, or None. The token of the steps is no such link."""
    return find(_mailed(token), at=at) if token else None


def keeps_password(email):
    """Whether there is an account of this address already, whose password a confirmation leaves alone."""
    user = get_user_model().objects.filter(email__iexact=email.strip()).first()
    return user is not None and _is_taken(user)


@transaction.atomic
def save_step(*, token, step, data):
    """Keeps what was typed in one step; `data` holds what JSON can keep (see `drafting`). Returns the draft."""
    volunteer = _locked(token)
    volunteer.draft = {**volunteer.draft, step: data}
    if len(str(volunteer.draft)) > LARGEST:
        raise RuleBroken(TOO_LARGE)
    volunteer.save(update_fields=["draft"])
    return volunteer


@transaction.atomic
def remind(*, token, email):
    """Mails somebody the way back to what she has begun; the address is asked for again at the end."""
    volunteer = _locked(token)
    context = {"link": links.sign_up_draft(token, volunteer.language)}
    mail.queue("volunteers/mail/go_on.txt", context, to=email.strip().lower(), language=volunteer.language)
    return volunteer


@transaction.atomic
def finish(*, token):
    """The last step: the address gets a link; the token of the steps no longer opens anything.

    Whoever has a profile already gets a mail that says so, and the page cannot tell the difference.
    """
    volunteer = _locked(token)
    typed = drafting.flat(volunteer.draft)
    if not drafting.is_complete(typed, NEEDED):
        raise RuleBroken(INCOMPLETE)
    email, secret = typed["email"].strip().lower(), secrets.token_urlsafe(32)
    volunteer.draft_token, volunteer.expires_at = fingerprint(_mailed(secret)), timezone.now() + LIFETIME
    volunteer.save(update_fields=["draft_token", "expires_at"])
    language = volunteer.language
    if Volunteer.objects.filter(state__in=HERE, email__iexact=email).exists():
        link, template = links.own_page(language), "known_address"
    else:
        link, template = links.address_confirmation(secret, language), "confirm_address"
    mail.queue(f"volunteers/mail/{template}.txt", {"link": link}, to=email, language=language)
    return volunteer


@transaction.atomic
def confirm(*, token, password=None):
    """The address is hers: makes the profile, the consents and, unless there is one, the account.

    Returns the `Volunteer`; if she came from an opportunity and still fits it, she stands in line for it.
    """
    volunteer = _locked(_mailed(token))
    typed = drafting.flat(volunteer.draft)
    if not drafting.is_complete(typed, NEEDED):
        raise RuleBroken(INCOMPLETE)
    email = typed["email"].strip().lower()
    _wait_for(email)
    if Volunteer.objects.filter(state__in=HERE, email__iexact=email).exists():
        raise RuleBroken(_("Zu dieser Adresse gibt es schon ein Profil. Bitte melden Sie sich an."))
    user = _account(email, f"{typed['given_name']} {typed.get('family_name', '')}".strip(), password)
    if Volunteer.objects.filter(user=user).exists():
        raise RuleBroken(_("Zu diesem Konto gibt es schon ein Profil. Bitte melden Sie sich an."))
    volunteer.user, volunteer.email, volunteer.state = user, email, VolunteerState.ACTIVE
    volunteer.draft, volunteer.draft_token, volunteer.expires_at = {}, "", None
    stamp(volunteer, "confirmed", by=user, at=timezone.now())
    with recorded("Adresse bestätigt", by=user):
        profiles.write(volunteer, drafting.content(typed))
        shown = ConsentText.objects.in_bulk(typed.get("consent_texts", {}).values())
        for purpose in typed["consents"]:
            text = shown.get(typed.get("consent_texts", {}).get(purpose))
            consents.give(volunteer=volunteer, purpose=purpose, by=user, text=text)
        volunteer.lead = routes.for_volunteer(volunteer)
        volunteer.save(update_fields=["lead"])
    _welcome(volunteer)
    _come_forward(volunteer, typed.get("opportunity"), user)
    return volunteer


def purge(*, at=None):
    """Deletes drafts that nobody has confirmed (settings.PURGES); returns how many."""
    old = Volunteer.objects.filter(state=VolunteerState.DRAFT, expires_at__lte=at or timezone.now())
    return old.delete()[0]


def _mailed(token):
    """A mailed link proves the address, the link of the steps proves nothing: one never passes for the other."""
    return f"mailed {token}"


def _locked(token):
    found = find(token)
    if found is None:
        raise RuleBroken(GONE)
    rows = Volunteer.objects.select_for_update(of=("self",)).filter(state=VolunteerState.DRAFT)
    volunteer = rows.filter(pk=found.pk, draft_token=found.draft_token).first()
    if volunteer is None:
        raise RuleBroken(GONE)
    return volunteer


def _wait_for(email):
    """Two drafts of one address, confirmed at once, would both find no account."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"volunteers:{email}"])


def _account(email, name, password):
    """The link proves the address; an account that nobody ever confirmed is taken over by its true owner."""
    users = get_user_model().objects
    user = users.select_for_update().filter(email__iexact=email).first()
    if user is None:
        user = users.create_user(email, password, name=name, wish=Wish.VOLUNTEER)
    elif not user.is_active:
        raise RuleBroken(_("Das Konto zu dieser Adresse ist geschlossen. Bitte wenden Sie sich an die Koordination."))
    elif not _is_taken(user):
        user.name = name
        user.set_password(password)
        user.save(update_fields=["name", "password"])
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


def _is_taken(user):
    """Whether somebody has shown before that an account is hers."""
    return EmailAddress.objects.filter(user=user, verified=True).exists() or user.memberships.exists()


def _welcome(volunteer):
    context = {"link": links.own_page(volunteer.language)}
    mail.queue("volunteers/mail/welcome.txt", context, to=volunteer.email, language=volunteer.language)
    if volunteer.lead:
        mail.queue("volunteers/mail/to_coordinator.txt", {}, to=volunteer.lead.email)


def _come_forward(volunteer, key, user):
    """The task from whose page somebody came; where she does not fit, the profile stands all the same."""
    opportunity = Opportunity.objects.listed().filter(pk=key).first() if key else None
    if opportunity is None:
        return
    try:
        with transaction.atomic():
            placements.come_forward(volunteer=volunteer, opportunity=opportunity, by=user)
    except RuleBroken:
        return
