"""The filters as a page shows them: questions with their choices and numbers, and what was chosen."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from offers.choices import Sorting
from offers.facts import Option, Said, term
from offers.filters.facets import BY_NAME, FLAGS, HERE, YES
from offers.filters.statement import NOBODY_SAYS
from offers.words import Words

# What stands for "not chosen" in a list of choices.
ANY = {
    "topic": gettext_lazy("alle Themen"),
    "who": gettext_lazy("keine Auswahl"),
    "district": gettext_lazy("ganz Herne"),
    "language": gettext_lazy("jede Sprache"),
    "field": gettext_lazy("alle Felder"),
    "region": HERE,
}


@dataclass(frozen=True)
class Question:
    """A facet with its choices; a yes-question has one."""

    name: str
    label: str
    options: tuple


@dataclass(frozen=True)
class Choices:
    """Everything there is to choose: the words, which of them are chosen, and how many offers each would give.

    Equal where they say the same, so that what is printed of them stays in memory: nothing here was typed by a person.
    """

    words: Words
    chosen: tuple
    numbers: tuple

    @cached_property
    def _numbers(self):
        return {(name, value): number for name, value, number in self.numbers}

    def _count(self, name, value):
        return self._numbers.get((name, value), 0) + self._numbers.get((name, NOBODY_SAYS), 0)

    @property
    def questions(self):
        """Questions with a list of choices; a choice that would give nothing is left out unless it is chosen."""
        chosen = dict(self.chosen)
        return tuple(self._question(BY_NAME[name], chosen.get(name, "")) for name in ANY)

    def _question(self, facet, chosen):
        options = [Option("", Said(str(ANY[facet.name]), get_language()), not chosen)]
        for value, said in _texts(facet, self.words).items():
            number = self._count(facet.name, value)
            if number or value == chosen:
                options.append(Option(value, said, value == chosen, number))
        return Question(facet.name, str(facet.label), tuple(options))

    @property
    def flags(self):
        """Questions with a yes."""
        chosen = dict(self.chosen)
        return tuple(
            Option(facet.name, _said(facet, facet.label), facet.name in chosen, self._count(facet.name, YES))
            for facet in FLAGS
        )

    @property
    def with_unknown(self):
        """Whether offers that say nothing about something chosen are shown as well."""
        return "unknown" in dict(self.chosen)


@dataclass(frozen=True)
class Chip:
    """A chosen filter and the address without it."""

    name: str
    said: Said
    query: str


@dataclass(frozen=True)
class Way:
    """A way on from a list that is empty: one choice less, and how many offers that gives."""

    said: Said
    number: int
    query: str


def choices(selection, words, tally):
    """What the list offers to choose."""
    chosen = tuple((name, selection[name]) for name in (*ANY, *(facet.name for facet in FLAGS), "unknown"))
    return Choices(words, tuple(pair for pair in chosen if pair[1]), tally.numbers)


def chips(selection, words, provider):
    """What was chosen, each with the address without it."""
    return [Chip(name, said, selection.query(name)) for name, said in _chosen(selection, words, provider)]


def ways_on(selection, words, provider, tally, *, without_words):
    """What to take away from a choice that gives nothing, the most fruitful first."""
    numbers = {**tally.without, "q": without_words}
    chosen = dict(_chosen(selection, words, provider))
    ways = [Way(said, numbers[name], selection.query(name)) for name, said in chosen.items() if numbers.get(name)]
    return sorted(ways, key=lambda way: -way.number)


def sortings(selection):
    """The orders of the list: label, query, whether it is the present one."""
    orders = [("", _("am besten passend"), selection.query("sort"))]
    orders += [(key, label, selection.query(sort=key)) for key, label in Sorting.choices]
    return [(label, query, selection["sort"] == key) for key, label, query in orders]


def _chosen(selection, words, provider):
    language = get_language()
    if selection["q"]:
        yield "q", Said(f"„{selection['q']}“", language)
    for facet in selection.facets:
        if facet.is_flag:
            yield facet.name, _said(facet, facet.label)
        elif facet.name == "provider":
            yield facet.name, Said(provider.name if provider else selection["provider"])
        else:
            yield facet.name, _texts(facet, words)[selection[facet.name]]
    if selection["unknown"]:
        yield "unknown", Said(_("auch Angebote ohne diese Angaben"), language)


def _texts(facet, words):
    key = (facet.name, get_language())
    if key not in words.said:
        words.said[key] = {value: _said(facet, text) for value, text in facet.texts(words).items()}
    return words.said[key]


def _said(facet, text):
    if facet.name == "language":
        # People look for their own language by its own name.
        own = text.native_label
        said = term(text, get_language())
        return said if own == said.text else Said(f"{own} ({said.text})", said.language)
    return term(text, get_language()) if hasattr(text, "is_translated") else Said(str(text), get_language())
