"""People, their roles in the house, invitations, and counted guesses."""

from herne_integration.accounts.models.attempts import Attempts
from herne_integration.accounts.models.grants import RoleGrant
from herne_integration.accounts.models.invitations import Invitation
from herne_integration.accounts.models.people import User

__all__ = ["Attempts", "Invitation", "RoleGrant", "User"]
