"""The shape of `offers.csv`, and what its words mean. Nothing is concluded that the source does not say."""

import re

from offers.choices import Cost, CostBasis, Currency, Evidence, Gender, GermanLevel, Origin, Registration, Reliability
from offers.importing.columns import (
    Column,
    email,
    one_of,
    phone,
    postcode,
    providers,
    reference,
    website,
    word,
    words_of,
    year,
)
from offers.importing.fields import (
    Field,
    in_a_row,
    keys,
    known,
    lookup,
    more_than_known,
    number_or_none,
    readable_source,
)
from offers.opening_hours import parse

ALL = "alle"
NATIONWIDE = "bundesweit"
COSTS = {"kostenlos": Cost.FREE.value, "teilweise kostenlos": Cost.PARTLY.value, "kostenpflichtig": Cost.PAID.value}
COST_BASES = {
    "quelle": CostBasis.SOURCE.value,
    "quelle_seite": CostBasis.SOURCE_PAGE.value,
    "angebotsart": CostBasis.KIND.value,
}
# Only texts that say nothing else; everything else stays text.
REGISTRATIONS = {
    "nur mit Termin": Registration.APPOINTMENT.value,
    "nach Vereinbarung": Registration.APPOINTMENT.value,
    "nach telefonischer Absprache": Registration.PHONE.value,
}
WOMEN = {"Frauen", "geflüchtete Frauen", "junge Frauen"}
MEN = {"Männer", "geflüchtete Männer", "junge Männer"}
# Who takes part has this age. "Eltern mit Kindern 0–2 Jahre" tells the age of somebody else.
PARTICIPANTS = (
    r"Erwachsene|Jugendliche|Kinder|Kinder und Jugendliche|Jugendliche und junge Erwachsene"
    r"|Schülerinnen und Schüler|Frauen|Männer|Mädchen|Jungen"
)
AGE_RANGE = re.compile(rf"(?:{PARTICIPANTS}) (\d{{1,2}})[–-](\d{{1,2}}) Jahren?")
AGE_FROM = re.compile(rf"(?:{PARTICIPANTS}) ab (\d{{1,2}}) Jahren?")
LEVEL_FROM = re.compile(r"ab (A1|A2|B1|B2|C1|C2)")

COLUMNS = (
    Column("id", most=10, is_required=True, says=reference),
    Column("title", most=160, is_required=True),
    Column("provider", most=200),
    Column("provider_ids", says=providers),
    Column("field_of_action", most=160),
    Column("field_key", says=word("fields_of_action")),
    Column("topics", most=400),
    Column("topic_keys", says=words_of("topics")),
    Column("description", most=4000, has_lines=True),
    Column("target_group", most=1000),
    Column("target_keys", says=words_of("target_groups")),
    Column("legal_status_derived", says=words_of("legal_status", ALL)),
    Column("languages", says=words_of("languages")),
    Column("cost", most=200),
    Column("cost_type", says=one_of(*COSTS)),
    Column("cost_basis", says=one_of(*COST_BASES)),
    Column("schedule", most=1000, has_lines=True),
    Column("level", most=120),
    Column("place", most=160),
    Column("street", most=160),
    Column("postcode", says=postcode),
    Column("city", most=80),
    Column("district", says=word("districts")),
    Column("accessible", most=300),
    Column("childcare", most=300),
    Column("online", most=300),
    Column("phone", most=60, says=phone),
    Column("email", most=254, says=email),
    Column("website", says=website),
    Column("source", most=2000, is_required=True),
    Column("source_year", says=year),
    Column("currency_status", says=one_of(*Currency.values)),
    Column("origin", is_required=True, says=one_of(*Origin.values)),
    Column("verified", is_required=True, says=one_of(*Reliability.values)),
    Column("note", most=2000, has_lines=True),
)


