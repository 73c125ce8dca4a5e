"""Beginning, resuming, claiming, moving and forgetting a draft."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from fund.actions import attachments, drafts
from fund.models import Application, ResumeLink
from herne_integration.models import OutboxMail, StoredFile
from herne_integration.purging import purge_all
from herne_integration.rules import RuleBroken
from tests.fund import make

pytestmark = pytest.mark.django_db


def token_of(mail):
    return re.search(r"/fonds/weiter/([^/]+)/", mail.body)[1]


def test_somebody_without_an_account_begins_and_gets_a_link_by_mail():
    aimed = make.a_round()
    application, key = drafts.begin(fund=aimed.fund, email=" Kasse@Verein.example ")
    assert (application.email, application.owner, application.round) == ("kasse@verein.example", None, aimed)
    assert list(Application.objects.visible_to(make.somebody(), keys=[key])) == [application]
    mail = OutboxMail.objects.get()
    assert mail.to == "kasse@verein.example"
    assert token_of(mail) not in {link.token_hash for link in ResumeLink.objects.all()}


def test_a_link_is_good_once_and_opens_the_draft_on_another_device():
    application, first = drafts.begin(fund=make.a_round().fund, email="kasse@verein.example")
    found, key = drafts.exchange(token=token_of(OutboxMail.objects.get()))
    assert found == application
    assert key != first
    anonymous = make.somebody()
    assert list(Application.objects.visible_to(anonymous, keys=[key])) == [application]
    with pytest.raises(RuleBroken, match="gilt nicht mehr"):
        drafts.exchange(token=token_of(OutboxMail.objects.get()))


@pytest.mark.parametrize(("days", "is_good"), [(6, True), (8, False)])
def test_a_link_runs_out(days, is_good):
    drafts.begin(fund=make.a_round().fund, email="kasse@verein.example")
    token = token_of(OutboxMail.objects.get())
    later = timezone.now() + timedelta(days=days)
    if is_good:
        assert drafts.exchange(token=token, at=later)
    else:
        with pytest.raises(RuleBroken, match="gilt nicht mehr"):
            drafts.exchange(token=token, at=later)


def test_a_session_runs_out():
    application, key = drafts.begin(fund=make.a_round().fund, email="kasse@verein.example")
    ResumeLink.objects.exclude(session_hash="").update(expires_at=timezone.now())
    assert list(Application.objects.visible_to(make.somebody(), keys=[key])) == []
    with pytest.raises(RuleBroken, match="nur jemand, der an diesem Antrag schreibt"):
        drafts.discard(application=application, key=key)


@pytest.mark.parametrize("address", ["", "kein", "a@b", "a@b.de\nBcc: x@y.de", "ü@ü.", "x" * 300 + "@example.org"])
def test_what_is_no_address_is_refused(address):
    aimed = make.a_round()
    with pytest.raises(RuleBroken, match="keine E-Mail-Adresse"):
        drafts.begin(fund=aimed.fund, email=address)
    assert not Application.objects.exists()


def test_without_a_round_nobody_begins():
    with pytest.raises(RuleBroken, match="keine Antragsrunde geplant"):
        drafts.begin(fund=make.pot(), email="kasse@verein.example")


def test_a_draft_aims_at_the_round_that_closes_next():
    soon = make.a_round(opens=5, closes=9)
    make.a_round(guideline=soon.guideline, opens=30, closes=40)
    make.a_round(guideline=soon.guideline, opens=-9, closes=-2)
    assert drafts.begin(fund=soon.fund, by=make.somebody())[0].round == soon


def test_who_asks_again_gets_a_handful_of_links_and_no_more():
    application, _key = drafts.begin(fund=make.a_round().fund, email="kasse@verein.example")
    sent = [drafts.send_links(email="KASSE@verein.example") for _click in range(10)]
    assert sum(sent) == drafts.LINKS_A_DAY - 2
    assert drafts.send_links(email="andere@verein.example") == 0
    assert application.resume_links.count() == drafts.LINKS_A_DAY


def test_who_has_confirmed_the_address_takes_the_draft_over_and_old_devices_end():
    application = make.draft(of=False, email="kasse@verein.example")
    owner = make.person("Kim Kasse", email="kasse@verein.example")
    assert list(drafts.claimable_by(owner)) == [application]
    assert drafts.claim(application=application, by=owner).owner == owner
    assert drafts.claim(application=application, by=owner).owner == owner
    assert not application.resume_links.exists()
    assert list(Application.objects.visible_to(make.somebody(), keys=[application.key])) == []


def test_nobody_else_takes_a_draft_over():
    application = make.draft(of=False, email="kasse@verein.example")
    unproven = make.person("Uwe Unbestätigt", email="x@example.org")
    unproven.email = "kasse@verein.example"
    unproven.save()
    for stranger in (make.somebody(), unproven):
        with pytest.raises(RuleBroken, match="dieselbe Adresse"):
            drafts.claim(application=application, by=stranger)
    other = make.draft()
    with pytest.raises(RuleBroken, match="gehört schon"):
        drafts.claim(application=other, by=make.somebody())


def test_a_draft_moves_to_the_next_round_and_to_no_other():
    application = make.draft()
    following = make.a_round(guideline=application.round.guideline, opens=30, closes=40)
    past = make.a_round(guideline=application.round.guideline, opens=-40, closes=-30)
    foreign = make.a_round()
    moved = drafts.move_to_round(application=application, to_round=following, by=application.applicant.lead)
    assert (moved.round, moved.version) == (following, 2)
    for other in (past, foreign):
        with pytest.raises(RuleBroken, match="nimmt keine Anträge mehr an"):
            drafts.move_to_round(application=application, to_round=other, by=application.applicant.lead)


def test_a_discarded_draft_is_gone_with_its_files():
    application = make.draft(of=False)
    attachments.attach(application=application, document="konzept", upload=make.upload(), key=application.key)
    drafts.discard(application=application, key=application.key)
    assert not Application.objects.exists()
    assert not StoredFile.objects.exists()


def test_what_was_submitted_is_not_discarded():
    sent = make.submitted()
    with pytest.raises(RuleBroken, match="zurückgezogen, nicht gelöscht"):
        drafts.discard(application=sent, by=make.chair_of(sent))


def test_abandoned_drafts_and_dead_links_go_and_leave_no_history():
    old, kept, owned = make.draft(of=False), make.draft(of=False), make.draft()
    long_ago = timezone.localdate() - drafts.ABANDONED - timedelta(days=2)
    Application.objects.filter(pk__in=[old.pk, owned.pk]).update(touched_on=long_ago)
    kept.resume_links.update(expires_at=timezone.now() - timedelta(hours=1))
    purge_all()
    assert set(Application.objects.all()) == {kept, owned}
    assert not ResumeLink.objects.exists()
    events = Application.pgh_event_model.objects
    assert not events.filter(pgh_obj_id=old.pk).exists()
    assert events.filter(pgh_obj_id=owned.pk).exists()
