"""The demo's coordination, an institution's contact and a volunteer get to work, and their stories are told."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from herne_integration import moved_clock
from herne_integration.accounts.actions.people import installer
from herne_integration.accounts.second_factor import DEMO_DOMAIN
from herne_integration.roof.demo.people import ORGANISATION
from offers.actions import memberships
from offers.choices import MembershipRole
from offers.models import Membership, Organisation
from volunteers import demo

# The stories begin almost a year ago: whoever tells them worked there then.
AT_WORK_SINCE = timedelta(days=365)
# Key of the invented person -> her part.
CAST = {"koordination": "coordinator", "ansprechperson": "contact", "ehrenamt": "volunteer"}
# A second coordinator, so that a route leads to somebody else; nobody logs in as her.
COLLEAGUE = "koordination-2"


def load():
    """Once; returns a sentence when something was made."""
    day, organisation = timezone.localdate(), Organisation.objects.get(name=ORGANISATION)
    cast = {part: _user(key) for key, part in CAST.items()} | {"colleague": _colleague(organisation)}
    _employ_since(day - AT_WORK_SINCE, organisation)
    made = demo.load(cast=cast, organisation=organisation, day=day, moved_to=moved_clock.moved_to)
    return f"{made} erfundene Ehrenamtliche und 56 Einsätze aus öffentlichen Quellen sind angelegt." if made else ""


def _user(key):
    return get_user_model().objects.get(email=f"{key}{DEMO_DOMAIN}")


def _colleague(organisation):
    email = f"{COLLEAGUE}{DEMO_DOMAIN}"
    user, is_new = get_user_model().objects.get_or_create(email=email, defaults={"name": "Carla Umriss (erfunden)"})
    if is_new:
        role = MembershipRole.COORDINATOR
        memberships.grant(user=user, organisation=organisation, role=role, by=installer())
    return user


def _employ_since(day, organisation):
    roles = (MembershipRole.COORDINATOR, MembershipRole.CONTACT)
    Membership.objects.filter(organisation=organisation, role__in=roles, starts_on__gt=day).update(starts_on=day)
