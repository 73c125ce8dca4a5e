"""How values of a file come into the models, and what the models hold now."""

from collections import defaultdict
from datetime import time

from django.db.models import F, Q

from herne_integration import short_links
from offers import opening_hours
from offers.actions import findings
from offers.actions.findings import Finding
from offers.choices import FindingKind, State
from offers.importing import fields as file_fields
from offers.importing import offers as offer_file
from offers.importing import organisations as organisation_file
from offers.models import (
    TEXT_FIELDS,
    District,
    FieldOfAction,
    ImportedRow,
    Language,
    LegalStatus,
    Location,
    Offer,
    Organisation,
    TargetGroup,
    Topic,
    WeeklyHours,
)


class Target:
    """What both kinds of file have in common."""

    # Names of what is no field of its own.
    names = {"weekly_hours": "Öffnungszeiten"}

    def __init__(self, references):
        self.references = set(references)
        self.existing = set(self.model.objects.filter(reference__in=references).values_list("reference", flat=True))

    def fetch(self, references):
        """The entries of these references, locked."""
        return self.model.objects.select_for_update(of=("self",)).filter(reference__in=references)

    def values(self, cells):
        """What the source says, field by field."""
        return file_fields.values(self.fields, cells)

    def label(self, name):
        """The field's German name."""
        return str(self.names.get(name) or self.model._meta.get_field(name).verbose_name)

    def in_words(self, name, value):
        """A value as the Redaktion reads it."""
        choices = dict(getattr(self.model._meta.get_field(name), "flatchoices", ()))
        return findings.in_words(str(choices.get(value, value)) if isinstance(value, str) else value)

    def is_vouched_for(self, thing):
        """Whether a person has confirmed the whole entry: then a source alone no longer changes it."""
        return thing.state == State.CONFIRMED

    def gone(self):
        """Entries that earlier files had and this one has not."""
        earlier = ImportedRow.objects.filter(kind=self.kind).values_list("reference", flat=True)
        missing = self.model.objects.filter(reference__in=set(earlier) - self.references)
        return [
            Finding(FindingKind.GONE, thing.reference, str(thing))
            for thing in missing.exclude(state=State.ARCHIVED).order_by("reference")
        ]


class OrganisationTarget(Target):
    """`organisations.csv` -> `Organisation`."""

    kind = "organisations"
    model = Organisation
    columns = organisation_file.COLUMNS
    fields = organisation_file.FIELDS

    def __init__(self, references):
        super().__init__(references)
        self.districts = {district.label: district for district in District.objects.all()}

    def fetch(self, references):
        """With the district, which is compared by name."""
        return super().fetch(references).select_related("district")

    def current(self, thing, name):
        """What the portal holds, in the terms of the file."""
        if name == "district":
            return thing.district.label if thing.district else ""
        return getattr(thing, name)

    def create(self, new):
        """All new institutions, unconfirmed."""
        Organisation.objects.bulk_create(
            [Organisation(reference=row.cells["id"], **self._columns(values)) for row, values in new]
        )

    def update(self, thing, changes):
        """Writes changed fields; an open form notices it by the version."""
        columns = self._columns(changes)
        for name, value in columns.items():
            setattr(thing, name, value)
        thing.version += 1
        thing.save(update_fields=[*columns, "version"])

    def keys_of_offers(self, references):
        """The offers whose index names one of these institutions."""
        named = Q(organisation__reference__in=references) | Q(partners__reference__in=references)
        return Offer.objects.filter(named).order_by("pk").distinct().values_list("pk", flat=True)

    def passing_findings(self, rows):
        """Possible duplicates (the same name twice), and what is gone from the file."""
        return [*_duplicates(self, rows, lambda thing: (thing.name.casefold(),)), *self.gone()]

    def _columns(self, values):
        columns = dict(values)
        if "district" in columns:
            columns["district"] = self.districts.get(columns["district"])
        return columns


