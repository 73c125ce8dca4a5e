"""Seats of a body."""

from django.db.models import TextChoices


class SeatKind(TextChoices):
    """Whether somebody sits for herself or takes the place of a member."""

    MEMBER = "member", "Mitglied"
    DEPUTY = "deputy", "Stellvertretung"
