"""Everything that can happen to people, invitations and roles of the house."""
