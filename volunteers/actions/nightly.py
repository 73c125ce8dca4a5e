"""What happens by itself every night."""

from django.utils import timezone
from procrastinate.contrib.django import app

from volunteers import tombstones
from volunteers.actions import confirmations, matching_records, profiles


@app.periodic(cron="10 6 * * *")
@app.task(queueing_lock="volunteers")
def nightly(timestamp):
    """Asks whether help is still wanted, doubts what nobody answered, ends pauses, drops old runs; tombstones."""
    confirmations.lapse()
    confirmations.ask_due()
    profiles.wake_up()
    matching_records.purge(at=timezone.now())
    tombstones.write_missing()