class OfferTarget(Target):
    """`offers.csv` -> `Offer`, its links, its place and its weekly hours."""

    kind = "offers"
    model = Offer
    columns = offer_file.COLUMNS
    fields = offer_file.FIELDS
    links = {
        "topics": (Topic, "key"),
        "target_groups": (TargetGroup, "key"),
        "residence_statuses": (LegalStatus, "key"),
        "languages": (Language, "key"),
        "partners": (Organisation, "reference"),
    }

    def __init__(self, references):
        super().__init__(references)
        self.fields_of_action = {field.key: field for field in FieldOfAction.objects.all()}
        self.organisations = {one.reference: one for one in Organisation.objects.exclude(reference=None)}
        self.districts = {district.label: district for district in District.objects.all()}
        self.linked = {
            name: {getattr(one, key): one for one in model.objects.exclude(**{key: None})}
            for name, (model, key) in self.links.items()
        }
        self.places = {_parts(place): place for place in Location.objects.select_related("district")}

    def fetch(self, references):
        """With everything that is compared."""
        return (
            super()
            .fetch(references)
            .select_related("organisation", "field_of_action", "location__district")
            .prefetch_related(*self.links, "weekly_hours")
        )

    def current(self, thing, name):
        """What the portal holds, in the terms of the file."""
        if name in self.links:
            return sorted(str(getattr(one, self.links[name][1])) for one in getattr(thing, name).all())
        if name == "organisation":
            return (thing.organisation.reference or thing.organisation.name) if thing.organisation else ""
        if name == "field_of_action":
            return thing.field_of_action.key if thing.field_of_action else ""
        if name == "location":
            return list(_parts(thing.location)) if thing.location else None
        if name == "weekly_hours":
            rows = sorted(thing.weekly_hours.all(), key=lambda row: (row.weekday, row.opens))
            return [[row.weekday, f"{row.opens:%H:%M}", f"{row.closes:%H:%M}"] for row in rows]
        return getattr(thing, name)

    def in_words(self, name, value):
        """Words by their labels, hours as people write them."""
        if name in self.links:
            return findings.in_words([str(self.linked[name].get(key, key)) for key in value or []])
        if name in ("organisation", "field_of_action"):
            table = self.organisations if name == "organisation" else self.fields_of_action
            return findings.in_words(str(table.get(value, value or "")))
        if name == "weekly_hours":
            return findings.in_words(opening_hours.in_words([_span(*parts) for parts in value or []]))
        return super().in_words(name, value)

    def create(self, new):
        """All new offers, unconfirmed, with their links and hours, in a fixed number of statements."""
        self._make_places([values["location"] for _row, values in new])
        offers = [Offer(reference=row.cells["id"], **self._columns(values)) for row, values in new]
        Offer.objects.bulk_create(offers)
        short_links.make_codes(offer.path for offer in offers)
        links, hours = defaultdict(list), []
        for offer, (_row, values) in zip(offers, new, strict=True):
            for name in self.links:
                links[name] += self._link_rows(offer, name, values[name])
            hours += _hours(offer, values["weekly_hours"])
        for name, rows in links.items():
            getattr(Offer, name).through.objects.bulk_create(rows)
        WeeklyHours.objects.bulk_create(hours)

    def update(self, thing, changes):
        """Writes changed fields; translations of a changed text are outdated from now on."""
        if changes.get("location"):
            self._make_places([changes["location"]])
        columns = self._columns(changes)
        for name, value in columns.items():
            setattr(thing, name, value)
        thing.version += 1
        if changes.keys() & set(TEXT_FIELDS):
            thing.text_revision += 1
        thing.save(update_fields=[*columns, "version", "text_revision"])
        for name in changes.keys() & self.links.keys():
            getattr(thing, name).set([self.linked[name][key] for key in changes[name]])
        if "weekly_hours" in changes:
            thing.weekly_hours.all().delete()
            WeeklyHours.objects.bulk_create(_hours(thing, changes["weekly_hours"]))

    def keys_of_offers(self, references):
        """The offers of these rows."""
        return Offer.objects.filter(reference__in=references).order_by("pk").values_list("pk", flat=True)

    def passing_findings(self, rows):
        """Providers that are no institution yet, possible duplicates, and what is gone from the file."""
        unmatched = Offer.objects.listed().filter(reference__in=self.references, organisation=None)
        lines = {row.cells["id"]: row.line for row in rows}
        found = [
            Finding(FindingKind.PROVIDER, offer.reference, offer.provider_text, line=lines[offer.reference])
            for offer in unmatched.exclude(provider_text="").order_by(F("reference"))
        ]
        same = _duplicates(self, rows, lambda offer: (offer.title.casefold(), offer.provider_text.casefold()))
        return [*found, *same, *self.gone()]

    def _columns(self, values):
        columns = {name: value for name, value in values.items() if name not in self.links and name != "weekly_hours"}
        for name, table in (("organisation", self.organisations), ("field_of_action", self.fields_of_action)):
            if name in columns:
                columns[name] = table.get(columns[name])
        if "location" in columns:
            columns["location"] = self.places[tuple(columns["location"])] if columns["location"] else None
        return columns

    def _make_places(self, wanted):
        missing = {tuple(parts) for parts in wanted if parts} - self.places.keys()
        made = [
            Location(name=name, street=street, postcode=postcode, city=city, district=self.districts.get(district))
            for name, street, postcode, city, district in sorted(missing)
        ]
        Location.objects.bulk_create(made)
        self.places |= {_parts(place): place for place in made}

    def _link_rows(self, offer, name, keys):
        relation = Offer._meta.get_field(name)
        column = relation.m2m_reverse_field_name()
        return [relation.remote_field.through(offer_id=offer.pk, **{column: self.linked[name][key]}) for key in keys]


def _parts(place):
    return (place.name, place.street, place.postcode, place.city, place.district.label if place.district else "")


def _span(day, opens, closes):
    return opening_hours.Hours(day, time.fromisoformat(opens), time.fromisoformat(closes))


def _hours(offer, spans):
    return [WeeklyHours(offer=offer, **vars(_span(*parts))) for parts in spans]


def _duplicates(target, rows, likeness):
    """Entries of this file that look like another entry, in the file or in the portal."""
    lines = {row.cells["id"]: row.line for row in rows}
    alike = defaultdict(list)
    for thing in target.model.objects.exclude(state=State.ARCHIVED).order_by("reference", "pk"):
        alike[likeness(thing)].append(thing)
    found = []
    for things in alike.values():
        for thing in things[1:]:
            first = things[0].reference or "ohne Kennung"
            reference = thing.reference or things[0].reference
            if reference in lines:
                subject = f"{thing} – wie {first}"
                found.append(Finding(FindingKind.DUPLICATE, reference, subject, line=lines[reference]))
    return found
