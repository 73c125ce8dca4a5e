"""States of a handover."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HandoverState(TextChoices):
    """How far a handover is; until the first contact the sender stays responsible."""

    OFFERED = "offered", _("angeboten")
    ACCEPTED = "accepted", _("angenommen")
    CONTACTED = "contacted", _("erster Kontakt")
    DONE = "done", _("abgeschlossen")
    DECLINED = "declined", _("abgelehnt")
    REVOKED = "revoked", _("zurückgezogen")


NEXT_STATES = {
    HandoverState.OFFERED: {HandoverState.ACCEPTED, HandoverState.DECLINED, HandoverState.REVOKED},
    HandoverState.ACCEPTED: {HandoverState.CONTACTED, HandoverState.DECLINED, HandoverState.REVOKED},
    HandoverState.CONTACTED: {HandoverState.DONE},
    HandoverState.DONE: set(),
    HandoverState.DECLINED: set(),
    HandoverState.REVOKED: set(),
}
LIVE = (HandoverState.OFFERED, HandoverState.ACCEPTED)


class HandoverKind(TextChoices):
    """What is handed over."""

    LEAD = "lead", _("Federführung")
    LEGAL_AREA = "legal_area", _("Rechtskreiswechsel")
    REFERRAL = "referral", _("Beteiligung an einem Thema")


# With these the lead itself goes to the receiver.
LEADS = (HandoverKind.LEAD, HandoverKind.LEGAL_AREA)
