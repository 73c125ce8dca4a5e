"""Importing a file: everything or nothing, and what a person has edited stays."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import pghistory
from django.db import connection, transaction
from django.utils import timezone

from offers.actions import findings, indexing
from offers.actions.import_targets import OfferTarget, OrganisationTarget
from offers.choices import FindingKind, ImportKind
from offers.importing import reading
from offers.importing.tables import read_rows
from offers.importing.words import Words
from offers.models import (
    District,
    FieldOfAction,
    ImportedRow,
    ImportRun,
    Language,
    LegalStatus,
    Organisation,
    TargetGroup,
    Topic,
)

# Any number will do; it only has to be the imports' own.
LOCK = 44625
TARGETS = {ImportKind.ORGANISATIONS: OrganisationTarget, ImportKind.OFFERS: OfferTarget}


@dataclass
class Report:
    """What an import did, or in a dry run would do."""

    kind: ImportKind
    rows: int
    created: list = field(default_factory=list)
    changed: dict = field(default_factory=dict)
    unchanged: int = 0
    findings: list = field(default_factory=list)
    credited: int = 0


def import_file(*, kind, path, is_dry_run=False, most_bytes=reading.MOST_BYTES):
    """Imports one file in one transaction; `RefusedFile` lists every problem, and then nothing has changed."""
    path = Path(path)
    data = reading.read(path, most_bytes=most_bytes)
    with transaction.atomic():
        _wait_for_other_imports()
        rows = read_rows(data, TARGETS[kind].columns, _words())
        report = _import_rows(kind, rows, name=_printable(path.name), digest=hashlib.sha256(data).hexdigest())
        if is_dry_run:
            transaction.set_rollback(True)
    return report


def _printable(name):
    """A file name may hold bytes that are no text; the database keeps text."""
    return name.encode("utf-8", "replace").decode()[:255]


def _wait_for_other_imports():
    """Two imports at once would both find the same rows missing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _words():
    return Words(
        topics=_keys(Topic),
        fields_of_action=_keys(FieldOfAction),
        target_groups=_keys(TargetGroup),
        legal_status=_keys(LegalStatus),
        languages=_keys(Language),
        districts=_keys(District, "label"),
        organisations=_keys(Organisation, "reference"),
    )


def _keys(model, name="key"):
    return frozenset(model.objects.exclude(**{f"{name}__isnull": True}).values_list(name, flat=True))


def _import_rows(kind, rows, *, name, digest):
    now = timezone.now()
    target = TARGETS[kind]([row.cells["id"] for row in rows])
    report = Report(kind, len(rows))
    run = ImportRun(kind=kind, file_name=name, digest=digest, rows=len(rows), imported_at=now)
    with pghistory.context(what="eingelesen", file=name):
        _write_rows(target, kind, rows, report, now)
    indexing.refresh(*target.keys_of_offers([*report.created, *report.changed]))
    run.created, run.changed, run.unchanged = len(report.created), len(report.changed), report.unchanged
    run.save()
    report.findings += target.passing_findings(rows)
    findings.keep(run, report.findings)
    report.credited = sum("integreat" in row.cells["source"].lower() for row in rows)
    return report


def _write_rows(target, kind, rows, report, now):
    """New rows in bulk; known rows only where a cell is not what it was."""
    seen = {row.reference: row for row in ImportedRow.objects.select_for_update().filter(kind=kind)}
    fresh = [row for row in rows if not _is_known(row, seen, target)]
    report.unchanged = len(rows) - len(fresh)
    things = {thing.reference: thing for thing in target.fetch([row.cells["id"] for row in fresh])}
    new, moved = [], []
    for row in fresh:
        imported = seen.get(row.cells["id"])
        thing = things.get(row.cells["id"])
        values = target.values(row.cells)
        if thing is None:
            new.append((row, values))
            report.created.append(row.cells["id"])
        else:
            _update(target, thing, row, values, imported, report)
        if imported is None:
            imported = ImportedRow(kind=kind, reference=row.cells["id"])
        imported.cells, imported.values, imported.imported_at = row.cells, values, now
        moved.append(imported)
    target.create(new)
    ImportedRow.objects.bulk_create(
        moved,
        update_conflicts=True,
        unique_fields=["kind", "reference"],
        update_fields=["cells", "values", "imported_at"],
    )


def _is_known(row, seen, target):
    reference = row.cells["id"]
    return reference in seen and reference in target.existing and seen[reference].cells == row.cells


def _update(target, thing, row, values, imported, report):
    """Writes what changed in the source, unless a person has edited the field or vouched for the entry."""
    old_cells = imported.cells if imported else {}
    old_values = imported.values if imported else {}
    changes = {}
    for one in target.fields:
        new, old = values[one.name], old_values.get(one.name)
        if all(old_cells.get(name) == row.cells[name] for name in one.columns):
            values[one.name] = old
            continue
        current = target.current(thing, one.name)
        if new in (old, current):
            continue
        if current == old and not target.is_vouched_for(thing):
            changes[one.name] = new
        else:
            report.findings.append(
                findings.Finding(
                    kind=FindingKind.CONFLICT,
                    reference=row.cells["id"],
                    line=row.line,
                    field=one.name,
                    subject=f"{thing}: {target.label(one.name)}",
                    current_value=target.in_words(one.name, current),
                    old_value=target.in_words(one.name, old),
                    new_value=target.in_words(one.name, new),
                )
            )
    if changes:
        target.update(thing, changes)
        report.changed[row.cells["id"]] = [target.label(name) for name in changes]
    else:
        report.unchanged += 1
