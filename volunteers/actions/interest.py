"""Coming forward from a task's page, with the wish for this kind of task where the profile does not have it yet."""

from django.db import transaction

from volunteers.actions import placements, profiles
from volunteers.actions.profiles import Content


@transaction.atomic
def come_forward(*, volunteer, opportunity, by, adds_interest=False):
    """Stands in line for a task; `adds_interest`: this kind of task becomes one of her wishes first."""
    kind = opportunity.activity_type
    if adds_interest and kind and kind not in volunteer.activity_types:
        content = Content(columns={"activity_types": [*volunteer.activity_types, kind]})
        volunteer = profiles.change(volunteer=volunteer, content=content, by=by)
    return placements.come_forward(volunteer=volunteer, opportunity=opportunity, by=by)
