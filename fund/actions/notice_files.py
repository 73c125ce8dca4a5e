"""All notices of a session in one go: drafted, printed, and together in one file."""

import io
import zipfile

from django.db import transaction
from django.utils import timezone

from fund import notice_facts, notice_paper
from fund.actions import doors, notices, office
from fund.choices.agenda import ItemKind, ItemState
from fund.choices.applications import DECIDED
from fund.choices.notices import NoticeState
from fund.models import Notice, Session
from herne_integration import prepared_files

KIND = "fund-notices"


@transaction.atomic
def draft_all(*, session, by):
    """Drafts what a session has decided and nobody has written yet; returns how many were new.

    Who belongs to an applicant's own team leaves that application to a colleague: then it is not counted.
    """
    office.require(by)
    made = 0
    for item in _items(session).filter(application__state__in=DECIDED, application__notices__isnull=True):
        if not doors.roles(item.application, by):
            notices.draft(application=item.application, by=by)
            made += 1
    return made


def print_draft(*, notice, by):
    """Makes the PDF of a draft and keeps it with its checksum: what is signed is this file."""
    content = notice_paper.of(notice, day=timezone.localdate())
    return notices.attach_pdf(notice=notice, content=content, by=by)


def prepare(*, session, by):
    """The job that prints every draft of a session without a PDF and binds all letters into one file."""
    office.require(by)
    title = f"Bescheide: {session.name}"
    return prepared_files.prepare(KIND, by=by, params={"session": str(session.pk)}, title=title)


def bound(file):
    """Builder of "fund-notices": a ZIP of the very files that are signed and posted; (name, content type, bytes)."""
    session, by = Session.objects.get(pk=file.params["session"]), file.requested_by
    office.require(by)
    items, out = list(_items(session)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for number, item in enumerate(items, start=1):
            for name, paper in _papers(item, by):
                bundle.writestr(f"{item.position:02} {name}.pdf", paper)
            file.advance(95 * number // len(items))
    return f"Bescheide {timezone.localdate(session.starts_at)}", "application/zip", out.getvalue()


def may_fetch(file, user):
    """Only who still works in the office."""
    return user.has_perm("fund.manage_fund")


def deferral(item, *, day):
    """The letter of an item that was put off, by what the application said and why the board did not decide."""
    facts = notice_facts.of_deferral(item)
    return notice_paper.deferral(item.application, facts, day=day)


def _papers(item, by):
    """The paper of one item with its name; a draft without a PDF is printed and keeps it."""
    if item.state == ItemState.DEFERRED:
        paper = notice_paper.printed([deferral(item, day=timezone.localdate())], title=notice_paper.DEFERRAL)
        yield f"{item.application.number} Zwischennachricht", paper
        return
    rows = Notice.objects.filter(application=item.application, resolution__item=item)
    notice = rows.select_related("remedy", "application__applicant").first()
    if notice is None:
        return
    if notice.state == NoticeState.DRAFT and not notice.sha256:
        notice = print_draft(notice=notice, by=by)
    with notice.pdf.open() as content:
        yield f"{notice.number} {notice.get_kind_display()}".replace(":", ""), content.read()


def _items(session):
    rows = session.items.filter(kind=ItemKind.APPLICATION).exclude(state=ItemState.REMOVED)
    return rows.select_related("application__applicant", "application_version__guideline", "session__board").order_by(
        "position"
    )
