"""From the award to the notice: number, words, PDF, signature of another person, service and remedy; money back."""

import hashlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fund import books
from fund.actions import awards, notices, resolutions
from fund.choices.applications import ApplicationState
from fund.choices.awards import AwardState
from fund.choices.formal_checks import Result
from fund.choices.notices import NoticeKind, NoticeState
from fund.models import Award, Condition, Notice, RemedyText
from herne_integration.models import OutboxMail
from herne_integration.rules import RuleBroken
from tests.fund import make, make_boards

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 invented"


@pytest.fixture
def body(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_boards.remedy()
    return make_boards.body(3)


@pytest.fixture
def signer():
    """Of the office, and without a part in the check."""
    return make.office()


def granted(body, **fields):
    item = make_boards.ready_item(body, **fields)
    return resolutions.pass_resolution(item=item, by=body.office).award


def signed(body, signer, award, **fields):
    notice = notices.draft(application=award.application, by=body.office)
    notices.attach_pdf(notice=notice, content=PDF, by=body.office)
    return notices.sign(notice=notice, by=signer, **fields)


def test_a_grant_goes_from_draft_to_the_applicant(body, signer):
    award = granted(body)
    notice = signed(body, signer, award)
    assert [notice.kind, notice.sha256] == [NoticeKind.GRANT, hashlib.sha256(PDF).hexdigest()]
    with notice.pdf.open() as file:
        assert file.read() == PDF
    assert "1.000,00 EUR" in notice.text
    assert award.resolution.number in notice.text
    assert not Notice.objects.visible_to(make.chair_of(award.application))
    posted = notices.post(notice=notice, by=body.office)
    award.refresh_from_db()
    award.application.refresh_from_db()
    assert [posted.state, award.state] == [NoticeState.POSTED, AwardState.NOTIFIED]
    assert award.application.state == ApplicationState.NOTIFIED
    assert Notice.objects.visible_to(make.chair_of(award.application)).get() == posted
    mail = OutboxMail.objects.get(subject="Nachricht vom Integrationsportal Herne", to=award.application.email)
    assert award.application.title not in mail.body


@pytest.mark.parametrize(
    ("posted_on", "ends_on"),
    [
        (date(2024, 12, 31), date(2025, 2, 3)),
        (date(2025, 1, 2), date(2025, 2, 6)),
        (date(2026, 1, 8), date(2026, 2, 12)),
        (date(2026, 3, 30), date(2026, 5, 4)),
    ],
)
def test_the_days_follow_from_the_day_on_the_envelope(body, signer, posted_on, ends_on):
    at = timezone.make_aware(datetime.combine(posted_on, time(9)))
    notice = signed(body, signer, granted(body), at=at)
    posted = notices.post(notice=notice, by=body.office, posted_on=posted_on)
    assert posted.remedy_ends_on == ends_on


def test_who_checked_formally_does_not_sign(body):
    award = granted(body)
    notice = notices.draft(application=award.application, by=body.office)
    notices.attach_pdf(notice=notice, content=PDF, by=body.office)
    with pytest.raises(RuleBroken, match="formal geprüft"):
        notices.sign(notice=notice, by=body.office)
    stamps = {"state": "signed", "signed_at": timezone.now(), "signed_by": body.office}
    with pytest.raises(IntegrityError, match="fund_notice_not_signed_by_the_checker"), transaction.atomic():
        Notice.objects.update(**stamps)
    with pytest.raises(RuleBroken, match="berechtigt"):
        notices.sign(notice=notice, by=body.seats[0].user)


def test_who_judged_a_single_line_does_not_sign_either(body):
    judge = make.office()
    application = make.decided_formally(by=judge, result=Result.INADMISSIBLE, costs=("900.00",))
    notice = notices.draft(application=application, by=body.office)
    assert notice.kind == NoticeKind.INADMISSIBLE
    assert "Beispielgrund" in notice.text
    notices.attach_pdf(notice=notice, content=PDF, by=body.office)
    with pytest.raises(RuleBroken, match="formal geprüft"):
        notices.sign(notice=notice, by=judge)
    posted = notices.post(notice=notices.sign(notice=notice, by=body.office), by=body.office)
    assert posted.application.state == ApplicationState.INADMISSIBLE
    application.refresh_from_db()
    assert application.state == ApplicationState.NOTIFIED


def test_a_department_gets_an_allocation_without_remedy(body, signer):
    applicant = make.applicant(kind="department")
    award = granted(body, applicant=applicant)
    notice = notices.post(notice=signed(body, signer, award), by=body.office)
    assert [award.kind, notice.kind] == ["allocation", NoticeKind.ALLOCATION]
    assert [notice.remedy, notice.remedy_ends_on] == [None, None]


def test_a_rejection_has_no_award(body, signer):
    item = make_boards.ready_item(body, letters="nnn")
    resolutions.pass_resolution(item=item, by=body.office)
    notice = notices.draft(application=item.application, by=body.office)
    assert [notice.kind, notice.award, notice.resolution.number in notice.text] == [NoticeKind.REJECTION, None, True]


def test_what_is_not_decided_or_told_already_gets_no_notice(body):
    with pytest.raises(RuleBroken, match="noch nichts entschieden"):
        notices.draft(application=make_boards.admissible(body), by=body.office)
    award = granted(body)
    notices.draft(application=award.application, by=body.office)
    with pytest.raises(RuleBroken, match="schon einen Bescheid"):
        notices.draft(application=award.application, by=body.office)


def test_without_a_remedy_text_nothing_leaves_the_house(body):
    RemedyText.objects.all().delete()
    with pytest.raises(RuleBroken, match="Rechtsbehelfsbelehrung"):
        notices.draft(application=granted(body).application, by=body.office)


def test_the_words_change_until_it_is_posted_and_the_signature_falls_with_them(body, signer):
    notice = signed(body, signer, granted(body))
    with pytest.raises(RuleBroken, match="unterschrieben"):
        notices.reword(notice=notice, text="anders", by=body.office)
    with pytest.raises(IntegrityError, match="fund_notice_signed_stays"), transaction.atomic():
        Notice.objects.update(text="anders")
    draft = notices.take_back_signature(notice=notice, by=body.office)
    assert [draft.state, draft.signed_by, draft.sha256] == [NoticeState.DRAFT, None, ""]
    notices.reword(notice=draft, text="anders", by=body.office)
    with pytest.raises(RuleBroken, match="zuerst das PDF"):
        notices.sign(notice=draft, by=signer)


def test_a_posted_notice_never_changes(body, signer):
    notice = notices.post(notice=signed(body, signer, granted(body)), by=body.office)
    for change in (lambda: Notice.objects.update(text="anders"), Notice.objects.all().delete):
        with pytest.raises(IntegrityError, match="fund_notice_posted_never_changes"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="fund_remedy_text_used_stays"), transaction.atomic():
        RemedyText.objects.update(text="anders")
    with pytest.raises(IntegrityError, match="fund_condition_before_the_notice"), transaction.atomic():
        Condition.objects.create(award=notice.award, position=1, text="zu spät")
    with pytest.raises(RuleBroken, match="kann nicht abgesandt werden"):
        notices.post(notice=notice, by=body.office)


def test_a_notice_is_not_posted_tomorrow_or_before_its_signature(body, signer):
    notice = signed(body, signer, granted(body))
    for days in (1, -1):
        with pytest.raises(RuleBroken, match="nach der Unterschrift"):
            notices.post(notice=notice, by=body.office, posted_on=timezone.localdate() + timedelta(days=days))


def test_money_comes_back_in_part_or_as_a_whole(body):
    award = granted(body)
    pot = lambda: books.pot(body.purse.year, body.purse.source)  # noqa: E731
    awards.reduce(award=award, amount=Decimal("0.01"), by=body.office, reason="billiger")
    assert pot().committed == Decimal("999.99")
    with pytest.raises(RuleBroken, match="Bewilligt sind noch 999,99 EUR"):
        awards.reduce(award=award, amount=Decimal("1000.00"), by=body.office, reason="billiger")
    revoked = awards.revoke(award=award, by=body.office, reason="Projekt fällt aus")
    assert [revoked.state, pot().committed] == [AwardState.REVOKED, 0]
    with pytest.raises(RuleBroken, match="zurückgenommen"):
        awards.revoke(award=award, by=body.office, reason="noch einmal")
    with pytest.raises(IntegrityError, match="fund_award_stays"), transaction.atomic():
        Award.objects.update(state="decided", revoked_at=None, revoked_by=None)


def test_an_award_is_what_was_decided(body):
    award = granted(body)
    with pytest.raises(IntegrityError, match="fund_award_stays"), transaction.atomic():
        Award.objects.update(amount=Decimal("2000.00"))
    row = {name: getattr(award, name) for name in ("kind", "application", "budget_year", "source", "decided_at")}
    other = resolutions.pass_resolution(item=make_boards.ready_item(body, letters="nnn"), by=body.office)
    with pytest.raises(IntegrityError, match="fund_award_as_decided"), transaction.atomic():
        Award.objects.create(resolution=other, amount=Decimal(1), decided_by=body.office, **row)


def test_awards_are_seen_by_those_whose_money_it_is_once_they_are_told(body, signer):
    award = granted(body)
    chair, stranger = make.chair_of(award.application), make.applicant().chair
    assert [Award.objects.visible_to(one).count() for one in (body.office, chair, stranger)] == [1, 0, 0]
    notices.post(notice=signed(body, signer, award), by=body.office)
    assert [Award.objects.visible_to(one).count() for one in (chair, stranger)] == [1, 0]
