"""Notices: drafted from the decision, made a PDF, signed by somebody who did not check formally, posted."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from fund import notice_blocks, notice_facts, service_days
from fund.actions import doors, numbers, office, states
from fund.choices.applications import DECIDED, ApplicationState
from fund.choices.awards import AwardState
from fund.choices.notices import INTERNAL, NEXT_STATES, NoticeKind, NoticeState
from fund.models import Award, CheckLine, FormalCheck, Notice, RemedyText, Resolution
from herne_integration import mail
from herne_integration.rules import RuleBroken

PREFIX = "VB"
NO_DECISION = "Zu diesem Antrag ist noch nichts entschieden."
NO_REMEDY = "Es gibt keine Rechtsbehelfsbelehrung, die an diesem Tag gilt."
CHECKED = "Wer einen Antrag formal geprüft hat, unterschreibt seinen Bescheid nicht."
SIGNERS_ONLY = "Bescheide unterschreibt, wer dazu berechtigt ist."
CHANGED_MEANWHILE = "Jemand hat in der Zwischenzeit gespeichert. Bitte vergleichen Sie beide Fassungen."
IMPOSSIBLE = "Dieser Bescheid ist {state} und kann nicht {next} werden."


@transaction.atomic
def draft(*, application, by, at=None):
    """The notice that follows from the decision, with its number and words. Returns the `Notice`.

    A department of the city gets an internal letter without remedy text.
    """
    office.require(by)
    application, at = doors.locked(application), at or timezone.now()
    doors.require_office(application, by)
    if application.state not in DECIDED:
        raise RuleBroken(NO_DECISION)
    if application.notices.exists():
        raise RuleBroken("Zu diesem Antrag gibt es schon einen Bescheid.")
    resolution = None
    if application.state != ApplicationState.INADMISSIBLE:
        resolution = Resolution.objects.filter(item__application=application).order_by("-passed_at").first()
    award = Award.objects.standing().filter(application=application).first()
    kind = kind_of(application)
    return Notice.objects.create(
        number=numbers.take(prefix=PREFIX, year=timezone.localdate(at).year),
        kind=kind,
        application=application,
        resolution=resolution,
        award=award,
        remedy=None if kind in INTERNAL else _remedy(timezone.localdate(at)),
        text=notice_facts.compose(kind=kind, application=application, resolution=resolution, award=award),
        drafted_at=at,
        drafted_by=by,
    )


@transaction.atomic
def reword(*, notice, text, by, version=None):
    """Another wording of a draft; its PDF, if there was one, has to be made anew. `version`: the one that was read."""
    office.require(by)
    notice = _draft(notice)
    if version is not None and notice.version != version:
        raise RuleBroken(CHANGED_MEANWHILE)
    if not text.strip():
        raise RuleBroken("Ein Bescheid hat einen Wortlaut.")
    notice.text, notice.pdf, notice.sha256 = text, "", ""
    return _saved(notice, "text", "pdf", "sha256")


@transaction.atomic
def attach_pdf(*, notice, content, by):
    """Keeps the printed notice (bytes) with its checksum: what is signed and posted is this file."""
    office.require(by)
    notice = _draft(notice)
    if not content.startswith(b"%PDF"):
        raise RuleBroken("Das ist kein PDF.")
    notice.pdf.save("", ContentFile(content), save=False)
    notice.sha256 = hashlib.sha256(content).hexdigest()
    return _saved(notice, "pdf", "sha256")


@transaction.atomic
def sign(*, notice, by, at=None):
    """Signs the PDF: a person with that right who neither opened, judged nor decided the formal check."""
    notice = _locked(notice)
    if not by.has_perm("fund.sign_notice"):
        raise RuleBroken(SIGNERS_ONLY)
    if has_checked(by, notice.application):
        raise RuleBroken(CHECKED)
    doors.require_office(notice.application, by)
    _require(notice, NoticeState.SIGNED)
    if not notice.sha256:
        raise RuleBroken("Erstellen Sie zuerst das PDF.")
    notice.state, notice.signed_at, notice.signed_by = NoticeState.SIGNED, at or timezone.now(), by
    return _saved(notice, "state", "signed_at", "signed_by")


@transaction.atomic
def take_back_signature(*, notice, by):
    """Back to draft, because the words have to change; only before it is posted."""
    office.require(by)
    notice = _locked(notice)
    _require(notice, NoticeState.DRAFT)
    notice.state, notice.signed_at, notice.signed_by = NoticeState.DRAFT, None, None
    notice.pdf, notice.sha256 = "", ""
    return _saved(notice, "state", "signed_at", "signed_by", "pdf", "sha256")


@transaction.atomic
def post(*, notice, by, posted_on=None, at=None):
    """Posts a signed notice; the days of service and remedy follow from the day on the envelope.

    The application is notified, the award too, and the applicant learns by mail that there is news.
    """
    office.require(by)
    application = doors.locked(notice.application)
    notice, at = _locked(notice), at or timezone.now()
    _require(notice, NoticeState.POSTED)
    posted_on = posted_on or timezone.localdate(at)
    if posted_on > timezone.localdate() or posted_on < timezone.localdate(notice.signed_at):
        raise RuleBroken("Zur Post geht ein Bescheid nach der Unterschrift und nicht in der Zukunft.")
    notice.state, notice.posted_at, notice.posted_by, notice.posted_on = NoticeState.POSTED, at, by, posted_on
    notice.served_on = service_days.deemed_served(posted_on)
    if notice.remedy:
        notice.remedy_ends_on = service_days.remedy_ends(notice.served_on, months=notice.remedy.months)
    _saved(notice, "state", "posted_at", "posted_by", "posted_on", "served_on", "remedy_ends_on")
    states.move(application, ApplicationState.NOTIFIED, at=at)
    if notice.award_id:
        award = Award.objects.select_for_update(of=("self",), no_key=True).get(pk=notice.award_id)
        award.state, award.notified_at, award.notified_by = AwardState.NOTIFIED, at, by
        award.version += 1
        award.save(update_fields=["state", "notified_at", "notified_by", "version"])
    if application.email:
        mail.queue("fund/mail/decided.txt", {"application": application}, to=application.email)
    return notice


@transaction.atomic
def enter_remedy_text(*, text, valid_from, by, months=1, source="", is_reviewed=False):
    """A new version of the remedy text; a used one stays as it is. Returns the `RemedyText`."""
    office.require(by)
    latest = RemedyText.objects.select_for_update().order_by("-number").first()
    return RemedyText.objects.create(
        number=latest.number + 1 if latest else 1,
        text=text,
        valid_from=valid_from,
        months=months,
        source=source,
        is_reviewed=is_reviewed,
        entered_at=timezone.now(),
        entered_by=by,
    )


def lacks(notice):
    """What should be known before a notice goes out and is not, a German word each; for the page of a draft."""
    found = notice_facts.facts(application=notice.application, resolution=notice.resolution, award=notice.award)
    lacking = notice_blocks.lacks(notice.kind, found)
    has_address = notice.kind in INTERNAL or notice.application.applicant_street
    return lacking if has_address else [*lacking, "Anschrift"]


def kind_of(application):
    """Which notice a decided application gets."""
    is_city = application.applicant.is_city
    if application.state == ApplicationState.INADMISSIBLE:
        return NoticeKind.INTERNAL_REJECTION if is_city else NoticeKind.INADMISSIBLE
    if application.state == ApplicationState.REJECTED:
        return NoticeKind.INTERNAL_REJECTION if is_city else NoticeKind.REJECTION
    if is_city:
        return NoticeKind.ALLOCATION
    with_conditions = application.state == ApplicationState.APPROVED_WITH_CONDITIONS
    return NoticeKind.GRANT_WITH_CONDITIONS if with_conditions else NoticeKind.GRANT


def has_checked(user, application):
    """Whether somebody took part in the formal check of any version: then she does not sign."""
    checks = FormalCheck.objects.filter(version__application=application)
    if any(user.pk in (check.opened_by_id, check.decided_by_id) for check in checks):
        return True
    return CheckLine.objects.filter(check_of__in=checks, judged_by=user).exists()


def _remedy(day):
    remedy = RemedyText.objects.valid_on(day).first()
    if remedy is None:
        raise RuleBroken(NO_REMEDY)
    return remedy


def _locked(notice):
    rows = Notice.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("application__applicant", "remedy").get(pk=notice.pk)


def _draft(notice):
    notice = _locked(notice)
    if notice.state != NoticeState.DRAFT:
        raise RuleBroken(IMPOSSIBLE.format(state=notice.get_state_display(), next="geändert"))
    return notice


def _require(notice, state):
    if state not in NEXT_STATES[NoticeState(notice.state)]:
        raise RuleBroken(IMPOSSIBLE.format(state=notice.get_state_display(), next=NoticeState(state).label))


def _saved(notice, *names):
    notice.version += 1
    notice.save(update_fields=[*names, "version"])
    return notice
