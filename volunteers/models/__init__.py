"""What the volunteers' database holds: see the module of each topic."""

from volunteers.models.opportunities import Opportunity, OpportunityOccasion, OpportunityWindow
from volunteers.models.placements import Placement
from volunteers.models.profiles import Absence, AvailabilityWindow, Volunteer, VolunteerLanguage
from volunteers.models.requirements import Clearance, PolicyItem, RequirementPolicy, RequirementType

__all__ = [
    "Absence",
    "AvailabilityWindow",
    "Clearance",
    "Opportunity",
    "OpportunityOccasion",
    "OpportunityWindow",
    "Placement",
    "PolicyItem",
    "RequirementPolicy",
    "RequirementType",
    "Volunteer",
    "VolunteerLanguage",
]
