"""What stands in the outbox."""

import re

from herne_integration.models import OutboxMail


def last_link():
    """The link of the newest mail that has one."""
    for mail in OutboxMail.objects.order_by("-created_at", "-pk"):
        if found := re.search(r"https?://\S+", mail.body):
            return found[0]
    raise AssertionError("no mail with a link")
