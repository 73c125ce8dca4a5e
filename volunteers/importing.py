"""The shape of `opportunities.csv`, and what its words mean. Nothing is concluded that the source does not say."""

import re

from offers.importing.columns import Column, email, one_of, phone, reference, word, year
from offers.importing.fields import Field, in_a_row, lookup, number_or_none, readable_source
from offers.importing.problems import Problem
from offers.opening_hours import parse
from volunteers.choices.opportunities import OpportunityKind, OpportunityOrigin, Verified
from volunteers.choices.profiles import ActivityType
from volunteers.choices.requirements import Requirement

SAMPLE = "(Muster)"
ACTIVITIES = {
    "Wohnungssuche": ActivityType.HOUSING_GUIDE,
    "Vorlesen": ActivityType.READING,
    "Familienpatenschaft": ActivityType.FAMILY,
    "Patenschaft": ActivityType.MENTORING,
    "Behördenbegleitung": ActivityType.OFFICE,
    "Arztbegleitung": ActivityType.DOCTOR,
    "Sprachförderung": ActivityType.LANGUAGE,
    "Sprachpatenschaft": ActivityType.LANGUAGE_PARTNER,
    "Hausaufgabenhilfe": ActivityType.HOMEWORK,
    "Dolmetschen": ActivityType.INTERPRETING,
    "Sport": ActivityType.SPORT,
    "Freizeitbegleitung": ActivityType.LEISURE,
    "Begegnung": ActivityType.MEETING,
    "Sachspenden und Ausgabe": ActivityType.DONATIONS,
    "Lebensmittelausgabe": ActivityType.FOOD,
    "Möbel und Hausrat": ActivityType.FURNITURE,
    "Wohnungshilfe": ActivityType.MOVING,
    "Fahrradwerkstatt": ActivityType.BIKES,
    "Kreatives": ActivityType.CREATIVE,
    "Kinderbetreuung": ActivityType.CHILDCARE,
    "Gesundheit": ActivityType.HEALTH,
    "Fahrdienst": ActivityType.DRIVING,
    "Digitale Hilfe": ActivityType.DIGITAL,
    "Arbeit und Bewerbung": ActivityType.JOB,
    "Ausbildungspatenschaft": ActivityType.APPRENTICE,
    "Vormundschaft": ActivityType.GUARDIAN,
    "Qualifizierung": ActivityType.TRAINING,
    "Begleitung": ActivityType.SUPPORT,
    "Allgemeine Unterstützung": ActivityType.GENERAL,
}
# Only words that mean the same; everything else stays text.
TARGETS = {
    "alle": "alle",
    "Alleinerziehende": "alleinerziehende",
    "Asylsuchende": "asylsuchende",
    "Ehrenamtliche": "ehrenamtliche",
    "Einrichtungen": "einrichtungen",
    "Familien": "familien",
    "Frauen": "frauen",
    "Geflüchtete": "gefluechtete",
    "Geflüchtete aus der Ukraine": "ukraine",
    "Jugendliche": "jugendliche",
    "Kinder": "kinder",
    "neu Zugewanderte": "zugewanderte",
    "Seniorinnen und Senioren": "senioren",
    "unbegleitete Minderjährige": "uma",
    "Zugewanderte": "zugewanderte",
}
TANDEMS = {"Patenschaft", "Familienpatenschaft", "Sprachpatenschaft", "Ausbildungspatenschaft"}
WEEKLY = re.compile(r"wöchentlich|pro Woche|14-täglich|regelmäßig|Nachmittag pro", re.IGNORECASE)
SINGLE = re.compile(r"einzelne Einsätze")
BY_ARRANGEMENT = {"nach Absprache", "flexibel", "frei", "frei wählbar", "frei vereinbar", "nach Termin", "nach Bedarf"}
MINIMUM_AGE = re.compile(r"mindestens (\d{1,2}) Jahre")
# A part of the cell, and the requirement that it names in so many words.
REQUIRED = (
    (re.compile(r"erweitertes Führungszeugnis(?!.*üblich)"), Requirement.CERTIFICATE),
    (re.compile(r"Masernschutz"), Requirement.MEASLES),
    (re.compile(r"(Verschwiegenheit|Verschwiegenheitserklärung|Schweigepflicht)$"), Requirement.CONFIDENTIALITY),
    (re.compile(r"(Schulung$|Basisschulung)"), Requirement.TRAINING),
)

