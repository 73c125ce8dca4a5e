"""The demo of the volunteers' database: see README.md beside it for sources.

Real tasks from public sources stay unconfirmed; an invented institution, invented volunteers and an invented
coordination show how people are brought together. Dates are relative to the day of loading, nothing is drawn by chance.
"""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction

from volunteers.actions import imports
from volunteers.demo.telling import Telling
from volunteers.models import Volunteer

FILE = Path(__file__).parent / "opportunities.csv"


@transaction.atomic
def load(*, cast, organisation, day, moved_to):
    """Tells it once; returns how many volunteers that made.

    `cast`: {"coordinator", "colleague", "contact", "volunteer": user}; `organisation`: the invented institution;
    `moved_to(moment)`: context in which the actions take what is done for done then.
    """
    users = list(get_user_model().objects.select_for_update(of=("self",)).filter(pk=cast["coordinator"].pk))
    # Locked, so that two processes that start at once do not both tell it.
    if Volunteer.objects.filter(met_by__in=users).exists():
        return 0
    imports.import_file(path=FILE)
    return Telling(cast, organisation, day, moved_to).tell()
