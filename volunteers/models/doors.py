"""The one door: who may see which volunteer, which placement, and when the two sides learn how to reach each other.

Contact data of one side is for the other side only while they have to do with each other: from "introduced" to the end.
Pages, mails, CSV and PDF ask `may_reach` (one row) or `released()` (a queryset), never a state.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from offers.choices import MembershipRole
from offers.models import Membership
from volunteers.choices.placements import LIVE

COORDINATE = "volunteers.coordinate"
REPRESENT = "volunteers.represent_organisation"
ERASE = "volunteers.erase_volunteer"


@dataclass(frozen=True)
class Contact:
    """How to reach somebody; empty texts mean: nicht bekannt."""

    name: str
    email: str
    phone: str


def is_coordinator(user):
    """Whether somebody coordinates volunteers today, with the second factor that the permission asks for."""
    return user is not None and user.is_authenticated and user.has_perm(COORDINATE)


def represented(user, day=None):
    """Keys of the organisations for which somebody is the contact person today."""
    live = Membership.objects.filter(user=user.pk, role=MembershipRole.CONTACT)
    return live.live_on(day or timezone.localdate()).values("organisation")


def represents(user, organisation_id):
    """Whether somebody speaks for this organisation, with her right to; a foreign one is nobody's."""
    if user is None or not user.is_authenticated or organisation_id is None or not user.has_perm(REPRESENT):
        return False
    return represented(user).filter(organisation=organisation_id).exists()


def of_own_side(user, *, volunteer="volunteer", opportunity="opportunity"):
    """Placements that somebody has a part in: her own, and those about which her organisation has been asked."""
    own = Q(**{f"{volunteer}__user": user.pk})
    if not user.has_perm(REPRESENT):
        return own
    return own | Q(**{f"{opportunity}__organisation__in": represented(user), "asked_at__isnull": False})


def released():
    """Condition on placements: the two sides may reach each other."""
    return Q(state__in=LIVE)


def may_reach(placement):
    """Whether contact data of one side may be shown or sent to the other now."""
    return placement.state in LIVE


def contact_of_volunteer(placement, user):
    """How to reach the volunteer of a placement, as far as `user` may know it: `Contact` or None.

    Coordinators and the volunteer herself always, the organisation only while the two have to do with each other.
    """
    volunteer = placement.volunteer
    is_own = user.is_authenticated and volunteer.user_id == user.pk
    organisation = placement.opportunity.organisation_id
    if is_own or is_coordinator(user) or (may_reach(placement) and represents(user, organisation)):
        return Contact(volunteer.full_name, volunteer.email, volunteer.phone)
    return None


def contact_of_organisation(placement, user):
    """How to reach the named contact person, as far as `user` may know it: `Contact` or None."""
    opportunity = placement.opportunity
    is_own = user.is_authenticated and placement.volunteer.user_id == user.pk
    if is_coordinator(user) or represents(user, opportunity.organisation_id) or (is_own and may_reach(placement)):
        return Contact(opportunity.contact_name, opportunity.contact_email, opportunity.contact_phone)
    return None
