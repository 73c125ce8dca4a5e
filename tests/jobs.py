"""Runs queued jobs inside the test's transaction, without a worker."""

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def queued(name=None):
    """Jobs that wait, as (task, arguments); with `name` only those whose task's name ends with it."""
    jobs = ProcrastinateJob.objects.filter(status="todo").order_by("-priority", "id")
    return [(job.task_name, job.args) for job in jobs if job.task_name.endswith(name or "")]


def run_jobs():
    """Runs everything that waits, also what these jobs queue in turn; returns how many ran."""
    ran = 0
    while job := ProcrastinateJob.objects.filter(status="todo").order_by("-priority", "id").first():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
        app.perform_import_paths()
        app.tasks[job.task_name](**job.args)
        ran += 1
    return ran
