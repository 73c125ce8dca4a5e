"""Work that is done after the page: put into the queue in the same transaction as the rows it is about.

Job arguments are keys only, because the queue keeps and logs them. The modules that define tasks stand in
settings.PROCRASTINATE_IMPORT_PATHS; `python manage.py procrastinate worker` runs them.
"""

from procrastinate import sql
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager

# Finished jobs are kept for a while, so that a failure can still be looked into.
KEPT_HOURS = 14 * 24


def defer(task, **keys):
    """Queues `task` with `keys` on Django's connection, so that a rollback takes the job along.

    `task.defer()` would do the same on a page, but inside a worker it uses the worker's own connection, and the job
    could start before the rows it is about are committed.
    """
    deferrer = task.configure()
    deferrer.job_manager = JobManager(DjangoConnector())
    return deferrer.defer(**keys)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="rescue", pass_context=True)
async def rescue(context, timestamp):
    """Gives jobs of workers that died to those that live."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


def purge(*, at=None):
    """Deletes finished jobs, however they ended; the queue counts the hours itself, from now."""
    finished = ["succeeded", "failed", "cancelled", "aborted"]
    query = sql.queries["delete_old_jobs"]
    DjangoConnector().execute_query(query=query, nb_hours=KEPT_HOURS, queue=None, statuses=finished)
    return 0
