"""What the address of the list says: one short value per known name, and the links that change one of them."""

from unicodedata import category
from urllib.parse import urlencode

from offers.choices import Sorting
from offers.filters.facets import BY_NAME, FACETS, YES

LONGEST_VALUE = 120
NAMES = ("q", *BY_NAME, "unknown", "sort")


class Selection:
    """The visitor's choice; missing names read as an empty text."""

    def __init__(self, values):
        self.values = values

    def __getitem__(self, name):
        return self.values.get(name, "")

    @property
    def facets(self):
        """The chosen facets, in the order of the page."""
        return [facet for facet in FACETS if self[facet.name]]

    def query(self, *without, **changes):
        """The address's query with changes and without some names, on the first page."""
        kept = {**self.values, **changes}
        return urlencode([(name, kept[name]) for name in NAMES if kept.get(name) and name not in without])

    def others(self, *names):
        """Pairs of name and value for the hidden fields of a form that asks only for `names`."""
        return [(name, self[name]) for name in NAMES if self[name] and name not in names]


def tidy(query, words):
    """The part of a query that means something: one short printable value per known name, a real page number."""
    kept = {}
    for name in NAMES:
        value = "".join(sign for sign in query.get(name, "") if category(sign) not in {"Cc", "Cs"})
        value = value[:LONGEST_VALUE].strip()
        if value and _is_allowed(name, value, words):
            kept[name] = value
    page = query.get("page", "")
    if page.isascii() and page.isdigit() and int(page[:6]) >= 1 and len(page) <= 6:
        kept["page"] = page
    return kept


def is_tidy(query, kept):
    """Whether a query holds nothing that `tidy` dropped or changed; fields of the form may be empty."""
    return all(values == [kept.get(name, "")] for name, values in query.lists() if name in {*NAMES, "page"}) and not (
        query.keys() - {*NAMES, "page"}
    )


def address(kept):
    """A tidy query as text."""
    return urlencode(kept)


def _is_allowed(name, value, words):
    if name in BY_NAME:
        return BY_NAME[name].allows(value, words)
    return {"q": True, "unknown": value == YES, "sort": value in Sorting.values}[name]
