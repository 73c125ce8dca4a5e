"""Submitting: the closing second, numbers without gaps, what is frozen, and what the database refuses."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from fund import canonical
from fund.actions import applications, attachments, drafts, items, numbers, submissions
from fund.choices.applications import Topic
from fund.models import Application, ApplicationVersion, NumberSeries
from herne_integration.models import OutboxMail
from herne_integration.rules import RuleBroken
from tests.fund import make
from tests.threads import race

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
CLOSES = datetime(2026, 3, 31, 23, 59, 59, tzinfo=BERLIN)


def submit(draft, *, by=None, at=None, **more):
    return submissions.submit(application=draft, by=by or draft.applicant.chair, at=at, **{"is_declared": True} | more)


def closing_round():
    return make.a_round(opens_at=CLOSES - timedelta(days=30), closes_at=CLOSES, name="Frühjahr")


def test_what_comes_in_is_frozen_sealed_and_receipted():
    draft = make.draft(costs=["800.00", "400.00"], own="200.00")
    version = submit(draft)
    make.anew(draft)
    year = timezone.localdate().year
    assert (draft.state, draft.number) == ("submitted", f"VF-{year}-0001")
    assert (version.number, version.amount_requested) == (1, Decimal("1000.00"))
    assert (version.guideline, version.submitted_by) == (draft.round.guideline, draft.applicant.chair)
    version.refresh_from_db()
    assert version.sha256 == canonical.sha256(version.content)
    assert submissions.is_unchanged(version)
    mail = OutboxMail.objects.get()
    assert draft.number in mail.subject
    assert version.sha256 in mail.body


@pytest.mark.parametrize(
    ("at", "is_taken"),
    [
        (CLOSES - timedelta(seconds=1), True),
        (CLOSES, True),
        (CLOSES + timedelta(microseconds=999_999), True),
        (CLOSES + timedelta(seconds=1), False),
        (CLOSES - timedelta(days=30), True),
        (CLOSES - timedelta(days=30, microseconds=1), False),
    ],
)
def test_the_closing_second_counts_to_its_end_and_no_longer(at, is_taken):
    draft = make.draft(in_round=closing_round())
    if is_taken:
        assert submit(draft, at=at).submitted_at == at
    else:
        with pytest.raises(RuleBroken, match="Ihr Entwurf bleibt gespeichert"):
            submit(draft, at=at)
    draft.refresh_from_db()
    assert draft.state == ("submitted" if is_taken else "draft")


def test_who_is_late_reads_which_round_is_next_and_moves_there():
    draft = make.draft(in_round=closing_round())
    opens, late = datetime(2026, 5, 1, 8, tzinfo=BERLIN), CLOSES + timedelta(seconds=1)
    following = make.a_round(
        guideline=draft.round.guideline, opens_at=opens, closes_at=opens + timedelta(days=20), name="Sommer"
    )
    with pytest.raises(RuleBroken) as refused:
        submit(draft, at=late)
    assert refused.value.sentence == (
        "Die Runde „Frühjahr“ ist seit 31.03.2026, 23:59:59 Uhr geschlossen. Ihr Entwurf bleibt gespeichert. "
        "Die nächste Runde „Sommer“ läuft von 01.05.2026, 08:00:00 Uhr bis 21.05.2026, 08:00:00 Uhr: "
        "Verschieben Sie Ihren Entwurf dorthin."
    )
    drafts.move_to_round(application=draft, to_round=following, by=draft.applicant.lead, at=late)
    assert submit(draft, at=opens).round == following


def test_the_database_keeps_the_closing_second_too():
    sent = make.draft(in_round=closing_round())
    Application.objects.filter(pk=sent.pk).update(number="VF-2026-0007", state="submitted")
    sent.refresh_from_db()
    with pytest.raises(IntegrityError, match="fund_application_version_in_time"), transaction.atomic():
        submissions.freeze(sent, by=make.chair_of(sent), at=CLOSES + timedelta(seconds=1))
    assert submissions.freeze(sent, by=make.chair_of(sent), at=CLOSES)


def test_only_the_chair_signs():
    draft = make.draft()
    for other in (draft.applicant.lead, draft.applicant.treasurer, make.somebody(), make.office()):
        with pytest.raises(RuleBroken, match="vertritt und unterschreibt"):
            submit(draft, by=other)


def test_nothing_is_sent_without_declaration_applicant_or_what_is_missing():
    draft = make.draft(title="", short_notice="")
    with pytest.raises(RuleBroken, match="bestätigen Sie die Erklärung"):
        submit(draft, is_declared=False)
    with pytest.raises(RuleBroken) as refused:
        submit(draft)
    assert refused.value.sentence == (
        "Der Antrag ist noch nicht vollständig: Der Titel des Projekts fehlt. "
        "Es fehlt, warum das Projekt kurzfristig nötig ist."
    )
    nobody = make.draft(of=False)
    with pytest.raises(RuleBroken, match="braucht der Antrag einen Antragsteller"):
        submit(nobody, by=make.somebody())


def test_plans_have_to_add_up():
    draft = make.draft(costs=["1000.00"], own="200.00", amount_requested=Decimal("700.00"))
    assert [one.sentence for one in submissions.missing(draft)] == [
        "Die Kosten betragen 1.000,00 EUR, die Finanzierung 900,00 EUR: Es fehlen 100,00 EUR."
    ]


def test_an_association_has_to_attach_what_the_guideline_asks_for():
    draft = make.draft(of=make.applicant(kind="association"), costs=["1000.01"], own="0.01")
    lacks = submissions.missing(draft)
    assert [one.part for one in lacks] == ["document:satzung", "document:registerauszug", "document:angebote"]
    assert {one.topic for one in lacks} == {Topic.DOCUMENTS}
    attached = [
        attachments.attach(application=draft, document=key, upload=make.upload(), by=draft.applicant.lead)
        for key in ("satzung", "registerauszug", "angebote")
    ]
    version = submit(draft)
    assert [one["sha256"] for one in version.content["documents"]["satzung"]] == [attached[0].file.sha256]


def test_a_second_click_is_told_the_number():
    draft = make.draft()
    submit(draft)
    with pytest.raises(RuleBroken, match=r"schon eingegangen: Nummer VF-\d{4}-0001"):
        submit(draft)
    assert ApplicationVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_clicks_at_once_make_one_application():
    draft = make.draft()
    results = race(lambda _number: submit(draft), 8)
    assert sorted(type(one).__name__ for one in results) == ["ApplicationVersion"] + ["RuleBroken"] * 7
    assert ApplicationVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_when_many_come_in_at_once_and_some_are_refused():
    aimed = make.a_round()
    sent = [make.draft(in_round=aimed, title="" if number % 3 == 2 else "Projekt") for number in range(12)]
    results = race(lambda number: submit(sent[number]), 12)
    assert sum(isinstance(one, ApplicationVersion) for one in results) == 8
    given = sorted(Application.objects.submitted().values_list("number", flat=True))
    year = timezone.localdate().year
    assert given == [f"VF-{year}-{number:04}" for number in range(1, 9)]


def test_a_number_taken_back_leaves_no_gap():
    with transaction.atomic():
        assert numbers.take(prefix="VF", year=2031) == "VF-2031-0001"
        transaction.set_rollback(True)
    assert numbers.take(prefix="VF", year=2031) == "VF-2031-0001"
    assert numbers.take(prefix="ZB", year=2031) == "ZB-2031-0001"
    NumberSeries.objects.filter(prefix="VF", year=2031).update(last=9999)
    with pytest.raises(ValueError, match="full"):
        numbers.take(prefix="VF", year=2031)


def test_a_submitted_version_never_changes():
    version = make.submitted().latest_version
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        ApplicationVersion.objects.filter(pk=version.pk).update(amount_requested=1)


@pytest.mark.owner
@pytest.mark.parametrize(
    "statement", ["UPDATE fund_applicationversion SET amount_requested = 1", "DELETE FROM fund_applicationversion"]
)
def test_not_even_its_owner_changes_or_deletes_a_submitted_version(statement):
    version = make.submitted().latest_version
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = 'fund_applicationversion:fund_application_version_guard'")
    with pytest.raises(IntegrityError, match="fund_application_version_stays"), transaction.atomic():
        connection.cursor().execute(statement)
    assert submissions.is_unchanged(ApplicationVersion.objects.get(pk=version.pk))


def test_versions_follow_each_other():
    sent = make.submitted()
    first = sent.latest_version
    values = {
        field.attname: getattr(first, field.attname)
        for field in ApplicationVersion._meta.fields
        if field.name not in ("id", "number")
    }
    with pytest.raises(IntegrityError, match="fund_application_version_follows_the_last"), transaction.atomic():
        ApplicationVersion.objects.create(number=3, **values)


def test_what_was_submitted_is_not_edited_any_more():
    sent = make.submitted()
    with pytest.raises(RuleBroken, match="ist eingegangen und lässt sich nicht mehr ändern"):
        items.add_cost(application=sent, category="material", label="x", amount=Decimal(1), by=sent.applicant.lead)
    with pytest.raises(RuleBroken, match="lässt sich nicht mehr ändern"):
        attachments.attach(application=sent, document="konzept", upload=make.upload(), by=sent.applicant.lead)
    sent.title, sent.version = "Neu", sent.version + 1
    with pytest.raises(RuleBroken, match="lässt sich nicht mehr ändern"):
        applications.save_topic(application=sent, topic=Topic.PROJECT, by=sent.applicant.lead)
