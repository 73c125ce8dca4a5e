"""What a welcome folder holds: see the module of each topic."""

from welcome_folder.models.access_log import ViewLog
from welcome_folder.models.agreements import Agreement
from welcome_folder.models.appointments import Appointment, AppointmentPaper
from welcome_folder.models.documents import DocumentFile, FolderDocument
from welcome_folder.models.erasures import Erasure
from welcome_folder.models.families import FamilyTie
from welcome_folder.models.folders import WelcomeFolder
from welcome_folder.models.handovers import Handover
from welcome_folder.models.institutions import Institution
from welcome_folder.models.joining import JoinRequest
from welcome_folder.models.needs import Need, NeedsAssessment
from welcome_folder.models.people import Person, PersonLanguage
from welcome_folder.models.periods import LegalAreaPeriod, StatusPeriod
from welcome_folder.models.plans import IntegrationPlan, PlanStep
from welcome_folder.models.printouts import Printout
from welcome_folder.models.team import CareTeamMember
from welcome_folder.models.tombstones import Tombstone
from welcome_folder.models.vocabulary import AppointmentKind, CounsellingArea, DocumentKind, RegisterSheet

__all__ = [
    "Agreement",
    "Appointment",
    "AppointmentKind",
    "AppointmentPaper",
    "CareTeamMember",
    "CounsellingArea",
    "DocumentFile",
    "DocumentKind",
    "Erasure",
    "FamilyTie",
    "FolderDocument",
    "Handover",
    "Institution",
    "IntegrationPlan",
    "JoinRequest",
    "LegalAreaPeriod",
    "Need",
    "NeedsAssessment",
    "Person",
    "PersonLanguage",
    "PlanStep",
    "Printout",
    "RegisterSheet",
    "StatusPeriod",
    "Tombstone",
    "ViewLog",
    "WelcomeFolder",
]
