"""The queue: what was rolled back never runs, what is finished goes."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.testing import InMemoryConnector

from herne_integration import jobs, mail
from tests.jobs import queued, run_worker


@pytest.mark.django_db
def test_a_rollback_takes_the_job_along():
    with transaction.atomic():
        jobs.defer(mail.send_mail, mail_id="1")
        assert len(queued("send_mail")) == 1
        transaction.set_rollback(True)
    assert queued() == []


@pytest.mark.django_db
def test_a_job_that_queues_another_one_uses_its_own_transaction():
    """Inside a worker the app has the worker's connector; the job must not start before its rows are committed."""
    elsewhere = InMemoryConnector()
    with app.replace_connector(elsewhere):
        jobs.defer(mail.send_mail, mail_id="1")
    assert elsewhere.jobs == {}
    assert len(queued("send_mail")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["succeeded", "failed"])
def test_finished_jobs_go_after_two_weeks(status):
    old, fresh = (jobs.defer(mail.send_mail, mail_id=name) for name in ("old", "fresh"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute(f"UPDATE procrastinate_jobs SET status = '{status}'")
        cursor.execute(
            "UPDATE procrastinate_events SET at = at - %s WHERE job_id = %s",
            [timedelta(hours=jobs.KEPT_HOURS + 1), old],
        )
    jobs.purge()
    assert list(ProcrastinateJob.objects.values_list("id", flat=True)) == [fresh]


@pytest.mark.django_db
def test_waiting_jobs_stay():
    jobs.defer(mail.send_mail, mail_id="1")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '1 year'")
    jobs.purge()
    assert len(queued()) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("empty_queue")
def test_a_job_of_a_dead_worker_runs_again():
    with connection.cursor() as cursor:
        dead = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        cursor.execute(dead)
        worker = cursor.fetchone()[0]
        jobs.defer(mail.send_mail, mail_id="00000000-0000-0000-0000-000000000000")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker])
    jobs.defer(jobs.rescue, timestamp=0)
    run_worker()
    run_worker()
    assert ProcrastinateJob.objects.get(task_name=mail.send_mail.name).status == "succeeded"


@pytest.mark.django_db
def test_the_worker_command_knows_every_task():
    app.perform_import_paths()
    own = {name.rsplit(".", 1)[1] for name in app.tasks if name.startswith("herne_integration")}
    assert own >= {"send_mail", "make_file", "purge_nightly", "rescue"}


@pytest.mark.django_db
def test_the_purge_command_asks_everybody(settings, capsys):
    call_command("purge")
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == settings.PURGES
