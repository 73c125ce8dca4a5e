"""The brochure as a file in every language: made at night, and soon after what it tells has changed."""

import hashlib
import io
from datetime import timedelta

import pikepdf
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from herne_integration import jobs, pdf, standing_files
from offers.brochure import TOLD, Brochure

KIND = "brochure"
EVERY = timedelta(minutes=15)
# So long a file may take in all languages.
PATIENCE = timedelta(minutes=5)
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def mark():
    """Letters that differ when something that the brochure tells has changed; one quick question per history."""
    newest = [model.pgh_event_model._base_manager.aggregate(last=Max("pgh_id"))["last"] for model in TOLD]
    return hashlib.sha256(repr(newest).encode()).hexdigest()


def build(language, *, seen, now):
    """Makes the file of one language."""
    with transaction.atomic(), translation.override(language):
        brochure = Brochure(AnonymousUser(), language, now=now)
        data = pdf.render("offers/brochure_pdf.html", {"brochure": brochure, "now": now}, language)
    with pikepdf.open(io.BytesIO(data)) as paper:
        pages = len(paper.pages)
    name = f"zustaendigkeiten-und-wege-{language}.pdf"
    file = {"name": name, "content_type": "application/pdf", "data": data, "mark": seen, "pages": pages}
    return standing_files.replace(KIND, language, **file)


def build_outdated(*, everything=False):
    """Makes what is missing or no longer true; returns the languages."""
    if not pdf.available():
        return []
    seen, files = mark(), standing_files.of_kind(KIND)
    wanted = [code for code in LANGUAGES if everything or not _is_true(files.get(code), seen)]
    for language in wanted:
        build(language, seen=seen, now=timezone.now())
    return wanted


def _is_true(file, seen):
    """Whether there is a file, in the database and on the disk, that tells what is so now."""
    return file is not None and file.mark == seen and file.content.storage.exists(file.content.name)


def next_at(now):
    """By when a missing or outdated file is there: the next quarter of an hour, and the time that it takes."""
    begun = now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
    return begun + EVERY + PATIENCE


@app.task(queue="files", queueing_lock=KIND, lock=KIND)
def build_now():
    """Makes what is missing."""
    build_outdated()


@app.periodic(cron="*/15 * * * *")
@app.task(queue="files", queueing_lock=f"{KIND}-changes", lock=KIND)
def build_changed(timestamp):
    """Soon after a change."""
    build_outdated()


@app.periodic(cron="27 4 * * *")
@app.task(queue="files", queueing_lock=f"{KIND}-nightly", lock=KIND)
def build_nightly(timestamp):
    """Every night all of it: a new portal prints differently, and entries begin and end by their days."""
    build_outdated(everything=True)


def order():
    """Has the first brochure made as soon as a worker runs."""
    if pdf.available() and len(standing_files.of_kind(KIND)) < len(LANGUAGES):
        try:
            with transaction.atomic():
                jobs.defer(build_now)
        except AlreadyEnqueued:
            return ""
    return ""
