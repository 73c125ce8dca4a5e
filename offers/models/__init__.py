"""The directory's models, one module per topic."""

from offers.models.eligibility import Document, EligibilityRule
from offers.models.imports import ImportedRow, ImportFinding, ImportRun
from offers.models.info_pages import InfoContact, InfoPage, InfoPageTopic, InfoPageTranslation
from offers.models.lexicon import LexiconEntry, LexiconPhrase, LexiconTarget, LexiconTargetGroup, LexiconTopic
from offers.models.links import LINKS
from offers.models.missing import MissedTerm
from offers.models.offers import TEXT_FIELDS, Offer
from offers.models.open_values import OpenValue, ValueSetting
from offers.models.organisations import Location, Membership, Organisation
from offers.models.paths import (
    AdvicePath,
    PathLegalStatus,
    PathStep,
    PathStepOffer,
    PathStepPrerequisite,
    PathVersion,
)
from offers.models.responsibilities import Responsibility, Task
from offers.models.search import ListedOffer, SearchPosting, SearchTerm
from offers.models.structure import FieldGoal, StructureMember, StructurePart
from offers.models.times import CourseRun, WeeklyHours
from offers.models.translations import OfferTranslation, Translation
from offers.models.vocabulary import (
    District,
    FieldOfAction,
    Goal,
    Language,
    LegalStatus,
    TargetGroup,
    Topic,
)

__all__ = [
    "LINKS",
    "TEXT_FIELDS",
    "AdvicePath",
    "CourseRun",
    "District",
    "Document",
    "EligibilityRule",
    "FieldGoal",
    "FieldOfAction",
    "Goal",
    "ImportFinding",
    "ImportRun",
    "ImportedRow",
    "InfoContact",
    "InfoPage",
    "InfoPageTopic",
    "InfoPageTranslation",
    "Language",
    "LegalStatus",
    "LexiconEntry",
    "LexiconPhrase",
    "LexiconTarget",
    "LexiconTargetGroup",
    "LexiconTopic",
    "ListedOffer",
    "Location",
    "Membership",
    "MissedTerm",
    "Offer",
    "OfferTranslation",
    "OpenValue",
    "Organisation",
    "PathLegalStatus",
    "PathStep",
    "PathStepOffer",
    "PathStepPrerequisite",
    "PathVersion",
    "Responsibility",
    "SearchPosting",
    "SearchTerm",
    "StructureMember",
    "StructurePart",
    "TargetGroup",
    "Task",
    "Topic",
    "Translation",
    "ValueSetting",
    "WeeklyHours",
]