COLUMNS = (
    Column("id", most=10, is_required=True, says=reference),
    Column("title", most=160, is_required=True),
    Column("organisation", most=200, is_required=True),
    Column("activity_type", is_required=True, says=one_of(*ACTIVITIES)),
    Column("description", most=4000, has_lines=True),
    Column("field_of_action", most=160),
    Column("field_key", says=word("fields_of_action")),
    Column("target_group", most=400),
    Column("requirements", most=400),
    Column("time_effort", most=200),
    Column("city", most=80),
    Column("phone", most=60, says=phone),
    Column("email", most=254, says=email),
    Column("source", most=2000),
    Column("source_year", says=year),
    Column("origin", is_required=True, says=one_of(*OpportunityOrigin.values)),
    Column("verified", is_required=True, says=one_of(*Verified.values)),
    Column("note", most=2000, has_lines=True),
)


def problems(rows):
    """What no cell alone can show: whatever is invented says so in its title."""
    return [
        Problem(f"Ein erfundener Einsatz heißt „… {SAMPLE}“.", line=row.line, column="title", number=2)
        for row in rows
        if row.cells["origin"] == OpportunityOrigin.DEMO and not row.cells["title"].endswith(SAMPLE)
    ]


def _kind(activity, effort):
    if activity == "Dolmetschen":
        return OpportunityKind.INTERPRETING.value
    if activity in TANDEMS:
        return OpportunityKind.TANDEM.value
    if SINGLE.search(effort):
        return OpportunityKind.ONCE.value
    return OpportunityKind.REGULAR.value if WEEKLY.search(effort) else ""


def _parts(requirements):
    return [part.strip() for part in requirements.split(";")]


def _required(requirements):
    found = {str(key) for part in _parts(requirements) for pattern, key in REQUIRED if pattern.match(part)}
    return sorted(found)


def _minimum_age(requirements):
    match = MINIMUM_AGE.search(requirements)
    return int(match[1]) if match else None


def _windows(effort):
    return [[span.weekday, f"{span.opens:%H:%M}", f"{span.closes:%H:%M}"] for span in parse(effort)]


FIELDS = (
    Field("title", ("title",)),
    Field("description", ("description",)),
    Field("provider_text", ("organisation",)),
    Field("activity_type", ("activity_type",), lookup({name: key.value for name, key in ACTIVITIES.items()}, "")),
    Field("kind", ("activity_type", "time_effort"), _kind),
    Field("field_of_action", ("field_key",)),
    Field("target_text", ("target_group",), in_a_row),
    Field(
        "target_groups",
        ("target_group",),
        lambda cell: sorted({TARGETS[part] for part in cell.split("|") if part in TARGETS}),
    ),
    Field("requirements_text", ("requirements",)),
    Field("extra_requirements", ("requirements",), _required),
    Field("minimum_age", ("requirements",), _minimum_age),
    Field("commitment_text", ("time_effort",)),
    Field("is_time_open", ("time_effort",), lambda cell: cell in BY_ARRANGEMENT),
    Field("windows", ("time_effort",), _windows),
    Field("city", ("city",)),
    Field("source_phone", ("phone",)),
    Field("source_email", ("email",)),
    Field("source", ("source",), readable_source),
    Field("source_year", ("source_year",), number_or_none),
    Field("origin", ("origin",)),
    Field("verified", ("verified",)),
    Field("note", ("note",)),
)
