"""Papers: which ones there are, their files, and what is to be done before one expires."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from herne_integration import stored_files
from herne_integration.rules import RuleBroken
from offers.actions.records import recorded
from welcome_folder import expiry
from welcome_folder.actions import people, steps
from welcome_folder.actions.safety import lock_folder, require_any_place
from welcome_folder.choices.documents import DocumentState, Original
from welcome_folder.choices.folders import LED
from welcome_folder.choices.plans import StepOrigin, StepOwner
from welcome_folder.choices.team import TeamRole
from welcome_folder.deadlines import EXPIRY_DAYS
from welcome_folder.models import DocumentFile, DocumentKind, FolderDocument, PlanStep

MOST_FILES = 10


@transaction.atomic
def record(*, folder, by, kind, state, original=Original.UNKNOWN, original_text="", valid_until=None, note="", at=None):
    """Writes down a paper of a kind (or its key); returns the `FolderDocument`."""
    folder = people.led(folder)
    kind = kind if isinstance(kind, DocumentKind) else DocumentKind.objects.get(pk=kind)
    require_any_place(folder, by=by, area=kind.area_id)
    if folder.documents.filter(kind=kind, note=note).exists():
        raise RuleBroken("Dieses Papier steht schon im Ordner. Ein zweites braucht eine Bezeichnung.")
    with recorded("Papier eingetragen", by=by):
        return FolderDocument.objects.create(
            folder=folder,
            kind=kind,
            state=state,
            original=original,
            original_text=original_text,
            valid_until=valid_until,
            note=note,
            entered_at=at or timezone.now(),
            entered_by=by,
        )


@transaction.atomic
def change(*, document, by):
    """Saves a changed paper."""
    folder = people.led(document.folder)
    require_any_place(folder, by=by, area=document.kind.area_id)
    with recorded("Papier geändert", by=by):
        document.save(force_update=True)
    return document


@transaction.atomic
def attach(*, document, by, upload):
    """Adds a file (an upload, or what `UploadField` read of it) to a paper; returns the `DocumentFile`."""
    folder = people.led(document.folder)
    require_any_place(folder, by=by, area=document.kind.area_id)
    if document.files.count() >= MOST_FILES:
        raise RuleBroken(f"Zu einem Papier gehören höchstens {MOST_FILES} Dateien. Bitte nehmen Sie erst eine heraus.")
    file = stored_files.store(upload, by=by)
    return DocumentFile.objects.create(document=document, file=file, attached_at=timezone.now(), attached_by=by)


@transaction.atomic
def detach(*, attached, by):
    """Takes a file out of the folder and discards it, original and copy."""
    folder = people.led(attached.document.folder)
    require_any_place(folder, by=by, area=attached.document.kind.area_id)
    attached.delete()
    stored_files.discard(attached.file)


def owned_files(ids):
    """Those of the stored files that belong to a paper (settings.FILE_OWNERS)."""
    return set(DocumentFile.objects.filter(file__in=ids).values_list("file", flat=True))


def make_expiry_steps(*, day, folder=None):
    """At 90, 30 and 7 days before a paper ends, and once it has, somebody has a step; returns how many were made.

    However often it runs, each paper has one step for each of these marks, and at most one that is open. `folder`: only
    the papers of one, which nobody thought of while it was closed.
    """
    soon = day + timedelta(days=max(EXPIRY_DAYS))
    papers = FolderDocument.objects.filter(
        state=DocumentState.PRESENT, valid_until__lte=soon, folder__state__in=LED
    ).select_related("kind__document")
    if folder is not None:
        papers = papers.filter(folder=folder)
    # Most papers of these weeks have their step already: no lock and no transaction for them.
    papers = papers.prefetch_related(Prefetch("steps", PlanStep.objects.filter(origin=StepOrigin.PAPER)))
    return sum(_remind(paper.pk, day) for paper in papers.iterator(chunk_size=1000) if _is_due(paper, day))


def _is_due(paper, day):
    due = expiry.reminder(paper.valid_until, day)
    if due is None:
        return False
    reason = expiry.reason(str(paper), paper.valid_until, due.mark)
    return due.mark == 0 or reason not in {step.origin_text for step in paper.steps.all()}


@transaction.atomic
def _remind(key, day):
    paper = FolderDocument.objects.select_related("kind__document").filter(pk=key, state=DocumentState.PRESENT).first()
    if paper is None or lock_folder(paper.folder_id).state not in LED:
        return False
    due = expiry.reminder(paper.valid_until, day)
    reason = expiry.reason(str(paper), paper.valid_until, due.mark)
    if due.mark == 0:
        paper.state = DocumentState.EXPIRED
        paper.version += 1
        paper.save(update_fields=["state", "version"])
    steps_before = paper.steps.filter(origin=StepOrigin.PAPER, document_until=paper.valid_until)
    if steps_before.filter(origin_text=reason).exists():
        return False
    if still_open := steps_before.open().first():
        still_open.origin_text, still_open.due_on = reason, min(due.due_on, still_open.due_on)
        still_open.version += 1
        still_open.save(update_fields=["origin_text", "due_on", "version"])
        return False
    place = _responsible(paper)
    marks = [expiry.reason(str(paper), paper.valid_until, mark) for mark in (*EXPIRY_DAYS, 0)]
    still_open = steps_before.open().filter(origin_text__in=marks).first()
    if still_open:
        still_open.origin_text, still_open.due_on = reason, min(due.due_on, still_open.due_on)
        still_open.version += 1
        still_open.save(update_fields=["origin_text", "due_on", "version"])
        return False
    steps.add(
        folder=paper.folder,
        by=place.user,
        area=paper.kind.area,
        title=f"{paper}: erneuern" if due.mark else f"{paper}: ist abgelaufen, erneuern",
        due_on=due.due_on,
        owner=StepOwner.INSTITUTION,
        institution=place.organisation,
        origin=StepOrigin.PAPER,
        origin_text=reason,
        document=paper,
    )
    return True


def _responsible(paper):
    """The lead, or whoever of the team works on the paper's area where the lead does not."""
    places = paper.folder.team.live_on(timezone.localdate()).order_by("role", "joined_at")
    return places.filter(areas__contains=[paper.kind.area_id]).first() or places.get(role=TeamRole.LEAD)
