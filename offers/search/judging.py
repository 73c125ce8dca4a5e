"""How good the search is, in numbers. Pure.

`ndcg` is Järvelin and Kekäläinen's normalised discounted cumulative gain: what fits best counts most, at the top.
"""

import math
import random
import string

EXPECTED, ACCEPTABLE = 2, 1


def rank_of_first(titles, wanted):
    """Place of the first wanted title, counted from 1; None where there is none."""
    return next((place for place, title in enumerate(titles, start=1) if title in wanted), None)


def ndcg(titles, expected, acceptable, *, places=10):
    """Between 0 (nothing that fits) and 1 (the best order there is) over the first places."""
    grades = dict.fromkeys(acceptable, ACCEPTABLE) | dict.fromkeys(expected, EXPECTED)
    best = sorted(grades.values(), reverse=True)
    ideal = _gain(best[:places])
    return _gain([grades.get(title, 0) for title in titles[:places]]) / ideal if ideal else 0.0


def _gain(grades):
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, start=1))


def mistyped(word, chance):
    """The word with one random edit: a letter dropped, doubled by a wrong one, replaced, or swapped with the next."""
    place, letter = chance.randrange(len(word)), chance.choice(string.ascii_lowercase)
    edits = ["drop", "insert", "replace"] + (["swap"] if place + 1 < len(word) else [])
    match chance.choice(edits):
        case "drop":
            return word[:place] + word[place + 1 :]
        case "insert":
            return word[:place] + letter + word[place:]
        case "replace":
            return word[:place] + letter + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def chance(seed):
    """A source of chance that gives the same edits every time."""
    return random.Random(seed)  # noqa: S311 (no secret depends on it)
