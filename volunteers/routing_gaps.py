"""Where nobody in particular is asked first. Values in, gaps out; no database."""

from dataclasses import dataclass

LABELS = {"field_of_action": "Handlungsfeld", "target_group": "Zielgruppe", "district": "Stadtbezirk"}


@dataclass(frozen=True)
class Gap:
    """The words of one kind that no route names by themselves."""

    label: str
    words: list


def gaps(routes, named):
    """A `Gap` for each kind of word that has some. `named`: {name of the kind: [(key, word)]}.

    A route that names two words covers neither by itself: whoever has only one of them is not asked by it.
    """
    found = []
    for kind, words in named.items():
        covered = {getattr(route, f"{kind}_id") for route in routes if _names_only(route, kind)}
        open_words = [word for key, word in words if key not in covered]
        if open_words:
            found.append(Gap(LABELS[kind], open_words))
    return found


def fallback(routes):
    """Whether somebody is there for everything else."""
    return any(not any(getattr(route, f"{kind}_id") for kind in LABELS) for route in routes)


def _names_only(route, kind):
    return all(bool(getattr(route, f"{one}_id")) == (one == kind) for one in LABELS)
