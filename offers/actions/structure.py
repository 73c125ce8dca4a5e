"""What can happen to boards, subprojects, their members, and to the goals of a field of action."""

from dataclasses import dataclass, field

import pghistory
from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers.actions.records import decide, locked, recorded, require_seen
from offers.choices import State
from offers.models import FieldGoal, FieldOfAction, Goal, Organisation, StructureMember, StructurePart

# What a row says about a member; its number is none of a person's business.
MEMBER = ("organisation", "unit_text", "role", "starts_on", "ends_on", "source", "source_year")
# By these a member stays the same one when a person corrects the rest of its row.
SAME = ("organisation", "unit_text", "starts_on")


@dataclass(frozen=True)
class Content:
    """All that a person can say about a board or subproject."""

    columns: dict
    members: list[dict] = field(default_factory=list)


def members_of(part):
    """The members as rows of a form."""
    found = part.members.select_related("organisation").order_by("organisation__name_sort", "unit_text", "starts_on")
    return [{name: getattr(member, name) for name in MEMBER} for member in found]


@transaction.atomic
def create(*, content, by):
    """A new board or subproject, not yet confirmed."""
    part = StructurePart(**content.columns)
    with recorded("angelegt", by=by):
        part.save(force_insert=True)
        _write_members(part, content.members)
    return part


@transaction.atomic
def change(*, part, content, version, by):
    """Saves what was typed; the state stays as it is."""
    part = locked(part)
    require_seen(part, version)
    for name, value in content.columns.items():
        setattr(part, name, value)
    _require_no_circle(part)
    part.version += 1
    with recorded("geändert", by=by):
        part.save()
        _write_members(part, content.members)
    return part


@transaction.atomic
def confirm(*, part, version, by):
    """A person has checked the entry and its members."""
    return decide(part, State.CONFIRMED, version=version, by=by)


@transaction.atomic
def end_membership(*, member, version, day, by):
    """An institution leaves; it was a member until the end of that day."""
    part = locked(member.part)
    require_seen(part, version)
    member = part.members.select_for_update(of=("self",)).get(pk=member.pk)
    if member.ends_on and member.ends_on <= day:
        raise RuleBroken(f"Die Mitgliedschaft von „{member}“ ist schon beendet.")
    if member.starts_on and day < member.starts_on:
        raise RuleBroken(f"„{member}“ ist erst ab {member.starts_on:%d.%m.%Y} Mitglied und kann nicht vorher enden.")
    member.ends_on = day
    part.version += 1
    with recorded("Mitgliedschaft beendet", by=by):
        part.save(update_fields=["version"])
        member.save(update_fields=["ends_on"])
    return member


@transaction.atomic
def set_goals(*, field_of_action, chosen, opened, by):
    """The goals of a field, as a person has ticked them on a page that was opened with `opened`; saving confirms.

    Only what this person has changed is changed: who saves second takes nothing back from the first.
    """
    field_of_action = FieldOfAction.objects.select_for_update(of=("self",)).get(pk=field_of_action.pk)
    stored = {link.goal_id: link for link in FieldGoal.objects.filter(field_of_action=field_of_action)}
    wanted, before = {goal.pk for goal in chosen}, {goal.pk for goal in opened}
    stamp = {"state": State.CONFIRMED, "confirmed_at": timezone.now(), "confirmed_by": by}
    with recorded("Ziele geändert", by=by):
        for key in before - wanted & stored.keys():
            stored[key].delete()
        for key in wanted - stored.keys() - before:
            FieldGoal.objects.create(field_of_action=field_of_action, goal_id=key, **stamp)
        for key in wanted & stored.keys():
            if stored[key].state != State.CONFIRMED:
                FieldGoal.objects.filter(pk=stored[key].pk).update(**stamp)
    return field_of_action


@transaction.atomic
def load(entries):
    """Keeps what sources say about the structure; returns how many boards and subprojects were new.

    What is there already stays as it is: a person may have changed it. Institutions and words are given by key; a
    member that the directory does not have stays a name.
    """
    known = dict(StructurePart.objects.exclude(reference=None).values_list("reference", "pk"))
    fields, goals = _by_key(FieldOfAction, "key"), _by_key(Goal, "key")
    units = _by_key(Organisation.objects.exclude(reference=None), "reference")
    new = [entry for entry in entries["parts"] if entry["reference"] not in known]
    with pghistory.context(what="aus der Quelle geladen"):
        for entry in new:
            known[entry["reference"]] = _from_source(entry, known, fields, units).pk
        for entry in entries["goals"] if new else []:
            ends = {"field_of_action": fields[entry["field_of_action"]], "goal": goals[entry["goal"]]}
            FieldGoal.objects.get_or_create(**ends, defaults={k: v for k, v in entry.items() if k not in ends})
    return len(new)


def _by_key(words, name):
    rows = words if hasattr(words, "model") else words.objects.all()
    return {getattr(row, name): row for row in rows}


def _from_source(entry, known, fields, units):
    links = {"parent", "field_of_action", "organisation", "members"}
    columns = {name: value for name, value in entry.items() if name not in links}
    part = StructurePart.objects.create(
        **columns,
        parent_id=known.get(entry.get("parent")),
        field_of_action=fields.get(entry.get("field_of_action")),
        organisation=units.get(entry.get("organisation")),
    )
    for member in entry["members"]:
        unit = units.get(member.get("organisation"))
        if unit or member.get("unit_text"):
            StructureMember.objects.create(part=part, **{**member, "organisation": unit})
    return part


def _require_no_circle(part):
    """Nothing stands below its own part, however many steps away."""
    seen, parent = {part.pk}, part.parent
    while parent is not None:
        if parent.pk in seen:
            raise RuleBroken(f"„{part.parent}“ gehört selbst zu „{part}“.")
        seen.add(parent.pk)
        parent = parent.parent


def _write_members(part, rows):
    """Makes the members what was typed: same ones are corrected, others go and come, so that history stays readable.

    What goes or shrinks is written first: an institution may leave on one day and come back on the next.
    """
    left = list(rows)
    kept = []
    for member in part.members.all():
        same = next((row for row in left if all(getattr(member, name) == row[name] for name in SAME)), None)
        if same is None:
            member.delete()
        else:
            left.remove(same)
            kept.append((member, same))
    for member, row in sorted(kept, key=lambda pair: (pair[1]["ends_on"] is None, str(pair[1]["ends_on"]))):
        if any(getattr(member, name) != value for name, value in row.items()):
            for name, value in row.items():
                setattr(member, name, value)
            member.save()
    for row in left:
        StructureMember.objects.create(part=part, **row)
