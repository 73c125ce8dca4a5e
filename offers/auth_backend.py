"""Permissions that come from a role inside an institution."""

from django.contrib.auth.backends import BaseBackend


class MembershipBackend(BaseBackend):
    """Reads permissions from live memberships; it authenticates nobody."""
