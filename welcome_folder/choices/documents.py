"""States of a paper."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentState(TextChoices):
    """Whether somebody has a paper."""

    PRESENT = "present", _("vorhanden")
    MISSING = "missing", _("fehlt")
    APPLIED = "applied", _("beantragt")
    EXPIRED = "expired", _("abgelaufen")
    NOT_NEEDED = "not_needed", _("nicht nötig")


_EVERY = set(DocumentState)
# A paper can be lost, found and applied for again in any order.
NEXT_STATES = {state: _EVERY - {state} for state in DocumentState}


class Original(TextChoices):
    """Where the original is."""

    PERSON = "person", _("bei der Person")
    OFFICE = "office", _("bei einer Behörde")
    LAWYER = "lawyer", _("bei Anwältin oder Anwalt")
    ABROAD = "abroad", _("im Herkunftsland")
    LOST = "lost", _("verloren")
    UNKNOWN = "unknown", _("nicht bekannt")
