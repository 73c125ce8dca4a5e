"""What data protection decides about: closed folders and how long they stay, erasures, consents. No content."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.utils import timezone

from welcome_folder import numbers, retention
from welcome_folder.choices.folders import FolderState
from welcome_folder.choices.team import Basis, TeamRole
from welcome_folder.models import CareTeamMember, Erasure, WelcomeFolder

# Tables that are no models of ours, or that say more in other words.
WORDS = {
    "history": "Einträge der Änderungsgeschichte",
    "procrastinate_jobs": "Aufträge",
    "portal_idempotencykey": "abgeschickte Formulare",
    "welcome_folder_appointment_papers": "mitzubringende Papiere",
}


@dataclass(frozen=True)
class Kept:
    """A closed folder: until when it is kept, and whether its erasing has begun."""

    key: UUID
    number: str
    closed_on: date
    until: date
    is_due: bool
    erasure: Erasure | None


def closed(*, day):
    """All closed folders, those that are due first."""
    leads = ArrayAgg("team__basis", filter=Q(team__role=TeamRole.LEAD), distinct=True, default=[])
    rows = WelcomeFolder.objects.filter(state=FolderState.CLOSED).annotate(bases=leads).order_by("closed_at")
    rows = list(rows.only("id", "number", "closed_at"))
    begun = {one.folder_key: one for one in Erasure.objects.filter(folder_key__in=[row.pk for row in rows])}
    kept = [_kept(row, begun.get(row.pk), day) for row in rows]
    return sorted(kept, key=lambda one: one.until)


def due(*, day):
    """The dry run: numbers of the folders whose time is over."""
    return [one.number for one in closed(day=day) if one.is_due]


def bases_of(folder):
    """On what the lead has worked, whoever it was."""
    return list(folder.team.filter(role=TeamRole.LEAD).values_list("basis", flat=True).distinct())


def consents():
    """Everybody who takes part, or took part, because the person agreed: newest consent first."""
    found = CareTeamMember.objects.filter(basis=Basis.CONSENT).select_related("organisation", "folder", "user")
    return found.order_by("-consent_on", "joined_at")


def what_went(erasure):
    """(words, number) of everything that an erasure has removed."""
    tables = {model._meta.db_table: str(model._meta.verbose_name_plural) for model in apps.get_models()}
    words = {name: WORDS.get(name) or tables.get(name, name) for name in erasure.counts}
    return sorted((words[name], number) for name, number in erasure.counts.items() if number)


def _kept(row, erasure, day):
    closed_on = timezone.localdate(row.closed_at)
    return Kept(
        key=row.pk,
        number=numbers.spaced(row.number),
        closed_on=closed_on,
        until=retention.kept_until(closed_on, row.bases),
        is_due=retention.is_due(closed_on, row.bases, day=day),
        erasure=erasure,
    )
