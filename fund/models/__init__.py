"""What the fund holds: see the module of each topic."""

from fund.models.agenda import AgendaItem
from fund.models.applicants import Applicant, ApplicantMember
from fund.models.applications import Application
from fund.models.attachments import Attachment
from fund.models.awards import Award, Condition
from fund.models.boards import Board, BoardTie, Seat
from fund.models.formal_checks import CheckLine, FormalCheck, Opinion, Supplement
from fund.models.funds import BudgetYear, Envelope, Fund, FundingSource
from fund.models.guidelines import GuidelineVersion
from fund.models.items import CostItem, FinancingItem
from fund.models.ledger import LedgerEntry
from fund.models.minutes import Minutes
from fund.models.notices import Notice, RemedyText
from fund.models.numbers import NumberSeries
from fund.models.recusals import Recusal
from fund.models.resume_links import ResumeLink
from fund.models.rounds import Round
from fund.models.sessions import Attendance, Session
from fund.models.submissions import ApplicationVersion
from fund.models.votes import Resolution, Vote

__all__ = [
    "AgendaItem",
    "Applicant",
    "ApplicantMember",
    "Application",
    "ApplicationVersion",
    "Attachment",
    "Attendance",
    "Award",
    "Board",
    "BoardTie",
    "BudgetYear",
    "CheckLine",
    "Condition",
    "CostItem",
    "Envelope",
    "FinancingItem",
    "FormalCheck",
    "Fund",
    "FundingSource",
    "GuidelineVersion",
    "LedgerEntry",
    "Minutes",
    "Notice",
    "NumberSeries",
    "Opinion",
    "Recusal",
    "RemedyText",
    "Resolution",
    "ResumeLink",
    "Round",
    "Seat",
    "Session",
    "Supplement",
    "Vote",
]
