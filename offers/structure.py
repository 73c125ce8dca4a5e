"""Who works with whom, as pages and papers show it: fields of action with goals and parts. No query, no clock."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property

from offers.choices_structure import StructureRole
from offers.facts import Said, term
from offers.presenting import host, web_address

# In this order: who leads, who takes part, who advises.
ROLES = (StructureRole.LEAD, StructureRole.MEMBER, StructureRole.ADVISER)


@dataclass(frozen=True)
class ShownGoal:
    """A goal of a field; whether a person has said so, or it has only been inferred."""

    said: Said
    is_confirmed: bool


@dataclass(frozen=True)
class ShownMember:
    """Who takes part: an institution with a page, or only a name; and since when."""

    said: Said
    key: int | None
    starts_on: object = None
    ends_on: object = None


class ShownPart:
    """One board, subproject, network or programme; expects `members.organisation` fetched."""

    def __init__(self, part, language):
        self.part = part
        self.language = language
        self.key = part.pk
        self.above = None
        self.below = []

    @property
    def name(self):
        """What it is called."""
        return Said(self.part.name)

    @property
    def kind(self):
        """Board, subproject, network or programme, in the page's language."""
        return str(self.part.get_kind_display())

    @property
    def state(self):
        """Kind of the badge."""
        return str(self.part.state)

    @property
    def purpose(self):
        """What it does, as the source says."""
        return Said(self.part.purpose)

    @property
    def meets(self):
        """How often."""
        return Said(self.part.meets)

    @property
    def note(self):
        """What limits the entry."""
        return Said(self.part.note)

    @property
    def source(self):
        """The source as it was written down."""
        return Said(self.part.source)

    @property
    def source_address(self):
        """The source as a link, where it is one."""
        return web_address(self.part.source)

    @property
    def source_name(self):
        """What stands on that link."""
        return host(self.source_address)

    @cached_property
    def members(self):
        """[(role in words, its members by name)]; nothing where nobody knows who takes part."""
        found = {}
        for member in self.part.members.all():
            found.setdefault(member.role, []).append(member)
        return [
            (str(role.label), [_member(one) for one in sorted(found[role], key=_by_name)])
            for role in ROLES
            if role in found
        ]

    @property
    def number_of_members(self):
        """How many take part, as far as anybody knows."""
        return sum(len(members) for _role, members in self.members)


def _by_name(member):
    return member.organisation.name_sort if member.organisation else member.unit_text.casefold()


def _member(member):
    organisation = member.organisation
    name = organisation.name if organisation else member.unit_text
    return ShownMember(Said(name), organisation.pk if organisation else None, member.starts_on, member.ends_on)


@dataclass
class ShownField:
    """A field of action with its goals and who works in it; without a word: what belongs to no single field."""

    key: str = ""
    word: Said | None = None
    goals: list = field(default_factory=list)
    parts: list = field(default_factory=list)


def fields(terms, links, parts, language):
    """Every field of action in its order, and after them what no source puts into one, if there is any."""
    found = {one.pk: ShownField(one.key, term(one, language)) for one in terms}
    for link in links:
        goal = ShownGoal(term(link.goal, language), link.confirmed_at is not None)
        found[link.field_of_action_id].goals.append(goal)
    shown = {part.pk: ShownPart(part, language) for part in parts}
    rest = ShownField()
    for one in shown.values():
        above = shown.get(one.part.parent_id)
        if above:
            one.above = above
            above.below.append(one)
        found.get(one.part.field_of_action_id, rest).parts.append(one)
    return [*found.values(), *([rest] if rest.parts else [])]
