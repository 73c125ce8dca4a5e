"""When nothing fits: which single wish or condition, given up, would give how many. Reasons in, counts out."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from volunteers.choices.eligibility import Relaxation

# What a relaxation is about more exactly: the language, the proof.
NAMED_BY = {
    Relaxation.LANGUAGE: "languages",
    Relaxation.INTERPRETING: "languages",
    Relaxation.GERMAN: "level",
    Relaxation.SKILL: "skill",
    Relaxation.HOUSE: "requirement",
}
PLAIN = _("%(relaxation)s: %(count)s")
NAMED = _("%(relaxation)s %(name)s: %(count)s")


@dataclass(frozen=True)
class Way:
    """One relaxation and how many candidates it would give; `name` says which language, level or proof."""

    relaxation: Relaxation
    name: str
    count: int

    @property
    def sentence(self):
        """As in "ohne die Sprache Dari: 4"."""
        values = {"relaxation": self.relaxation.label, "name": self.name, "count": self.count}
        return str(NAMED if self.name else PLAIN) % values


def ways(refusals):
    """The ways out, most candidates first. `refusals` holds the reasons of each candidate who does not fit.

    A candidate counts where everything against them belongs to one and the same relaxation; whom the law, the age or
    two different wishes keep out counts nowhere.
    """
    counts = Counter(found for reasons in refusals if (found := _only(reasons)))
    order = list(Relaxation)
    found = [Way(relaxation, name, count) for (relaxation, name), count in counts.items()]
    return sorted(found, key=lambda way: (-way.count, order.index(way.relaxation), way.name))


def _only(reasons):
    """The one (relaxation, name) that all reasons belong to, None if there is none or more than one."""
    found = {(reason.relaxation, _name(reason)) for reason in reasons}
    if len(found) != 1:
        return None
    one = found.pop()
    return one if one[0] else None


def _name(reason):
    return dict(reason.values).get(NAMED_BY.get(reason.relaxation), "")
