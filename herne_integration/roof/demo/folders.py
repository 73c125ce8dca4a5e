"""The demo's case workers get their places, and the folders are told by them."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from herne_integration.accounts.actions.people import installer
from herne_integration.roof.demo_people import PEOPLE
from offers.actions import memberships
from offers.models import Membership
from welcome_folder import demo
from welcome_folder.demo import institutions

# The stories begin a year and a half ago: whoever tells them worked there then.
AT_WORK_SINCE = timedelta(days=730)


def load():
    """Once; returns a sentence when something was made."""
    day = timezone.localdate()
    organisations = institutions.load()
    workers = [person for person in PEOPLE if person.works_for]
    cast = {person.works_for: None for person in workers}
    for person in reversed(workers):
        # The first of an institution tells the stories; others, such as its head, work beside her.
        cast[person.works_for] = _employ(person, organisations[person.works_for], day - AT_WORK_SINCE)
    folders = demo.load(cast=cast, day=day)
    return f"{folders} erfundene Willkommensordner sind angelegt." if folders else ""


def _employ(person, organisation, since):
    user = get_user_model().objects.get(email=person.email)
    if not Membership.objects.filter(user=user, organisation=organisation, role=person.membership).exists():
        memberships.grant(user=user, organisation=organisation, role=person.membership, by=installer(), starts_on=since)
    return user, organisation
