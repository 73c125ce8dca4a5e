"""What an import leaves for a person to look at, and settling it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions.records import recorded
from offers.choices import PASSING_FINDINGS, FindingKind
from offers.models import ImportFinding


@dataclass(frozen=True)
class Finding:
    """One thing to look at, before it is kept."""

    kind: FindingKind
    reference: str
    subject: str
    line: int | None = None
    field: str = ""
    current_value: str = ""
    old_value: str = ""
    new_value: str = ""


def in_words(value):
    """A value as a person reads it."""
    if value is None or value in ("", []):
        return "leer"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list):
        return ", ".join(" ".join(part) if isinstance(part, list) else str(part) for part in value if part)
    return str(value)


@transaction.atomic
def keep(run, found):
    """Makes the open findings of this kind of file what this run found; conflicts stay until somebody settles them."""
    existing = {
        (finding.kind, finding.reference, finding.field): finding
        for finding in ImportFinding.objects.select_for_update().open().filter(source_kind=run.kind)
    }
    wanted = {(one.kind, one.reference, one.field): one for one in found}
    passed = [finding.pk for key, finding in existing.items() if key not in wanted and finding.kind in PASSING_FINDINGS]
    ImportFinding.objects.filter(pk__in=passed).delete()
    settled = _settled(run.kind)
    fresh = []
    for key, one in wanted.items():
        known = existing.get(key)
        if known is None:
            if (one.kind, one.reference, one.subject[:400]) in settled:
                continue
            fresh.append(ImportFinding(run=run, source_kind=run.kind, **_columns(one)))
        elif _columns(one) != {name: getattr(known, name) for name in _columns(one)}:
            for name, value in _columns(one).items():
                setattr(known, name, value)
            known.run = run
            known.save()
    ImportFinding.objects.bulk_create(fresh)


@transaction.atomic
def settle(*, finding, by):
    """A person has looked at it; it leaves the list."""
    finding = ImportFinding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if finding.settled_at:
        raise RuleBroken("Dieser Befund ist schon erledigt.")
    finding.settled_at, finding.settled_by = timezone.now(), by
    with recorded("Befund erledigt", by=by):
        finding.save(update_fields=["settled_at", "settled_by"])
    return finding


def _settled(source_kind):
    """What somebody has looked at already does not come back with the next file; a new conflict is a new one."""
    settled = ImportFinding.objects.filter(source_kind=source_kind, settled_at__isnull=False, kind__in=PASSING_FINDINGS)
    return set(settled.values_list("kind", "reference", "subject"))


def _columns(one):
    return {
        "kind": one.kind,
        "reference": one.reference,
        "line": one.line,
        "field": one.field,
        "subject": one.subject[:400],
        "current_value": one.current_value,
        "old_value": one.old_value,
        "new_value": one.new_value,
    }
