"""The facts of a person who asks what fits her: plain values, every one optional. Pure.

None always means "not known", never "no": a rule that meets it asks back. Nothing here is stored by `offers`; whoever
holds facts of a person (a form, a folder) makes an `Asker` of them for one question and lets it go.
"""

from dataclasses import dataclass, fields, replace
from datetime import date

from offers.choices_asker import GERMAN_ORDER, CourseKind, Insurance, LegalArea, PersonGender

STATELESS = "stateless"
# Where somebody has said no more than this: ISO 3166 reserves EU, and nobody's code has five letters.
SOME_EU = "EU"
NOT_EU = "other"
GERMAN = "DE"
# Without Germany itself.
EU_MEMBERS = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)
# § 12 FreizügG/EU puts them on a par with citizens of the Union.
EEA = frozenset({"IS", "LI", "NO"})
# Free movement by a treaty of its own, not by FreizügG/EU: neither yes nor no.
TREATY = frozenset({"CH"})
OLDEST = 120


@dataclass(frozen=True)
class Asker:
    """What is known of a person on a day; None is not known, an empty tuple is "none"."""

    age: int | None = None
    birth_year: int | None = None
    gender: str | None = None  # PersonGender
    legal_status: str | None = None  # key of the LegalStatus vocabulary
    legal_area: str | None = None  # LegalArea
    citizenship: str | None = None  # ISO 3166 code of two letters, STATELESS, SOME_EU or NOT_EU
    works: bool | None = None
    in_compulsory_school: bool | None = None
    children: tuple | None = None  # ages in years; None for a child whose age is not known
    is_single_parent: bool | None = None
    is_unaccompanied: bool | None = None
    is_pregnant: bool | None = None
    german_level: str | None = None  # GermanLevel; "none" is no German at all
    district: str | None = None  # key of the District vocabulary
    arrived_on: date | None = None
    insurance: str | None = None  # Insurance
    courses: tuple | None = None  # CourseKind of finished courses
    papers: tuple | None = None  # keys of the document vocabulary: papers that she has
    lacking: tuple | None = None  # and papers that she has not; what stands in neither is not known

    def __post_init__(self):
        """Stops at once at what no person can be: a wrong key would read like an unknown fact."""
        for name, allowed in KEYS.items():
            value = getattr(self, name)
            if value is not None and value not in allowed:
                raise ValueError(f"{name}: {value!r} is none of {', '.join(allowed)}")
        for kind in self.courses or ():
            if kind not in CourseKind.values:
                raise ValueError(f"courses: {kind!r} is none of {', '.join(CourseKind.values)}")
        ages = [self.age, *(self.children or ())]
        if any(age is not None and not 0 <= age <= OLDEST for age in ages):
            raise ValueError(f"nobody is {ages} years old")

    @property
    def known(self):
        """Names of the facts that are known."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) is not None)

    def learns(self, **facts):
        """The same person with more facts."""
        return replace(self, **facts)

    def ages_on(self, day):
        """(youngest, oldest) she can be on a day, or None; the year of birth alone leaves two ages."""
        if self.age is not None:
            return self.age, self.age
        if self.birth_year is None:
            return None
        years = day.year - self.birth_year
        return max(years - 1, 0), max(years, 0)

    @property
    def is_german(self):
        """Whether she is a German citizen; None where nobody knows."""
        return None if self.citizenship is None else self.citizenship == GERMAN

    @property
    def is_eu(self):
        """Whether she is a citizen of another EU state, or on a par with one; None where nobody knows.

        Not told from the residence status: relatives of EU citizens have freedom of movement too.
        """
        if self.citizenship is None or self.citizenship in TREATY:
            return None
        return self.citizenship == SOME_EU or self.citizenship in EU_MEMBERS | EEA

    @property
    def is_parent(self):
        """Whether she has children; None where nobody knows."""
        return None if self.children is None else bool(self.children)

    def days_here(self, day):
        """Days since the arrival, or None."""
        return None if self.arrived_on is None else (day - self.arrived_on).days


KEYS = {
    "gender": PersonGender.values,
    "legal_area": LegalArea.values,
    "insurance": Insurance.values,
    "german_level": GERMAN_ORDER,
}
