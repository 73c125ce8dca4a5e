"""Signing, submitting to the second, receipt and papers, answering a request, taking back."""

import io
from datetime import timedelta

import pikepdf
import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from fund import deadlines
from fund.actions import drafts
from fund.choices.applications import ApplicationState
from fund.models import Applicant, Application, ApplicationVersion, Supplement
from tests.fund import make
from tests.fund.applicant_pages import browser, sent, url
from tests.people import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make.applicant()


def shown(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def submit(client, made, **fields):
    return client.post(url("submission-create", made), sent(is_declared="on") | fields)


class TestSigning:
    def test_without_an_account_it_leads_to_signing_up_and_back(self):
        made = make.draft(of=False)
        text = shown(browser(draft=made), url("application-sign", made))
        here = url("application-sign", made)
        assert f"{reverse('account_signup')}?next={here}" in text
        assert f"{reverse('account_login')}?next={here}" in text

    def test_the_same_confirmed_address_takes_the_draft_over(self):
        made = make.draft(of=False)
        treasurer = make.somebody()
        EmailAddress.objects.filter(user=treasurer).update(email=made.email)
        client = browser(treasurer, draft=made)
        assert "In mein Konto übernehmen" in shown(client, url("application-sign", made))
        assert client.get(url("application-claim", made)).status_code == 405
        assert client.post(url("application-claim", made)).url == url("application-detail", made)
        made.refresh_from_db()
        assert made.owner == treasurer
        assert browser(draft=made).get(url("application-detail", made)).status_code == 302

    @pytest.mark.parametrize("is_same", [True, False])
    def test_another_or_an_unconfirmed_address_does_not(self, is_same):
        made, other = make.draft(of=False), make.somebody()
        if is_same:
            EmailAddress.objects.filter(user=other).update(email=made.email, verified=False)
        client = browser(other, draft=made)
        assert "mit einer anderen Adresse angefangen" in shown(client, url("application-sign", made))
        assert client.post(url("application-claim", made)).status_code == 404

    def test_the_list_of_ones_applications_offers_what_waits(self):
        made, user = make.draft(of=False), make.somebody()
        EmailAddress.objects.filter(user=user).update(email=made.email)
        assert "Ohne Konto angefangen" in shown(browser(user), reverse("fund:application-list"))
        assert "Entwürfe für den Verfügungsfonds" in shown(browser(user), reverse("roof:overview"))

    def test_a_new_team_is_founded_once(self):
        owner = make.somebody()
        made = make.draft(of=False, owner=owner, applicant_name="Chor Herne")
        client, form = browser(owner), sent(team="neu", role="chair")
        assert "Chor Herne (neu in diesem Portal)" in shown(client, url("application-sign", made))
        answers = [client.post(url("application-sign", made), form).url for _click in range(2)]
        assert answers == [url("submission-create", made)] * 2
        made.refresh_from_db()
        assert Applicant.objects.get() == made.applicant
        assert made.applicant.members.get().user == owner

    def test_ones_own_team_is_offered_and_a_foreign_one_refused(self, club):
        made = make.draft(of=False, owner=club.chair)
        foreign = make.applicant()
        client = browser(club.chair)
        assert client.post(url("application-sign", made), sent(team=str(foreign.pk))).status_code == 200
        assert client.post(url("application-sign", made), sent(team=str(club.pk))).status_code == 302
        made.refresh_from_db()
        assert made.applicant == club

    def test_a_new_team_says_who_enters_it(self):
        owner = make.somebody()
        made = make.draft(of=False, owner=owner)
        answer = browser(owner).post(url("application-sign", made), sent(team="neu"))
        assert 'id="id_role_error"' in answer.content.decode()
        assert not Applicant.objects.exists()


class TestSubmitting:
    def test_the_chair_declares_and_gets_number_moment_and_seal(self, club):
        made = make.draft(of=club)
        client = browser(club.chair)
        text = shown(client, url("submission-create", made))
        assert "Ich vertrete den Antragsteller." in text
        assert f"Es unterschreibt: <strong>{club.chair.name}</strong>" in text
        answer = submit(client, made)
        made.refresh_from_db()
        version = made.latest_version
        assert answer.url == url("submission-receipt", made, 1)
        text = shown(client, answer.url)
        groups = [version.sha256[start : start + 8] for start in range(0, 64, 8)]
        moment = timezone.localtime(version.submitted_at)
        assert all(one in text for one in (made.number, f"{moment:%H:%M:%S} Uhr", " ".join(groups), club.chair.name))

    def test_a_double_click_submits_once(self, club):
        made, client, form = make.draft(of=club), browser(club.chair), sent(is_declared="on")
        answers = [client.post(url("submission-create", made), form) for _click in range(2)]
        assert answers[0].url == url("submission-receipt", made, 1)
        assert answers[1].status_code == 409
        assert ApplicationVersion.objects.count() == 1

    def test_without_the_declaration_nothing_is_sent(self, club):
        made = make.draft(of=club)
        answer = browser(club.chair).post(url("submission-create", made), sent())
        assert 'id="id_is_declared_error"' in answer.content.decode()
        assert not ApplicationVersion.objects.exists()

    def test_whoever_does_not_sign_reads_who_does(self, club):
        made = make.draft(of=club)
        client = browser(club.treasurer)
        text = shown(client, url("submission-create", made))
        assert f"<strong>{club.chair.name}</strong>" in text
        assert 'name="is_declared"' not in text
        assert "unterschreibt" in submit(client, made).content.decode()
        assert not ApplicationVersion.objects.exists()

    def test_an_incomplete_one_is_not_sent_and_says_what_is_missing(self, club):
        made = make.draft(of=club, title="")
        client = browser(club.chair)
        assert "Der Titel des Projekts fehlt." in shown(client, url("submission-create", made))
        assert "noch nicht vollständig" in submit(client, made).content.decode()
        assert not ApplicationVersion.objects.exists()

    @pytest.mark.parametrize(("late", "count"), [(0, 1), (0.999, 1), (1, 0), (3600, 0)])
    def test_the_closing_second_is_the_servers(self, club, monkeypatch, late, count):
        made = make.draft(of=club)
        at = made.round.closes_at + timedelta(seconds=late)
        client = browser(club.chair)
        monkeypatch.setattr("fund.views.submissions.now", lambda: at)
        submit(client, made)
        assert ApplicationVersion.objects.count() == count

    def test_one_second_late_keeps_the_draft_and_names_the_next_round(self, club, monkeypatch):
        made = make.draft(of=club, summary="Alles noch da.")
        following = make.a_round(made.round.fund, guideline=made.round.guideline, opens=30, closes=60)
        at = made.round.closes_at + timedelta(seconds=1)
        client = browser(club.chair)
        with monkeypatch.context() as patch:
            patch.setattr("fund.views.submissions.now", lambda: at)
            text = submit(client, made).content.decode()
        assert f"seit {deadlines.written(made.round.closes_at)} geschlossen. Ihr Entwurf bleibt gespeichert." in text
        assert f"Entwurf in die Runde „{following.name}“ verschieben" in text
        made.refresh_from_db()
        assert (made.state, made.summary) == (ApplicationState.DRAFT, "Alles noch da.")
        answer = client.post(url("application-move", made), {"runde": following.pk})
        assert answer.url == url("application-detail", made)
        made.refresh_from_db()
        assert made.round == following

    @pytest.mark.parametrize("aim", ["", "0", "x", "9" * 40])
    def test_there_is_no_such_round_to_move_to(self, club, aim):
        made = make.draft(of=club)
        client = browser(club.chair)
        assert client.post(url("application-move", made), {"runde": aim}).status_code == 404
        foreign = make.a_round()
        assert client.post(url("application-move", made), {"runde": foreign.pk}).status_code == 404


class TestPapers:
    def text(self, answer):
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Cache-Control"] == "private, no-store"
        return pikepdf.open(io.BytesIO(answer.content))

    @pytest.mark.parametrize("name", ["submission-receipt-pdf", "submission-pdf"])
    def test_receipt_and_application_come_as_tagged_papers(self, club, name):
        made = make.submitted(of=club)
        with self.text(browser(club.treasurer).get(url(name, made, 1))) as paper:
            assert str(paper.Root.Lang) == "de"
            assert made.number in str(paper.docinfo["/Title"])

    def test_a_draft_on_paper_says_that_it_is_one(self, club):
        made = make.draft(of=club)
        with self.text(browser(club.lead).get(url("application-pdf", made))) as paper:
            assert "Entwurf" in str(paper.docinfo["/Title"])

    def test_a_version_that_does_not_exist_is_not_there(self, club):
        made = make.submitted(of=club)
        for name in ("submission-receipt", "submission-receipt-pdf", "submission-pdf"):
            assert browser(club.chair).get(url(name, made, 2)).status_code == 404


class TestAfterwards:
    @pytest.mark.parametrize(
        ("state", "word"),
        [
            ("submitted", "eingegangen"),
            ("formal_check", "in Prüfung"),
            ("supplement", "Sie sind dran"),
            ("admissible", "vollständig"),
            ("scheduled", "auf der Tagesordnung"),
            ("deferred", "vertagt"),
            ("approved", "entschieden"),
            ("rejected", "entschieden"),
            ("inadmissible", "entschieden"),
            ("withdrawn", "zurückgezogen"),
        ],
    )
    def test_every_state_is_told_in_plain_words_and_no_decision_before_its_notice(self, club, state, word):
        made = make.in_state(state, of=club)
        for address in (url("application-detail", made), reverse("fund:application-list")):
            text = shown(browser(club.lead), address)
            assert f"{word}</span>" in text
            assert [one for one in ("bewilligt", "abgelehnt", "unzulässig") if one in text.split("<main")[1]] == []

    def test_what_has_happened_stands_there_newest_first(self, club):
        made = make.asked(of=club)
        text = shown(browser(club.treasurer), url("application-detail", made))
        told = ["Das Projektbüro hat nachgefragt", "Das Projektbüro prüft den Antrag", "Antrag eingegangen"]
        assert sorted(told, key=text.index) == told

    def test_an_end_of_the_check_is_told_only_if_it_is_a_good_one(self, club):
        good, bad = make.in_state("admissible", of=club), make.in_state("inadmissible", of=club)
        texts = [shown(browser(club.lead), url("application-detail", made)) for made in (good, bad)]
        assert ["Die Prüfung ist abgeschlossen" in text for text in texts] == [True, False]

    def test_only_what_is_asked_for_opens_and_the_answer_goes_back(self, club):
        made = make.asked(of=club, unlocks=["summary"])
        client = browser(club.chair)
        page = url("application-topic", made, "projekt")
        assert page in shown(client, url("application-detail", made))
        form = client.get(page).context["form"]
        assert list(form.fields) == ["summary", "version"]
        typed = {"summary": "Jetzt genauer.", "title": "Heimlich anders", "version": form["version"].value()}
        assert client.post(page, typed).url == url("application-detail", made)
        text = shown(client, url("supplement-answer", made))
        assert "<li>Was geplant ist</li>" in text
        form = sent(is_declared="on")
        answer = client.post(url("supplement-answer", made), form)
        assert answer.url == url("submission-receipt", made, 2)
        assert client.post(url("supplement-answer", made), form).status_code == 409
        made.refresh_from_db()
        assert (made.state, made.latest_version.content["answers"]["summary"]) == ("formal_check", "Jetzt genauer.")
        assert made.latest_version.content["answers"]["title"] != "Heimlich anders"
        assert "Ihre Antwort ist eingegangen" in shown(client, answer.url)

    def test_saving_nothing_new_is_no_mistake(self, club):
        made = make.asked(of=club, unlocks=["summary"])
        client, page = browser(club.lead), url("application-topic", made, "projekt")
        form = client.get(page).context["form"]
        typed = {"summary": form["summary"].value(), "version": form["version"].value()}
        assert client.post(page, typed).status_code == 302
        assert "Noch nichts." in shown(client, url("supplement-answer", made))

    def test_after_the_day_it_is_due_nothing_opens(self, club):
        made = make.asked(of=club, unlocks=["summary"])
        Supplement.objects.update(due_on=timezone.localdate() - timedelta(days=1))
        client = browser(club.chair)
        assert "Die Frist ist abgelaufen." in shown(client, url("application-detail", made))
        assert "abgelaufen" in shown(client, url("application-topic", made, "projekt"), 409)
        answer = client.post(url("supplement-answer", made), sent(is_declared="on"))
        assert "abgelaufen" in answer.content.decode()

    def test_taking_back_asks_first_and_is_for_chair_and_lead(self, club):
        made = make.submitted(of=club)
        shown(browser(club.treasurer), url("application-withdraw", made), 403)
        client = browser(club.lead)
        assert "zurückziehen?" in shown(client, url("application-withdraw", made))
        client.post(url("application-withdraw", made), {"reason": "Verschoben"})
        made.refresh_from_db()
        assert (made.state, made.withdrawal_reason) == (ApplicationState.WITHDRAWN, "Verschoben")
        assert client.post(url("application-withdraw", made), {}).status_code == 409

    @pytest.mark.parametrize("state", ["draft", "approved", "notified"])
    def test_nothing_is_taken_back_before_or_after_its_time(self, club, state):
        made = make.in_state(state, of=club)
        assert browser(club.chair).post(url("application-withdraw", made), {}).status_code == 409

    def test_a_claimed_draft_is_gone_from_other_devices(self):
        made, user = make.draft(of=False), make.somebody()
        EmailAddress.objects.filter(user=user).update(email=made.email)
        device = browser(draft=made)
        assert shown(device, url("application-detail", made))
        drafts.claim(application=made, by=user)
        assert device.get(url("application-detail", made)).status_code == 302
        assert Application.objects.visible_to(user).get() == made
        log_in(device, user)
        assert shown(device, url("application-detail", made))
