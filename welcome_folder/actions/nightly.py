"""What the night does for folders, so that nothing depends on somebody remembering it."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from welcome_folder import checking
from welcome_folder.actions import documents, folders

logger = logging.getLogger(__name__)


def run(*, day):
    """Wakes folders that have rested long enough and makes steps for papers that expire; returns both numbers."""
    return folders.wake(day=day), documents.make_expiry_steps(day=day)


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="folders")
def nightly(timestamp):
    """Says so where a promise is broken all the same: numbers only, no names."""
    day = timezone.localdate()
    run(day=day)
    if found := checking.breaches(day=day):
        logger.error("Willkommensordner: %s Zusagen gebrochen, siehe check_folders.", len(found))
