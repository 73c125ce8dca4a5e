"""Reads responsibilities for the pure rules, and puts what they say into words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from offers import responsibility
from offers.choices import State
from offers.models import District, Responsibility, TargetGroup, Task
from offers.responsibility import Gap, Row, Verdict
from offers.responsibility_gaps import Statement, explain

# The vocabulary's word for everybody; a row for everybody names no group.
EVERYBODY = "alle"
NOBODY_SAID = "Keine Quelle nennt eine Stelle."


def row(entry):
    """A responsibility as the rules read it; words of the vocabulary and institutions by number."""
    return Row(
        task=entry.task_id,
        unit=entry.organisation_id,
        group=entry.target_group_id,
        district=entry.district_id,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
    )


@dataclass(frozen=True)
class Line:
    """An overlap or a hole in words, and what is known about it."""

    gap: Gap
    task: str
    units: list
    groups: str
    districts: str
    notes: list
    # Why it is so: sentences, and statements that a person could change.
    causes: list
    entries: list
    # What a new statement would be about, as the query of an address: keys of the vocabulary.
    prefilled: str

    @property
    def is_overlap(self):
        """Whether several units do the same."""
        return self.gap.verdict == Verdict.OVERLAP

    @property
    def combinations(self):
        """How many pairs of group and borough it stands for."""
        return len(self.gap.groups) * len(self.gap.districts)


@dataclass(frozen=True)
class Review:
    """All overlaps and holes of a day, and how many combinations of task, group and borough were asked."""

    lines: list
    asked: int

    def count(self, verdict):
        """Combinations with this verdict; what is neither doubled nor open has one unit."""
        if verdict == Verdict.UNIT:
            return self.asked - sum(line.combinations for line in self.lines)
        return sum(line.combinations for line in self.lines if line.gap.verdict == verdict)


def review(day):
    """Asks for every task, group and borough of the vocabulary."""
    tasks = {task.pk: task for task in Task.objects.all()}
    named = {group.pk: group for group in TargetGroup.objects.exclude(key=EVERYBODY)}
    districts = {district.pk: district for district in District.objects.all()}
    entries = list(Responsibility.objects.select_related("organisation"))
    rows = [row(entry) for entry in entries if _counts(entry)]
    groups = [responsibility.NO_GROUP, *named]
    found = responsibility.gaps(rows, tasks, groups, districts, day)
    words = _Words(tasks, named, districts, entries, day)
    return Review([words.line(gap) for gap in found], len(tasks) * len(groups) * len(districts))


def _counts(entry):
    """Whether it makes somebody responsible: with an institution that is still there (see `counting`)."""
    return entry.organisation is not None and entry.organisation.state != State.ARCHIVED


class _Words:
    """Numbers of the rules back into German."""

    def __init__(self, tasks, groups, districts, entries, day):
        self.tasks, self.groups, self.districts, self.day = tasks, groups, districts, day
        self.entries = [entry for entry in entries if row(entry).is_live_on(day)]
        self.units = {entry.organisation_id: entry.organisation for entry in entries}
        self.statements = [self._statement(entry) for entry in entries]

    def line(self, gap):
        """One overlap or hole in words."""
        return Line(
            gap=gap,
            task=self.tasks[gap.task].label,
            units=sorted(self.units[key].name for key in gap.units),
            groups=self._groups(gap.groups),
            districts=self._districts(gap.districts),
            notes=self._notes(gap),
            causes=[sentence for _cause, sentence in explain(gap, self.statements, self.day)],
            entries=[entry for entry in self.entries if _is_about(entry, gap)],
            prefilled=self._prefilled(gap),
        )

    def _statement(self, entry):
        place = f", {self.districts[entry.district_id].label}" if entry.district_id else ""
        return Statement(
            task=entry.task_id,
            name=entry.organisation.name if entry.organisation else entry.unit_text,
            for_whom=f"{self._for_whom(entry)}{place}",
            unit=entry.organisation_id,
            is_gone=entry.organisation is not None and not _counts(entry),
            group=entry.target_group_id,
            district=entry.district_id,
            starts_on=entry.starts_on,
            ends_on=entry.ends_on,
        )

    def _for_whom(self, entry):
        group = self.groups.get(entry.target_group_id)
        return group.label if group else "alle Zielgruppen"

    def _prefilled(self, gap):
        """One group or borough is filled in; several are left to the person."""
        found = {"aufgabe": self.tasks[gap.task].key}
        if len(gap.groups) == 1 and gap.groups[0] is not None:
            found["zielgruppe"] = self.groups[gap.groups[0]].key
        if len(gap.districts) == 1:
            found["bezirk"] = self.districts[gap.districts[0]].key
        return urlencode(found)

    def _groups(self, keys):
        named = [self.groups[key].label for key in keys if key is not None]
        whole = len(self.groups) + 1
        if len(keys) == whole:
            return "alle Zielgruppen"
        if whole / 2 < len(keys):
            missing = [group.label for key, group in self.groups.items() if key not in keys]
            return f"alle Zielgruppen außer: {'; '.join(missing)}"
        return "; ".join([*(["ohne Zielgruppe"] if None in keys else []), *named])

    def _districts(self, keys):
        return (
            "ganz Herne" if len(keys) == len(self.districts) else ", ".join(self.districts[key].label for key in keys)
        )

    def _notes(self, gap):
        """What the sources say about it: for overlaps by the units themselves, for holes by names without a unit."""
        about = [entry for entry in self.entries if _is_about(entry, gap)]
        if gap.verdict == Verdict.OVERLAP:
            notes = [entry.note for entry in about if entry.organisation_id in gap.units]
            return list(dict.fromkeys(filter(None, notes)))
        names = [
            f"{self._groups([entry.target_group_id])}: „{entry.unit_text or entry.organisation}“. {entry.note}".strip()
            for entry in about
        ]
        silent = set(gap.groups) - {entry.target_group_id for entry in about}
        return [*names, *([NOBODY_SAID] if silent else [])]


def _is_about(entry, gap):
    return (
        entry.task_id == gap.task
        and entry.target_group_id in gap.groups
        and (entry.district_id is None or entry.district_id in gap.districts)
    )
