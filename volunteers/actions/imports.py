"""Importing opportunities: everything or nothing, and what a person has edited stays."""

from dataclasses import dataclass, field
from pathlib import Path

import pghistory
from django.db import connection, transaction
from django.utils import timezone

from herne_integration import short_links
from offers.importing import fields, reading
from offers.importing.problems import RefusedFile
from offers.importing.tables import read_rows
from offers.importing.words import Words
from offers.models import FieldOfAction, Organisation, TargetGroup
from volunteers import importing
from volunteers.choices.opportunities import OpportunityState
from volunteers.models import ImportedOpportunity, Opportunity, OpportunityWindow, RequirementType

# Any number will do; it only has to be this import's own.
LOCK = 44627


@dataclass
class Report:
    """What an import did, or in a dry run would do; lists hold sentences for a person."""

    rows: int
    created: list = field(default_factory=list)
    changed: dict = field(default_factory=dict)
    unchanged: int = 0
    conflicts: list = field(default_factory=list)
    unmatched: list = field(default_factory=list)
    gone: list = field(default_factory=list)
    samples: int = 0


def import_file(*, path, is_dry_run=False, most_bytes=reading.MOST_BYTES):
    """Imports one file in one transaction; `RefusedFile` lists every problem, and then nothing has changed."""
    data = reading.read(Path(path), most_bytes=most_bytes)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        words = Words(fields_of_action=frozenset(FieldOfAction.objects.values_list("key", flat=True)))
        rows = read_rows(data, importing.COLUMNS, words)
        if problems := importing.problems(rows):
            raise RefusedFile(problems)
        with pghistory.context(what="eingelesen"):
            report = _Import(rows).run()
        if is_dry_run:
            transaction.set_rollback(True)
    return report


class _Import:
    """One run over checked rows."""

    def __init__(self, rows):
        self.rows = rows
        self.report = Report(len(rows))
        references = [row.cells["id"] for row in rows]
        self.stored = {one.reference: one for one in self._locked(references)}
        self.seen = {one.reference: one for one in ImportedOpportunity.objects.select_for_update()}
        self.fields_of_action = {one.key: one for one in FieldOfAction.objects.all()}
        self.linked = {
            "target_groups": {one.key: one for one in TargetGroup.objects.all()},
            "extra_requirements": {one.key: one for one in RequirementType.objects.all()},
        }
        self.organisations = {one.name.casefold(): one for one in Organisation.objects.all()}

    def run(self):
        """Writes every row, and says what happened."""
        for row in self.rows:
            self._row(row)
        known = Opportunity.objects.listed().filter(reference__in=self.seen)
        missing = known.exclude(reference__in=[row.cells["id"] for row in self.rows])
        self.report.gone = [f"{one.reference}: {one}" for one in missing.order_by("reference")]
        self.report.samples = sum(row.cells["origin"] == "demo" for row in self.rows)
        return self.report

    def _row(self, row):
        reference = row.cells["id"]
        imported, thing = self.seen.get(reference), self.stored.get(reference)
        if thing is None:
            thing = self._create(reference, fields.values(importing.FIELDS, row.cells))
            self._remember(imported, row, thing, [])
        elif imported and imported.cells == row.cells:
            self.report.unchanged += 1
            self._tell(reference, imported.conflicts)
        else:
            self._remember(imported, row, thing, self._update(thing, row, imported))
        if thing.organisation is None:
            self.report.unmatched.append(f"{reference} (Zeile {row.line}): {thing.provider_text}")

    def _create(self, reference, values):
        thing = Opportunity(reference=reference)
        self._write(thing, values)
        short_links.code_for(thing.path)
        self.report.created.append(reference)
        return thing

    def _update(self, thing, row, imported):
        """Writes what changed in the source, unless a person has edited the field or vouched for the entry."""
        old_cells, old_values = (imported.cells, imported.values) if imported else ({}, {})
        changes, conflicts = {}, list(imported.conflicts) if imported else []
        for one in importing.FIELDS:
            if all(old_cells.get(name) == row.cells[name] for name in one.columns):
                continue
            new, old, current = one.value(row.cells), old_values.get(one.name), self._current(thing, one.name)
            conflicts = [conflict for conflict in conflicts if conflict["field"] != one.name]
            if new in (old, current):
                continue
            if current == old and thing.state != OpportunityState.CONFIRMED:
                changes[one.name] = new
            else:
                label = self._label(one.name)
                conflicts.append({"field": one.name, "label": label, "current": current, "old": old, "new": new})
        if changes:
            thing.version += 1
            self._write(thing, changes)
            self.report.changed[thing.reference] = [self._label(name) for name in changes]
        else:
            self.report.unchanged += 1
        self._tell(thing.reference, conflicts)
        return conflicts

    def _tell(self, reference, conflicts):
        self.report.conflicts += [
            f"{reference}, {one['label']} – im Portal: {_words(one['current'])} | Quelle bisher: {_words(one['old'])}"
            f" | Quelle jetzt: {_words(one['new'])}"
            for one in conflicts
        ]

    def _remember(self, imported, row, thing, conflicts):
        imported = imported or ImportedOpportunity(reference=thing.reference)
        imported.cells, imported.values = row.cells, fields.values(importing.FIELDS, row.cells)
        imported.conflicts, imported.imported_at = conflicts, timezone.now()
        imported.save()

    def _current(self, thing, name):
        """What the portal holds, in the terms of the file."""
        if name in self.linked:
            return sorted(one.key for one in getattr(thing, name).all())
        if name == "field_of_action":
            return thing.field_of_action.key if thing.field_of_action else ""
        if name == "windows":
            rows = sorted(thing.windows.all(), key=lambda row: (row.weekday, row.starts))
            return [[row.weekday, f"{row.starts:%H:%M}", f"{row.ends:%H:%M}"] for row in rows]
        return getattr(thing, name)

    def _write(self, thing, values):
        for name, value in values.items():
            if name == "field_of_action":
                thing.field_of_action = self.fields_of_action.get(value)
            elif name not in self.linked and name != "windows":
                setattr(thing, name, value)
        if "provider_text" in values and thing.organisation is None:
            # A name that is exactly one of ours; any other stays text and makes no institution.
            thing.organisation = self.organisations.get(thing.provider_text.casefold())
        thing.save()
        for name in values.keys() & self.linked.keys():
            getattr(thing, name).set([self.linked[name][key] for key in values[name]])
        if "windows" in values:
            thing.windows.all().delete()
            OpportunityWindow.objects.bulk_create(
                OpportunityWindow(opportunity=thing, weekday=day, starts=starts, ends=ends)
                for day, starts, ends in values["windows"]
            )

    @staticmethod
    def _locked(references):
        rows = Opportunity.objects.select_for_update(of=("self",)).filter(reference__in=references)
        return rows.select_related("organisation", "field_of_action").prefetch_related(
            "target_groups", "extra_requirements", "windows"
        )

    @staticmethod
    def _label(name):
        return "Zeiten" if name == "windows" else str(Opportunity._meta.get_field(name).verbose_name)


def _words(value):
    """A value as a person reads it."""
    if value is None or value in ("", []):
        return "leer"
    if isinstance(value, list):
        return ", ".join(" ".join(part) if isinstance(part, list) else str(part) for part in value)
    return str(value)
