"""What somebody asks on "Wer hilft bei …?" and what the page answers. No query: it gets the rows of the day."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from offers import responsibility
from offers.audience import MEANINGS
from offers.choices import SelfWord, State
from offers.facts import Option, Said, term
from offers.presenting import host, web_address
from offers.responsibility import Verdict
from offers.units import ShownUnit
from offers.who_helps import row

# "Nichts davon": a person of no group that a source names.
NONE_OF_THESE = "keine"


@dataclass(frozen=True)
class Basis:
    """One statement that makes a unit responsible, in words."""

    for_whom: Said
    area: Said
    entry: object

    @property
    def note(self):
        """What the source adds."""
        return Said(self.entry.note)

    @property
    def source(self):
        """Where it is written."""
        return Said(self.entry.source)

    @property
    def source_address(self):
        """The source as a link, where it is one."""
        return web_address(self.entry.source)

    @property
    def source_name(self):
        """What stands on that link."""
        return host(self.source_address)


@dataclass(frozen=True)
class Unit:
    """A unit of the answer, with every statement that decided for it."""

    shown: ShownUnit
    bases: list


class Asked:
    """One task, asked for somebody who lives somewhere; `entries` come with institution, group and borough."""

    def __init__(self, task, entries, query, *, language, day):
        self.task, self.entries, self.language, self.day = task, entries, language, day
        self.is_named = query.get("who", "") in {option for option, _said in self._people()} | {NONE_OF_THESE}
        self.who = query["who"] if self.is_named else ""
        self.district = query.get("district", "")
        self.district = self.district if self.district in self._districts else ""

    # What can be chosen

    @cached_property
    def _groups(self):
        """Groups that a source names for this task: {key: word}."""
        return {entry.target_group.key: entry.target_group for entry in self.entries if entry.target_group}

    @cached_property
    def _districts(self):
        return {entry.district.key: entry.district for entry in self.entries if entry.district}

    def _people(self):
        """Self-words that lead to one of the groups, and groups that no self-word leads to."""
        words = [word for word in SelfWord if MEANINGS[word].groups & self._groups.keys()]
        led_to = frozenset().union(*(MEANINGS[word].groups for word in words))
        own = [(str(word), Said(str(word.label), self.language)) for word in words]
        return own + [(key, term(group, self.language)) for key, group in self._groups.items() if key not in led_to]

    @cached_property
    def people(self):
        """Options for whom it is; empty where it makes no difference."""
        found = [Option(value, said, value == self.who) for value, said in self._people()]
        if not found:
            return []
        none = Option(NONE_OF_THESE, Said(_("Nichts davon passt"), self.language), self.who == NONE_OF_THESE)
        return [Option("", Said(_("Bitte wählen"), self.language), not self.who), *found, none]

    @cached_property
    def districts(self):
        """Options for the borough; empty where it makes no difference."""
        found = [Option(key, term(one, self.language), key == self.district) for key, one in self._districts.items()]
        return [Option("", Said(_("Anderer Stadtteil"), self.language), not self.district), *found] if found else []

    # The answer

    @cached_property
    def _rows(self):
        counting = (entry for entry in self.entries if entry.organisation and not _is_gone(entry.organisation))
        return {row(entry): entry for entry in counting}

    def _find(self, groups):
        keys = [self._groups[key].pk for key in groups if key in self._groups]
        district = self._districts[self.district].pk if self.district else None
        return responsibility.find(self._rows, task=self.task.pk, groups=keys, district=district, day=self.day)

    @cached_property
    def _chosen_groups(self):
        return MEANINGS[self.who].groups if self.who in MEANINGS else frozenset({self.who})

    @cached_property
    def answer(self):
        """What the rules say for this person."""
        return self._find(self._chosen_groups)

    @property
    def is_open_question(self):
        """Whether the page has to know for whom before it can say anything."""
        return not self.is_named and bool(self.people) and self.answer.verdict == Verdict.HOLE

    @property
    def is_hole(self):
        """Whether no source names anybody for this person."""
        return self.answer.verdict == Verdict.HOLE and not self.is_open_question

    @property
    def is_overlap(self):
        """Whether several units do the same."""
        return self.answer.verdict == Verdict.OVERLAP

    @cached_property
    def units(self):
        """The units of the answer, by name."""
        deciding = [self._rows[one] for one in self.answer.rows]
        found = {entry.organisation_id: entry.organisation for entry in deciding}
        return [
            Unit(
                ShownUnit(organisation, self.language),
                [self._basis(entry) for entry in deciding if entry.organisation_id == key],
            )
            for key, organisation in sorted(found.items(), key=lambda item: item[1].name_sort)
        ]

    def _basis(self, entry):
        everybody, everywhere = Said(_("alle Menschen"), self.language), Said(_("ganz Herne"), self.language)
        return Basis(
            term(entry.target_group, self.language) if entry.target_group else everybody,
            term(entry.district, self.language) if entry.district else everywhere,
            entry,
        )

    @cached_property
    def mere_names(self):
        """Whom sources name for this person without it being a unit of the directory."""
        return [
            (Said(entry.unit_text), Said(entry.note))
            for entry in self.entries
            if entry.organisation is None
            and (entry.target_group is None or entry.target_group.key in self._chosen_groups)
            and (entry.district is None or entry.district.key == self.district)
        ]

    @cached_property
    def others(self):
        """Groups for whom somebody is named, and whom: a way on where the answer is open."""
        told = ((group, self._find([key])) for key, group in self._groups.items() if key not in self._chosen_groups)
        return [
            (term(group, self.language), self._organisations(answer))
            for group, answer in told
            if answer.verdict != Verdict.HOLE
        ]

    def _organisations(self, answer):
        found = {self._rows[one].organisation_id: self._rows[one].organisation for one in answer.rows}
        return sorted(found.values(), key=lambda organisation: organisation.name_sort)


def _is_gone(organisation):
    return organisation.state == State.ARCHIVED
