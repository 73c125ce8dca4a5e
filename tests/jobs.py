"""Queued jobs in tests: run inside the test's transaction, or, seldom, by the real worker."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def queued(name=""):
    """Jobs that wait, as (task, arguments); with `name` only those whose task's name ends with it."""
    jobs = ProcrastinateJob.objects.filter(status="todo").order_by("-priority", "id")
    return [(job.task_name, job.args) for job in jobs if job.task_name.endswith(name)]


def run_jobs():
    """Runs everything that waits, also what these jobs queue in turn; returns how many ran."""
    app.perform_import_paths()
    ran = 0
    while job := ProcrastinateJob.objects.filter(status="todo").order_by("-priority", "id").first():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
        app.tasks[job.task_name](**job.args)
        ran += 1
    return ran


def run_worker():
    """The real worker on its own connections, until nothing waits; needs a test with `transaction=True`.

    It gets a thread of its own: a browser test before may have left an event loop in this one.
    """
    # Its threads end with their connections open otherwise, because connections are kept for ten minutes.
    kept, connection.settings_dict["CONN_MAX_AGE"] = connection.settings_dict["CONN_MAX_AGE"], 0
    try:
        with app.replace_connector(app.connector.get_worker_connector()), ThreadPoolExecutor(1) as thread:
            thread.submit(app.run_worker, wait=False, install_signal_handlers=False, listen_notify=False).result(60)
    finally:
        connection.settings_dict["CONN_MAX_AGE"] = kept


def forget_jobs():
    """Empties the queue: its tables are unmanaged, and the flush after a transactional test passes them by."""
    with closing(connection.cursor()) as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("DELETE FROM procrastinate_workers")
