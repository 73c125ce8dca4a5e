"""What ends when an account closes (settings.LEAVERS)."""

from volunteers.actions import profiles
from volunteers.choices.profiles import HERE
from volunteers.models import Volunteer


def end_profile(*, user, by):
    """Somebody whose account closes helps no longer: what runs or waits ends, the profile stays until it is erased."""
    volunteer = Volunteer.objects.filter(user=user, state__in=HERE).first()
    if volunteer:
        profiles.end_membership(volunteer=volunteer, by=by)
