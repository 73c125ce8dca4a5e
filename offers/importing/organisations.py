"""The shape of `organisations.csv`."""

from offers.choices import Origin, Reliability
from offers.importing.columns import Column, email, one_of, phone, postcode, reference, website, word
from offers.importing.fields import Field, readable_source

COLUMNS = (
    Column("id", most=10, is_required=True, says=reference),
    Column("name", most=200, is_required=True),
    Column("type", most=80),
    Column("roles", most=400),
    Column("street", most=160),
    Column("postcode", says=postcode),
    Column("city", most=80),
    Column("district", says=word("districts")),
    Column("phone", most=60, says=phone),
    Column("email", most=254, says=email),
    Column("website", says=website),
    Column("source", most=2000, is_required=True),
    Column("origin", is_required=True, says=one_of(*Origin.values)),
    Column("verified", is_required=True, says=one_of(*Reliability.values)),
    Column("note", most=2000, has_lines=True),
)

FIELDS = (
    Field("name", ("name",)),
    Field("kind", ("type",)),
    Field("duties", ("roles",)),
    Field("street", ("street",)),
    Field("postcode", ("postcode",)),
    Field("city", ("city",)),
    Field("district", ("district",)),
    Field("phone", ("phone",)),
    Field("email", ("email",)),
    Field("website", ("website",)),
    Field("source", ("source",), readable_source),
    Field("origin", ("origin",)),
    Field("reliability", ("verified",)),
    Field("note", ("note",)),
)
