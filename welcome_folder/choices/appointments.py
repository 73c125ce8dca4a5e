"""States of an appointment, and who may read it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AppointmentState(TextChoices):
    """What became of an appointment."""

    PLANNED = "planned", _("geplant")
    KEPT = "kept", _("wahrgenommen")
    NO_SHOW = "no_show", _("nicht erschienen")
    CANCELLED = "cancelled", _("abgesagt")
    MOVED = "moved", _("verschoben")


NEXT_STATES = {
    AppointmentState.PLANNED: {
        AppointmentState.KEPT,
        AppointmentState.NO_SHOW,
        AppointmentState.CANCELLED,
        AppointmentState.MOVED,
    },
    AppointmentState.KEPT: set(),
    AppointmentState.NO_SHOW: set(),
    AppointmentState.CANCELLED: set(),
    AppointmentState.MOVED: set(),
}


class Visibility(TextChoices):
    """Who of the team may read an entry."""

    SHARED = "shared", _("alle Beteiligten des Themas")
    OWN = "own", _("nur die eigene Stelle")
    PROTECTED = "protected", _("geschützt: nur wer es geschrieben hat")


class Source(TextChoices):
    """How an entry came into the folder."""

    STAFF = "staff", _("am Bildschirm")
    PAPER = "paper", _("Papier")
    IMPORT = "import", _("übernommen")
