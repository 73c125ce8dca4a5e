"""Who may do the office's work."""

from herne_integration.rules import RuleBroken

OFFICE_ONLY = "Das kann nur das Projektbüro."


def require(by):
    """Only the project office."""
    if by is None or not by.has_perm("fund.manage_fund"):
        raise RuleBroken(OFFICE_ONLY)
