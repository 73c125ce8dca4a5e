"""The formal check, what is asked for later, and what departments say."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fund import content
from fund.actions import applicants, applications, attachments, formal_checks, items, opinions, submissions, supplements
from fund.choices.applications import Topic
from fund.choices.formal_checks import Finding, Result, Stance, Verdict
from fund.models import Application, FormalCheck, Opinion, Supplement
from herne_integration.models import OutboxMail, StoredFile
from herne_integration.rules import RuleBroken
from tests.fund import make

pytestmark = pytest.mark.django_db


def edit(application, topic, **values):
    make.anew(application)
    for name, value in values.items():
        setattr(application, name, value)
    application.version += 1
    return applications.save_topic(application=application, topic=topic, by=application.applicant.lead)


def answer(sent, **more):
    values = {"supplement": sent.supplement, "by": make.chair_of(sent), "is_declared": True}
    return supplements.answer(**values | more)


def test_a_check_has_the_lines_of_the_versions_own_guideline():
    rule = make.guideline(max_per_application="500.00")
    sent = make.in_check(in_round=make.a_round(guideline=rule))
    lines = {line.key: line for line in sent.check.lines.all()}
    assert lines["max_per_application"].finding == Finding.UNMET
    assert "500,00 EUR" in lines["max_per_application"].sentence
    assert lines["new_approach"].finding == Finding.OPEN
    assert [line.position for line in sent.check.lines.all()] == list(range(1, len(lines) + 1))


def test_a_check_is_started_once_and_not_by_somebody_of_the_team():
    sent, clerk = make.submitted(), make.office()
    member = make.office()
    applicants.join(applicant=sent.applicant, user=member, role="treasurer", by=sent.applicant.chair)
    with pytest.raises(RuleBroken, match="gehört, bearbeitet dessen Antrag nicht"):
        formal_checks.start(application=sent, by=member)
    formal_checks.start(application=sent, by=clerk)
    with pytest.raises(RuleBroken, match="schon geprüft"):
        formal_checks.start(application=sent, by=clerk)


def test_admissible_is_what_was_judged_line_by_line():
    clerk = make.office()
    sent = make.in_check(by=clerk)
    with pytest.raises(RuleBroken, match="Noch nicht geprüft"):
        formal_checks.decide(check=sent.check, result=Result.ADMISSIBLE, by=clerk)
    first, *others = sent.check.lines.all()
    formal_checks.judge(line=first, verdict=Verdict.UNMET, note="nein", by=clerk)
    for line in others:
        formal_checks.judge(line=line, verdict=Verdict.MET, by=clerk)
    with pytest.raises(RuleBroken, match="Nicht erfüllt"):
        formal_checks.decide(check=sent.check, result=Result.ADMISSIBLE, by=clerk)
    formal_checks.judge(line=first, verdict=Verdict.NOT_NEEDED, by=clerk)
    formal_checks.decide(check=sent.check, result=Result.ADMISSIBLE, by=clerk)
    make.anew(sent)
    assert sent.state == "admissible"
    with pytest.raises(RuleBroken, match="schon abgeschlossen"):
        formal_checks.judge(line=first, verdict=Verdict.MET, by=clerk)


def test_inadmissible_needs_a_reason():
    sent, clerk = make.in_check(), make.office()
    with pytest.raises(RuleBroken, match="nennt den Grund"):
        formal_checks.decide(check=sent.check, result=Result.INADMISSIBLE, reason="  ", by=clerk)
    formal_checks.decide(check=sent.check, result=Result.INADMISSIBLE, reason="Zu spät begonnen.", by=clerk)
    make.anew(sent)
    assert sent.state == "inadmissible"


def test_the_database_keeps_a_decided_check_its_lines_and_a_given_opinion():
    sent = make.decided_formally()
    opinion = opinions.ask(
        application=sent,
        department_text="Gesundheit",
        question="Sinnvoll?",
        due_on=timezone.localdate(),
        by=make.office(),
    )
    opinions.give(opinion=opinion, stance=Stance.FAVOURS, text="Ja.", by=make.office())
    for rows, values in (
        (FormalCheck.objects.all(), {"reason": "anders"}),
        (sent.check.lines.all(), {"note": "anders"}),
        (Opinion.objects.all(), {"text": "anders"}),
    ):
        with pytest.raises(IntegrityError, match="fund_settled_stays"), transaction.atomic():
            rows.update(**values)


def test_only_what_is_asked_for_unlocks():
    sent = make.asked(unlocks=["summary", "costs", "document:konzept"])
    lead = sent.applicant.lead
    with pytest.raises(RuleBroken, match="Nach diesem Teil ist nicht gefragt"):
        edit(sent, Topic.PROJECT, title="Anderer Titel")
    with pytest.raises(RuleBroken, match="Nach diesem Teil ist nicht gefragt"):
        items.add_financing(application=sent, kind="own", label="x", amount=Decimal(1), by=lead)
    with pytest.raises(RuleBroken, match="Nach diesem Teil ist nicht gefragt"):
        attachments.attach(application=sent, document="satzung", upload=make.upload(), by=lead)
    edit(sent, Topic.PROJECT, summary="Genauer beschrieben.")
    attachments.attach(application=sent, document="konzept", upload=make.upload(), by=lead)
    version = answer(sent)
    make.anew(sent)
    assert (version.number, sent.state, version.supplement) == (2, "formal_check", sent.supplement)
    assert version.content["answers"]["summary"] == "Genauer beschrieben."
    assert list(version.content["documents"]) == ["konzept"]
    first = sent.versions.get(number=1)
    assert first.content["documents"] == {}
    assert submissions.is_unchanged(first)


def test_the_database_lets_a_later_version_differ_only_in_what_was_asked_for():
    sent = make.asked(unlocks=["summary"])
    Application.objects.filter(pk=sent.pk).update(summary="Neu", title="Heimlich")
    make.anew(sent)
    values = {"by": make.chair_of(sent), "at": timezone.now(), "supplement": sent.supplement}
    with pytest.raises(IntegrityError, match="fund_application_version_only_what_was_asked"), transaction.atomic():
        submissions.freeze(sent, **values)
    make.cost(sent, amount="5.00")
    Application.objects.filter(pk=sent.pk).update(title=sent.versions.get().content["answers"]["title"])
    make.anew(sent)
    with pytest.raises(IntegrityError, match="fund_application_version_only_what_was_asked"), transaction.atomic():
        submissions.freeze(sent, **values)
    sent.costs.filter(amount="5.00").delete()
    assert submissions.freeze(sent, **values).number == 2


def test_an_answer_that_changes_nothing_is_none():
    with pytest.raises(RuleBroken, match="noch nichts von dem geändert"):
        answer(make.asked())


def test_the_day_it_is_due_counts_to_its_end_and_can_be_extended():
    sent, clerk = make.asked(days=3), make.office()
    edit(sent, Topic.PROJECT, summary="Neu")
    late = timezone.now() + timedelta(days=4)
    with pytest.raises(RuleBroken, match="abgelaufen"):
        answer(sent, at=late)
    with pytest.raises(RuleBroken, match="nach der bisherigen Frist"):
        supplements.extend(supplement=sent.supplement, due_on=sent.supplement.due_on, by=clerk)
    supplements.extend(supplement=sent.supplement, due_on=timezone.localdate() + timedelta(days=4), by=clerk)
    assert answer(sent, at=late).number == 2
    with pytest.raises(RuleBroken, match="schon erledigt"):
        answer(sent)


def test_after_the_due_day_nothing_may_be_written():
    sent = make.asked(days=3)
    sent.summary, sent.version = "Neu", sent.version + 1
    with pytest.raises(RuleBroken, match="abgelaufen"):
        applications.save_topic(
            application=sent,
            topic=Topic.PROJECT,
            by=sent.applicant.lead,
            day=timezone.localdate() + timedelta(days=4),
        )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"unlocks": ["number"]}, "Danach lässt sich nicht fragen"),
        ({"unlocks": ["document:steuererklaerung"]}, "Danach lässt sich nicht fragen"),
        ({"unlocks": []}, "nennt mindestens ein Feld"),
        ({"request": " "}, "sagt, was fehlt"),
        ({"due_on": timezone.localdate()}, "liegt in der Zukunft"),
    ],
)
def test_what_cannot_be_asked_for(values, sentence):
    sent = make.in_check()
    defaults = {"unlocks": ["summary"], "request": "Bitte", "due_on": timezone.localdate() + timedelta(days=9)}
    with pytest.raises(RuleBroken, match=sentence):
        supplements.ask(application=sent, by=make.office(), **defaults | values)


def test_closing_without_an_answer_puts_everything_back():
    sent = make.asked(unlocks=["summary", "costs", "document:konzept", "starts_on", "field_of_action"])
    frozen = sent.latest_version.content
    edit(sent, Topic.PROJECT, summary="Nie abgeschickt")
    items.remove(item=sent.costs.first(), by=sent.applicant.lead)
    added = attachments.attach(application=sent, document="konzept", upload=make.upload(), by=sent.applicant.lead)
    supplements.close(supplement=sent.supplement, by=make.office())
    sent = Application.objects.get(pk=sent.pk)
    assert sent.state == "formal_check"
    assert content.of(sent) == frozen
    added.refresh_from_db()
    assert added.removed_at is not None


def test_a_file_that_was_submitted_outlives_its_removal():
    club = make.applicant()
    draft = make.draft(of=club)
    attached = attachments.attach(application=draft, document="konzept", upload=make.upload(), by=club.lead)
    submissions.submit(application=draft, by=club.chair, is_declared=True)
    clerk = make.office()
    formal_checks.start(application=draft, by=clerk)
    made = supplements.ask(
        application=draft,
        unlocks=["document:konzept"],
        request="Bitte lesbar",
        due_on=timezone.localdate() + timedelta(days=9),
        by=clerk,
    )
    attachments.detach(attached=attached, by=club.lead)
    attachments.attach(application=draft, document="konzept", upload=make.upload("neu.jpg"), by=club.lead)
    second = supplements.answer(supplement=made, by=club.chair, is_declared=True)
    assert [one["name"] for one in second.content["documents"]["konzept"]] == ["neu.jpg"]
    assert StoredFile.objects.filter(pk=attached.file_id).exists()
    assert attachments.owned_files([attached.file_id]) == {attached.file_id}


def test_a_verdict_holds_where_nothing_has_changed():
    clerk = make.office()
    sent = make.in_check(by=clerk)
    for line in sent.check.lines.all():
        formal_checks.judge(line=line, verdict=Verdict.MET, note="gelesen", by=clerk)
    sent.supplement = supplements.ask(
        application=sent,
        unlocks=["new_approach"],
        request="Was ist neu?",
        due_on=timezone.localdate() + timedelta(days=9),
        by=clerk,
    )
    edit(sent, Topic.CRITERIA, new_approach="Das gab es noch nicht.")
    answer(sent)
    second = formal_checks.start(application=sent, by=make.office())
    assert [line.key for line in second.lines.filter(verdict="")] == ["new_approach"]
    assert second.lines.get(key="short_notice").judged_by == clerk
    with pytest.raises(RuleBroken, match="zuletzt eingereichte"):
        formal_checks.judge(line=sent.check.lines.first(), verdict=Verdict.MET, by=clerk)


def test_there_is_one_request_at_a_time():
    sent = make.asked()
    with pytest.raises(IntegrityError, match="fund_supplement_one_at_a_time"), transaction.atomic():
        Supplement.objects.create(
            application=sent,
            version_asked=sent.latest_version,
            unlocks=["title"],
            request="x",
            due_on=timezone.localdate(),
            asked_at=timezone.now(),
            asked_by=make.office(),
        )


def test_whoever_is_asked_says_what_a_department_thinks_and_it_stays():
    sent, expert, clerk = make.submitted(), make.somebody("Fachbereich"), make.office()
    opinion = opinions.ask(
        application=sent,
        department_text="Fachbereich Gesundheit",
        expert=expert,
        question="Wird das gebraucht?",
        due_on=timezone.localdate() + timedelta(days=9),
        by=clerk,
    )
    assert OutboxMail.objects.filter(to=expert.email).count() == 1
    assert list(Opinion.objects.visible_to(expert)) == [opinion]
    assert list(Application.objects.visible_to(expert)) == [sent]
    with pytest.raises(RuleBroken, match="nicht gebeten"):
        opinions.give(opinion=opinion, stance=Stance.FAVOURS, text="Ja", by=make.somebody())
    with pytest.raises(RuleBroken, match="gehört eine Begründung"):
        opinions.give(opinion=opinion, stance=Stance.OPPOSES, text=" ", by=expert)
    assert opinions.give(opinion=opinion, stance=Stance.FAVOURS, text="Ja.", by=expert).given_by == expert
    with pytest.raises(RuleBroken, match="schon abgegeben"):
        opinions.give(opinion=opinion, stance=Stance.OPPOSES, text="Nein.", by=expert)


def test_nobody_of_the_team_is_asked_about_her_own_application():
    sent = make.submitted()
    with pytest.raises(RuleBroken, match="nimmt zu dessen Antrag nicht Stellung"):
        opinions.ask(
            application=sent,
            department_text="x",
            expert=sent.applicant.lead,
            question="?",
            due_on=timezone.localdate(),
            by=make.office(),
        )
