"""States of a folder."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FolderState(TextChoices):
    """Whether anybody works with a folder."""

    OPEN = "open", _("offen")
    RESTING = "resting", _("ruht")
    CLOSED = "closed", _("geschlossen")
    RESTRICTED = "restricted", _("eingeschränkt")
    ERASED = "erased", _("gelöscht")


NEXT_STATES = {
    FolderState.OPEN: {FolderState.RESTING, FolderState.CLOSED, FolderState.RESTRICTED, FolderState.ERASED},
    FolderState.RESTING: {FolderState.OPEN, FolderState.CLOSED, FolderState.RESTRICTED, FolderState.ERASED},
    FolderState.CLOSED: {FolderState.OPEN, FolderState.RESTRICTED, FolderState.ERASED},
    FolderState.RESTRICTED: {FolderState.OPEN, FolderState.CLOSED, FolderState.ERASED},
    FolderState.ERASED: set(),
}
# In these somebody is responsible for the person.
LED = (FolderState.OPEN, FolderState.RESTING)
