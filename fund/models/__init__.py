"""What the fund holds: see the module of each topic."""

from fund.models.funds import BudgetYear, Envelope, Fund, FundingSource
from fund.models.ledger import LedgerEntry

__all__ = ["BudgetYear", "Envelope", "Fund", "FundingSource", "LedgerEntry"]
