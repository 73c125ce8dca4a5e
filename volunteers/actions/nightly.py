"""What happens by itself every night."""

from procrastinate.contrib.django import app

from volunteers import tombstones
from volunteers.actions import confirmations, profiles


@app.periodic(cron="10 6 * * *")
@app.task(queueing_lock="volunteers")
def nightly(timestamp):
    """Asks whether help is still wanted, doubts what nobody answered, ends pauses, completes the tombstones."""
    confirmations.lapse()
    confirmations.ask_due()
    profiles.wake_up()
    tombstones.write_missing()
