"""Permissions that come from a role inside an institution."""

from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from herne_integration.accounts.roles import MEMBERSHIP
from offers.models import Membership, Organisation


class MembershipBackend(BaseBackend):
    """Reads permissions from live memberships; it authenticates nobody.

    For an object only memberships of its organisation count: a case worker of A is nobody in B.
    """

    def get_all_permissions(self, user_obj, obj=None):
        """Permissions of all live memberships, or of those in the object's organisation."""
        held = _held(user_obj)
        if obj is None:
            return set().union(*held.values())
        return held.get(_organisation_of(obj), set())

    def has_perm(self, user_obj, perm, obj=None):
        """Whether a live membership gives the permission (for that object)."""
        return perm in self.get_all_permissions(user_obj, obj)

    def get_user_permissions(self, user_obj, obj=None):
        """Nobody holds permissions outside of a role."""
        return set()


def _held(user):
    """{organisation id: permissions}, asked once per request: each request loads its own user."""
    if not user.is_active or user.is_anonymous:
        return {}
    if not hasattr(user, "_membership_permissions"):
        held = {}
        live = Membership.objects.filter(user=user).live_on(timezone.localdate())
        for organisation, role in live.values_list("organisation_id", "role"):
            held.setdefault(organisation, set()).update(MEMBERSHIP.get(role, frozenset()))
        user._membership_permissions = held
    return user._membership_permissions


def _organisation_of(obj):
    """Key of the organisation that an object belongs to; None where it belongs to none."""
    return obj.pk if isinstance(obj, Organisation) else getattr(obj, "organisation_id", None)