def _ages(target_group):
    """Lowest and highest age of those who take part, where the whole cell says just that."""
    if match := AGE_RANGE.fullmatch(target_group):
        first, last = int(match[1]), int(match[2])
        return (first, last) if first <= last else (None, None)
    if match := AGE_FROM.fullmatch(target_group):
        return int(match[1]), None
    return None, None


def _gender(target_group):
    """Only women, or only men, where every part of the cell says so."""
    parts = set(target_group.split("|"))
    for gender, words in ((Gender.WOMEN, WOMEN), (Gender.MEN, MEN)):
        if parts <= words:
            return gender.value
    return Gender.UNKNOWN.value


def _level(cell):
    """The level one needs. A course that teaches A1 does not ask for A1, so only "ab A2" counts."""
    match = LEVEL_FROM.fullmatch(cell)
    return GermanLevel(match[1]).value if match else ""


def _weekly_hours(schedule):
    return [[span.weekday, f"{span.opens:%H:%M}", f"{span.closes:%H:%M}"] for span in parse(schedule)]


def _registration(schedule):
    return REGISTRATIONS.get(re.sub(r" \(Stand \d{4}\)$", "", schedule), Registration.UNKNOWN.value)


def _statuses(cell):
    return [key for key in keys(cell) if key != ALL]


def _location(place, street, post, city, district):
    """The parts of one place, or nothing for offers that are everywhere."""
    if city == NATIONWIDE and not (place or street or post):
        return None
    parts = [place, street, post, city, district]
    return parts if any(parts) else None


FIELDS = (
    Field("title", ("title",)),
    Field("description", ("description",)),
    Field("provider_text", ("provider",)),
    Field("organisation", ("provider_ids",), lambda cell: cell.split("|")[0]),
    Field("partners", ("provider_ids",), lambda cell: sorted(set(cell.split("|")[1:]))),
    Field("field_of_action", ("field_key",)),
    Field("keywords", ("topics",), in_a_row),
    Field("topics", ("topic_keys",), keys),
    Field("target_text", ("target_group",), in_a_row),
    Field("target_groups", ("target_keys",), keys),
    Field("age_from", ("target_group",), lambda cell: _ages(cell)[0]),
    Field("age_to", ("target_group",), lambda cell: _ages(cell)[1]),
    Field("gender", ("target_group",), _gender),
    Field("residence_statuses", ("legal_status_derived",), _statuses),
    Field("residence_all", ("legal_status_derived",), lambda cell: ALL in keys(cell)),
    Field(
        "residence_basis",
        ("legal_status_derived",),
        lambda cell: (Evidence.DERIVED if cell else Evidence.UNKNOWN).value,
    ),
    Field("languages", ("languages",), keys),
    Field("cost", ("cost_type",), lookup(COSTS, Cost.UNKNOWN.value)),
    Field("cost_text", ("cost",)),
    Field("cost_basis", ("cost_basis",), lookup(COST_BASES, CostBasis.UNKNOWN.value)),
    Field("schedule_text", ("schedule",)),
    Field("weekly_hours", ("schedule",), _weekly_hours),
    Field("registration", ("schedule",), _registration),
    Field("german_level", ("level",), _level),
    Field("level_text", ("level",), in_a_row),
    Field("location", ("place", "street", "postcode", "city", "district"), _location),
    Field("accessible", ("accessible",), known),
    Field("accessible_text", ("accessible",), more_than_known),
    Field("childcare", ("childcare",), known),
    Field("childcare_text", ("childcare",), more_than_known),
    Field("online", ("online",), known),
    Field("online_text", ("online",), more_than_known),
    Field("phone", ("phone",)),
    Field("email", ("email",)),
    Field("website", ("website",)),
    Field("source", ("source",), readable_source),
    Field("source_year", ("source_year",), number_or_none),
    Field("currency", ("currency_status",)),
    Field("origin", ("origin",)),
    Field("reliability", ("verified",)),
    Field("note", ("note",)),
)
