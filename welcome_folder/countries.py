"""Citizenships to choose from: ISO 3166 with German names, those that are frequent in Herne first."""

from functools import cache

from babel import Locale

from offers.asker import STATELESS

FREQUENT = ("SY", "UA", "AF", "IQ", "IR", "ER", "RO", "BG", "TR", "NG", "GN", "RS", "XK", "AL", "MK", "LB", "DE")
NO_STATES = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AC", "CP", "DG", "EA", "IC", "TA", "AQ", "CQ"}
NO_STATE_LABEL = "staatenlos"


@cache
def names():
    """{code: German name}."""
    known = Locale("de").territories
    found = {code: name for code, name in known.items() if len(code) == 2 and code.isalpha() and code not in NO_STATES}
    return found | {STATELESS: NO_STATE_LABEL}


@cache
def choices():
    """For a form: the frequent ones first, then all by name."""
    known = names()
    rest = sorted(known.keys() - {STATELESS, *FREQUENT}, key=lambda code: _sorted_as(known[code]))
    return [
        ("Häufig", [(code, known[code]) for code in (*FREQUENT, STATELESS)]),
        ("Alle", [(code, known[code]) for code in rest]),
    ]


def label(code):
    """The German name of a citizenship; an unknown code stays as it is."""
    return names().get(code, code)


def _sorted_as(name):
    return name.casefold().translate(str.maketrans("äöüåçéí", "aouacei"))
