"""What the volunteers' database holds: see the module of each topic."""

from volunteers.models.agreements import AgreementText, CooperationAgreement
from volunteers.models.confirmations import ConfirmationRequest
from volunteers.models.consents import Consent, ConsentText
from volunteers.models.courses import Course, CourseAttendance, CourseSession
from volunteers.models.follow_ups import FollowUp, FollowUpAnswer
from volunteers.models.imports import ImportedOpportunity
from volunteers.models.matching import MatchRun, MatchScore, MatchWeights
from volunteers.models.opportunities import Opportunity, OpportunityOccasion, OpportunityWindow
from volunteers.models.placements import Placement
from volunteers.models.profiles import Absence, AvailabilityWindow, Volunteer, VolunteerLanguage
from volunteers.models.requirements import Clearance, PolicyItem, RequirementPolicy, RequirementType
from volunteers.models.routes import CoordinatorRoute
from volunteers.models.tombstones import Tombstone

__all__ = [
    "Absence",
    "AgreementText",
    "AvailabilityWindow",
    "Clearance",
    "ConfirmationRequest",
    "Consent",
    "ConsentText",
    "CooperationAgreement",
    "CoordinatorRoute",
    "Course",
    "CourseAttendance",
    "CourseSession",
    "FollowUp",
    "FollowUpAnswer",
    "ImportedOpportunity",
    "MatchRun",
    "MatchScore",
    "MatchWeights",
    "Opportunity",
    "OpportunityOccasion",
    "OpportunityWindow",
    "Placement",
    "PolicyItem",
    "RequirementPolicy",
    "RequirementType",
    "Tombstone",
    "Volunteer",
    "VolunteerLanguage",
]
