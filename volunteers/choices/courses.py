"""Courses for volunteers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AttendanceState(TextChoices):
    """Whether somebody came to a session."""

    REGISTERED = "registered", _("angemeldet")
    ATTENDED = "attended", _("teilgenommen")
    MISSED = "missed", _("nicht gekommen")
    CANCELLED = "cancelled", _("abgemeldet")


NEXT_STATES = {
    AttendanceState.REGISTERED: {AttendanceState.ATTENDED, AttendanceState.MISSED, AttendanceState.CANCELLED},
    # A wrong tick on the list is put right.
    AttendanceState.ATTENDED: {AttendanceState.MISSED},
    AttendanceState.MISSED: {AttendanceState.ATTENDED},
    AttendanceState.CANCELLED: {AttendanceState.REGISTERED},
}
# Takes a seat.
SEATED = (AttendanceState.REGISTERED, AttendanceState.ATTENDED, AttendanceState.MISSED)
