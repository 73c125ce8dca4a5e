"""Minutes of a session."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from fund.choices.minutes import MinutesState
from fund.models.boards import Seat
from fund.models.sessions import Session
from herne_integration import stamps
from herne_integration.constraints import stamped
from herne_integration.models import Versioned
from herne_integration.privacy import classified


class MinutesQuerySet(models.QuerySet):
    """Filters of minutes."""

    def visible_to(self, user, *, day):
        """The final ones: whoever sees the session; a draft: the project office, and the chair who confirms it."""
        found = self.filter(session__in=Session.objects.visible_to(user, day=day))
        if user.is_authenticated and user.has_perm("fund.manage_fund"):
            return found
        chairs = Seat.objects.live_on(day).filter(is_chair=True, user=user.pk).values("board")
        return found.filter(Q(state=MinutesState.FINAL) | Q(session__board__in=chairs))


@classified(personal="id session text sha256 drafted_by confirmed_by", plain="state drafted_at confirmed_at version")
@pghistory.track()
class Minutes(Versioned):
    """What happened in a session ("Niederschrift"), from the database's numbers; a second person makes it final."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.OneToOneField(Session, models.PROTECT, related_name="minutes", verbose_name="Sitzung")
    state = models.CharField("Stand", max_length=5, choices=MinutesState, default=MinutesState.DRAFT)
    text = models.TextField("Wortlaut")
    # Of the final text, UTF-8.
    sha256 = models.CharField("Prüfsumme", max_length=64, blank=True)
    drafted_at, drafted_by = stamps.moment("geschrieben", required=True), stamps.person("geschrieben", required=True)
    confirmed_at, confirmed_by = stamps.moment("abgeschlossen"), stamps.person("abgeschlossen")

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = "Niederschrift"
        verbose_name_plural = "Niederschriften"
        default_permissions = ()
        constraints = [
            stamped("confirmed", name="fund_minutes_confirmed_stamped"),
            models.CheckConstraint(
                condition=Q(state=MinutesState.DRAFT, confirmed_at__isnull=True, sha256="")
                | Q(state=MinutesState.FINAL, confirmed_at__isnull=False, sha256__regex=r"^[0-9a-f]{64}$"),
                name="fund_minutes_final_with_checksum",
                violation_error_message="Eine abgeschlossene Niederschrift hat eine Prüfsumme.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("drafted_by")),
                name="fund_minutes_confirmed_by_a_second_person",
                violation_error_message="Eine Niederschrift schließt ab, wer sie nicht geschrieben hat.",
            ),
        ]

    def __str__(self):
        return f"Niederschrift: {self.session}"
