"""Mail leaves once, after what it is about is certain."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from herne_integration import mail
from herne_integration.models import OutboxMail
from tests.jobs import queued, run_jobs, run_worker
from tests.threads import race

TEMPLATE = "Betreff: Nachricht für {{ name }}\n\nGuten Tag, {{ name }}!\n{{ site_url }}/k/abc\n"


@pytest.fixture(autouse=True)
def _templates(settings):
    """Templates of this test, from memory."""
    [engine] = settings.TEMPLATES
    loaders = [("django.template.loaders.locmem.Loader", {"hello.txt": TEMPLATE, "bare.txt": "Hallo"})]
    settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": {**engine["OPTIONS"], "loaders": loaders}}]


def queue(**kwargs):
    return mail.queue("hello.txt", {"name": "Amira"}, **{"to": "amira@beispiel.invalid"} | kwargs)


@pytest.fixture
def refusing_server(monkeypatch):
    """A mail server that refuses until told otherwise; counts what reached it."""
    calls = []

    def send(self, fail_silently=False):
        calls.append(self.to)
        raise SMTPRecipientsRefused({"amira@beispiel.invalid": (550, b"no")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)
    return calls


@pytest.mark.django_db
class TestQueue:
    def test_first_line_is_the_subject_and_the_rest_the_body(self):
        queue()
        stored = OutboxMail.objects.get()
        assert (stored.to, stored.subject) == ("amira@beispiel.invalid", "Nachricht für Amira")
        assert stored.body == "Guten Tag, Amira!\nhttp://127.0.0.1:8000/k/abc\n"

    def test_job_carries_the_key_and_nothing_else(self):
        stored = queue()
        assert queued() == [("herne_integration.mail.send_mail", {"mail_id": str(stored.pk)})]

    def test_a_rollback_takes_mail_and_job_along(self):
        with transaction.atomic():
            queue()
            transaction.set_rollback(True)
        assert (OutboxMail.objects.count(), queued()) == (0, [])

    def test_plain_text_is_not_escaped(self):
        mail.queue("hello.txt", {"name": "Müller & Söhne"}, to="a@beispiel.invalid")
        assert "Müller & Söhne" in OutboxMail.objects.get().body

    @pytest.mark.parametrize("name", ["A\rBcc: b@c.invalid", "A\x00", "A\u2028B", "A\x0bB"])
    def test_control_characters_in_the_subject_are_refused(self, name):
        with pytest.raises(ValueError, match="control character"):
            mail.queue("hello.txt", {"name": name}, to="a@beispiel.invalid")

    def test_a_line_break_does_not_reach_the_headers(self):
        mail.queue("hello.txt", {"name": "A\nBcc: b@c.invalid"}, to="a@beispiel.invalid")
        run_jobs()
        [sent] = django_mail.outbox
        assert sent.subject == "Nachricht für A"
        assert sent.recipients() == ["a@beispiel.invalid"]

    @pytest.mark.parametrize("to", ["", "kein", "a@b.invalid, c@d.invalid", "a@b.invalid\nBcc: c@d.invalid"])
    def test_only_one_address_is_accepted(self, to):
        with pytest.raises(ValidationError):
            queue(to=to)

    def test_a_template_without_subject_is_refused(self):
        with pytest.raises(ValueError, match="first line"):
            mail.queue("bare.txt", {}, to="a@beispiel.invalid")


@pytest.mark.django_db
class TestSend:
    def test_it_leaves_with_subject_body_and_a_name_of_its_own(self):
        stored = queue()
        assert run_jobs() == 1
        [sent] = django_mail.outbox
        assert (sent.subject, sent.to) == ("Nachricht für Amira", ["amira@beispiel.invalid"])
        assert sent.extra_headers["Message-ID"] == f"<{stored.pk}@portal.invalid>"
        stored.refresh_from_db()
        assert stored.sent_at is not None

    def test_a_second_job_for_the_same_mail_sends_nothing(self):
        stored = queue()
        run_jobs()
        mail.send_mail(mail_id=str(stored.pk))
        assert len(django_mail.outbox) == 1

    def test_a_mail_whose_job_died_half_way_is_not_sent_again(self):
        stored = queue()
        OutboxMail.objects.update(started_at=timezone.now())
        mail.send_mail(mail_id=str(stored.pk))
        assert django_mail.outbox == []

    def test_a_refusal_is_tried_again_and_names_no_address(self, refusing_server):
        stored = queue()
        with pytest.raises(mail.SendingFailed, match=r"^SMTPRecipientsRefused$") as caught:
            mail.send_mail(mail_id=str(stored.pk))
        assert caught.value.__suppress_context__
        stored.refresh_from_db()
        assert (stored.attempts, stored.started_at, stored.failed_at) == (1, None, None)
        assert stored.failure == "SMTPRecipientsRefused"

    def test_after_six_refusals_it_is_given_up(self, refusing_server):
        stored = queue()
        for _ in range(mail.TRIES):
            with pytest.raises(mail.SendingFailed):
                mail.send_mail(mail_id=str(stored.pk))
        mail.send_mail(mail_id=str(stored.pk))
        stored.refresh_from_db()
        assert stored.failed_at is not None
        assert len(refusing_server) == mail.TRIES

    def test_a_mail_that_is_gone_is_no_error(self):
        stored = queue()
        key = str(stored.pk)
        stored.delete()
        mail.send_mail(mail_id=key)
        assert django_mail.outbox == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("empty_queue")
def test_ten_jobs_at_once_send_one_mail():
    stored = queue()
    race(lambda number: mail.send_mail(mail_id=str(stored.pk)), 10)
    assert len(django_mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("empty_queue")
def test_the_real_worker_sends_what_was_committed():
    queue()
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    run_worker()
    assert [sent.subject for sent in django_mail.outbox] == ["Nachricht für Amira"]
    assert OutboxMail.objects.get().sent_at is not None
    assert queued("send_mail") == []


@pytest.mark.django_db
class TestPurge:
    def test_sent_mail_goes_after_two_weeks(self):
        queue()
        run_jobs()
        assert mail.purge() == 0
        assert mail.purge(at=timezone.now() + timedelta(days=15)) == 1

    def test_waiting_mail_stays(self):
        queue()
        assert mail.purge(at=timezone.now() + timedelta(days=15)) == 0

    def test_what_may_or_may_not_have_left_is_given_up(self):
        queue()
        OutboxMail.objects.update(started_at=timezone.now() - timedelta(hours=2))
        mail.purge()
        assert OutboxMail.objects.get().failure == "ungewiss"


@pytest.mark.django_db
def test_no_mail_is_both_sent_and_given_up():
    with pytest.raises(IntegrityError, match="portal_outboxmail_sent_or_failed"):
        OutboxMail.objects.create(
            to="a@b.invalid", subject="x", body="y", sent_at=timezone.now(), failed_at=timezone.now()
        )
