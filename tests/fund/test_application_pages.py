"""Beginning, going on elsewhere, the task list, checking, letting go."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fund.models import Application, ResumeLink
from fund.views.applicant_door import SESSION
from herne_integration.models import OutboxMail
from tests.fund import make
from tests.fund.applicant_pages import anonymous_draft, browser, sent, shown, url
from tests.people import log_in
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
BEGIN = "fund:application-create"


def token_in(mail):
    return re.search(r"/fonds/weiter/([\w-]+)/", mail.body).group(1)


class TestBeginning:
    def test_without_an_account_a_draft_begins_and_a_link_is_mailed(self, client):
        make.a_round()
        answer = client.post(reverse(BEGIN), sent(email="Kasse@Example.org", applicant_name="Nachbarn e. V."))
        made = Application.objects.get()
        assert answer.url == url("application-detail", made)
        assert (made.email, made.applicant_name, made.owner) == ("kasse@example.org", "Nachbarn e. V.", None)
        assert "kasse" not in answer.url
        assert OutboxMail.objects.get().to == "kasse@example.org"
        assert "Nachbarn" not in OutboxMail.objects.get().body
        assert shown(client, answer.url)

    def test_a_double_click_begins_one_draft(self, client):
        make.a_round()
        form = sent(email="kasse@example.org")
        assert client.post(reverse(BEGIN), form).url == client.post(reverse(BEGIN), form).url
        assert Application.objects.count() == OutboxMail.objects.count() == 1

    def test_with_an_account_it_is_ones_own_at_once(self, client):
        make.a_round()
        lead = make.somebody()
        log_in(client, lead)
        client.post(reverse(BEGIN), sent(email=lead.email))
        assert Application.objects.get().owner == lead
        assert not OutboxMail.objects.exists()

    @pytest.mark.parametrize(
        "email", ["", "kasse", "a@b", "x" * 300 + "@example.org", "kasse@example.org\nBcc: a@b.de"]
    )
    def test_what_is_no_address_is_refused_at_the_field(self, client, email):
        make.a_round()
        text = client.post(reverse(BEGIN), sent(email=email, applicant_name="Nachbarn e. V.")).content.decode()
        assert 'id="id_email_error"' in text
        assert 'value="Nachbarn e. V."' in text
        assert not Application.objects.exists()

    def test_one_mailbox_gets_a_handful_of_mails_a_day(self, client):
        make.a_round()
        for _number in range(6):
            answer = client.post(reverse(BEGIN), sent(email="kasse@example.org"))
        assert "schon viele Anträge" in answer.content.decode()
        assert OutboxMail.objects.count() == 5

    def test_without_a_round_it_says_so(self, client):
        assert "Keine Antragsrunde geplant" in shown(client, reverse(BEGIN))
        answer = client.post(reverse(BEGIN), sent(email="kasse@example.org"))
        assert "Keine Antragsrunde geplant" in answer.content.decode()
        assert not Application.objects.exists()

    def test_in_arabic_it_says_that_what_follows_is_german(self, client):
        make.a_round()
        answer = client.get(reverse(BEGIN).replace("/de/", "/ar/"))
        assert 'class="language-note"' in answer.content.decode()
        assert client.post(answer.request["PATH_INFO"], sent(email="a@example.org")).status_code == 302


class TestGoingOnElsewhere:
    def test_a_mail_program_that_looks_ahead_does_not_use_the_link_up(self):
        anonymous_draft()
        path = reverse("fund:resume-open", args=[token_in(OutboxMail.objects.get())])
        for _look in range(3):
            answer = Client().get(path)
            assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
        device = Client()
        answer = device.post(path)
        assert answer.url == url("application-detail", Application.objects.get())
        assert shown(device, answer.url)

    def test_a_link_opens_one_device_and_then_no_other(self):
        anonymous_draft()
        path = reverse("fund:resume-open", args=[token_in(OutboxMail.objects.get())])
        Client().post(path)
        answer = Client().post(path)
        assert answer.status_code == 410
        assert "Dieser Link gilt nicht mehr" in answer.content.decode()

    @pytest.mark.parametrize("token", ["x", "a" * 43, "../../etc", "%00"])
    def test_a_guessed_link_opens_nothing(self, client, token):
        answer = client.post(reverse("fund:resume-open", args=[token]) if "/" not in token else "/de/fonds/weiter/x/")
        assert answer.status_code == 410
        assert SESSION not in client.session

    def test_the_page_tells_nobody_whether_an_address_has_drafts(self, client):
        anonymous_draft()
        pages = [
            client.post(reverse("fund:resume-ask"), {"email": one}) for one in ("kasse@example.org", "b@example.org")
        ]
        known, unknown = (re.sub(r'value="[^"]{30,}"', "", one.content.decode()) for one in pages)
        assert known == unknown
        assert OutboxMail.objects.count() == 2

    def test_the_secret_ends_with_its_twelve_hours(self):
        made, client = anonymous_draft()
        assert shown(client, url("application-detail", made))
        ResumeLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert client.get(url("application-detail", made)).status_code == 302


class TestTheTaskList:
    def test_each_page_says_how_far_it_is(self):
        made = make.draft(of=False, costs=("100.00",), own="")
        client = browser(draft=made)
        states = {
            row[0]: row[1]
            for row in re.findall(
                r'fund-task__title"><a[^>]*>([^<]+)</a>.*?kern-badge[^>]*>(?:<span[^>]*></span>)?([^<]+)</span>',
                shown(client, url("application-detail", made)),
                re.DOTALL,
            )
        }
        assert set(states.values()) == {"fertig"}
        Application.objects.filter(pk=made.pk).update(title="", amount_requested="90.00", summary="")
        Application.objects.filter(pk=made.pk).update(new_approach="", lasting_effect="", short_notice="")
        Application.objects.filter(pk=made.pk).update(not_otherwise_fundable="")
        text = shown(client, url("application-detail", made))
        assert [text.count(f"</span>{word}</span>") for word in ("angefangen", "fehlt etwas")] == [1, 1]
        assert text.count('kern-badge--neutral">offen</span>') == 1

    def test_it_says_early_that_submitting_needs_an_account(self):
        made, client = anonymous_draft()
        assert "Zum Absenden braucht jemand ein Konto" in shown(client, url("application-detail", made))

    def test_nothing_of_it_is_kept_by_the_browser(self):
        made, client = anonymous_draft()
        pages = ["application-detail", "application-costs", "application-documents", "application-check"]
        kept = [name for name in pages if client.get(url(name, made)).headers["Cache-Control"] != "private, no-store"]
        assert kept == []

    def test_it_is_german_only(self):
        made, client = anonymous_draft()
        address = url("application-detail", made)
        answer = client.get(address.replace("/de/", "/ar/"))
        assert answer.url == address
        assert 'hreflang="ar"' not in shown(client, answer.url).split("</head>")[1]

    def test_it_costs_few_queries_however_many_lines_there_are(self):
        made = make.draft(of=False)
        client = browser(draft=made)
        few = count_queries(client, url("application-detail", made))
        for _line in range(10):
            make.cost(made)
        assert count_queries(client, url("application-detail", made)) == few <= 12

    def test_the_list_of_ones_applications_costs_the_same_with_one_and_three(self):
        club = make.applicant()
        made = make.draft(of=club)
        client = browser(club.lead)
        one = count_queries(client, reverse("fund:application-list"))
        for _more in range(2):
            make.draft(of=club, in_round=made.round)
        assert count_queries(client, reverse("fund:application-list")) == one


class TestChecking:
    def test_everything_missing_is_named_and_linked(self):
        made, client = anonymous_draft()
        text = shown(client, url("application-check", made))
        links = re.findall(r'<li><a href="([^"]+#[^"]+)">([^<]+)</a></li>', text)
        assert len(links) == 17
        assert (f"{url('application-topic', made, 'projekt')}#id_title", "Der Titel des Projekts fehlt.") in links

    def test_every_link_leads_to_a_field_that_is_there(self):
        made, client = anonymous_draft()
        text = shown(client, url("application-check", made))
        addresses = set(re.findall(r'href="(/de/fonds/antraege/[^"]+#[^"]+)"', text))
        pages = {page: shown(client, page) for page in {one.split("#")[0] for one in addresses}}
        assert len(addresses) > 20
        lost = [one for one in addresses if f'id="{one.split("#")[1]}"' not in pages[one.split("#")[0]]]
        assert lost == []

    def test_what_a_person_typed_is_text_and_no_markup(self):
        made = make.draft(of=False, title="<script>alert(1)</script>", summary="Zeile 1\nZeile 2")
        text = shown(browser(draft=made), url("application-check", made))
        assert "<script>alert" not in text
        assert "Zeile 1<br>Zeile 2" in text


class TestLettingGo:
    def test_a_draft_is_deleted_after_a_question(self):
        made = make.draft(of=False)
        client = browser(draft=made)
        assert "endgültig löschen" in shown(client, url("application-discard", made))
        assert client.post(url("application-discard", made)).url == reverse("fund:fund-detail")
        assert not Application.objects.exists()

    def test_what_has_come_in_is_not_deleted(self):
        club = make.applicant()
        made = make.submitted(of=club)
        assert browser(club.chair).post(url("application-discard", made)).status_code == 409
