"""What the fund holds: see the module of each topic."""

from fund.models.applicants import Applicant, ApplicantMember
from fund.models.applications import Application
from fund.models.attachments import Attachment
from fund.models.formal_checks import CheckLine, FormalCheck, Opinion, Supplement
from fund.models.funds import BudgetYear, Envelope, Fund, FundingSource
from fund.models.guidelines import GuidelineVersion
from fund.models.items import CostItem, FinancingItem
from fund.models.ledger import LedgerEntry
from fund.models.numbers import NumberSeries
from fund.models.resume_links import ResumeLink
from fund.models.rounds import Round
from fund.models.submissions import ApplicationVersion

__all__ = [
    "Applicant",
    "ApplicantMember",
    "Application",
    "ApplicationVersion",
    "Attachment",
    "BudgetYear",
    "CheckLine",
    "CostItem",
    "Envelope",
    "FinancingItem",
    "FormalCheck",
    "Fund",
    "FundingSource",
    "GuidelineVersion",
    "LedgerEntry",
    "NumberSeries",
    "Opinion",
    "ResumeLink",
    "Round",
    "Supplement",
]
