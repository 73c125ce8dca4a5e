"""Whatever has served its time goes: settings.PURGES lists who knows about it, `f(*, at=None) -> number`."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app


def purge_all():
    """Asks everybody in settings.PURGES, each in a transaction of its own; returns {path: number}."""
    counts = {}
    for path in settings.PURGES:
        with transaction.atomic():
            counts[path] = import_string(path)()
    return counts


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="purge")
def purge_nightly(timestamp):
    """The same, every night."""
    purge_all()


def sessions(*, at=None):
    """Deletes ended sessions; returns how many."""
    return Session.objects.filter(expire_date__lt=at or timezone.now()).delete()[0]
