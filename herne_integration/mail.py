"""Mail goes through the outbox: written with what it is about in one transaction, sent by a job afterwards, once.

A template is plain text; its first line is the subject, which tells nothing about a person's case:

    Betreff: Nachricht vom Integrationsportal Herne

    Guten Tag, …   {{ site_url }}{% url "…" %}
"""

import logging
import unicodedata
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from herne_integration import jobs
from herne_integration.models import OutboxMail

logger = logging.getLogger(__name__)

PREFIX = "Betreff: "
TRIES = 6
# Long enough to answer "did you not get my mail?", no longer.
KEPT = timedelta(days=14)
# A mail whose job died while it was handed over: nobody knows whether it left, so it is not sent again.
UNCERTAIN = timedelta(hours=1)


class SendingFailed(Exception):  # noqa: N818  (an event, not a programming error)
    """The mail server did not take the mail; the text names no address, because jobs are logged."""


def queue(template, context, *, to, language="de"):
    """Writes a mail into the outbox and its sending into the queue; both vanish if the transaction is rolled back."""
    validate_email(to)
    subject, body = _render(template, context, language)
    mail = OutboxMail.objects.create(to=to, subject=subject, body=body)
    jobs.defer(send_mail, mail_id=str(mail.pk))
    return mail


@app.task(queue="mail", priority=10, retry=RetryStrategy(max_attempts=TRIES, exponential_wait=6))
def send_mail(mail_id):
    """Sends one mail at most once; a refusal by the server is tried again, later and later."""
    mail = _claim(mail_id)
    if mail is None:
        return
    try:
        _message(mail).send()
    except Exception as error:
        failure = type(error).__name__
        gives_up = mail.attempts >= TRIES
        OutboxMail.objects.filter(pk=mail.pk).update(
            started_at=None, failed_at=timezone.now() if gives_up else None, failure=failure
        )
        logger.warning("Mail %s: %s, attempt %s", mail.pk, failure, mail.attempts)
        raise SendingFailed(failure) from None
    OutboxMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), failure="")


def purge(*, at=None):
    """Deletes mail some days after it was sent or given up; returns how many."""
    now = at or timezone.now()
    OutboxMail.objects.filter(sent_at__isnull=True, failed_at__isnull=True, started_at__lt=now - UNCERTAIN).update(
        failed_at=now, failure="ungewiss"
    )
    old = now - KEPT
    return OutboxMail.objects.filter(Q(sent_at__lt=old) | Q(failed_at__lt=old)).delete()[0]


def _render(template, context, language):
    """(subject, body); nothing is escaped, because plain text has no markup."""
    with translation.override(language):
        context = Context({"site_url": settings.SITE_URL, **context}, autoescape=False)
        text = get_template(template).template.render(context)
    first, _newline, body = text.partition("\n")
    subject = first.removeprefix(PREFIX).strip()
    if not first.startswith(PREFIX) or not subject:
        raise ValueError(f"{template}: the first line has to read “{PREFIX}…”")
    if any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in subject):
        raise ValueError(f"{template}: a control character in the subject")
    return subject, body.strip() + "\n"


def _claim(mail_id):
    """The mail, marked as started in a transaction of its own; None if it is somebody else's or done."""
    with transaction.atomic():
        mail = OutboxMail.objects.unsent().select_for_update(skip_locked=True).filter(pk=mail_id).first()
        if mail is not None:
            mail.started_at, mail.attempts = timezone.now(), mail.attempts + 1
            mail.save(update_fields=["started_at", "attempts"])
    return mail


def _message(mail):
    """The mail as it goes out; should a server deliver it twice all the same, the reader's program sees one message."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<{mail.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(mail.subject, mail.body, to=[mail.to], headers=headers)
