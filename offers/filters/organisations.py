"""The directory of institutions: search by name, narrow down by field of action, kind and first letter."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left, Upper

from offers.facts import Option, Said, term
from offers.models import Offer, Organisation, StructurePart
from offers.models.sorting import ACCENTED, PLAIN
from offers.models.structure import live_on
from offers.words import words

LONGEST_TEXT, LONGEST_KEY = 100, 18
FOLD = str.maketrans(ACCENTED, PLAIN)
COLUMNS = (
    "name", "kind", "state", "origin", "city", "phone", "email", "website",
    "district__key", "district__label", "district__plain_label", "district__labels",
)  # fmt: skip
# What no letter begins with stands behind this sign.
OTHER = "0-9"


@dataclass(frozen=True)
class Letter:
    """One letter of the alphabet, its address, and whether it is chosen."""

    sign: str
    query: str
    is_chosen: bool


def folded(text):
    """A text as the sort key writes it: ä is a, ß is ss."""
    return text.lower().replace("ß", "ss").translate(FOLD)


class Directory:
    """What somebody asks of the list of institutions, and the answer."""

    def __init__(self, query, user, *, language, day):
        self.language, self.day, self.user, self._query = language, day, user, query
        self.text = query.get("q", "").replace("\0", " ").strip()[:LONGEST_TEXT]
        self.field = query.get("feld", "") if query.get("feld", "") in words().fields else ""
        self.kind = query.get("art", "") if query.get("art", "") in self.kinds else ""
        self.letter = query.get("buchstabe", "").upper()
        self.letter = self.letter if self.letter in self._signs else ""

    @cached_property
    def parent(self):
        """The institution whose parts are asked for, or None."""
        key = self._query.get("teil-von", "")
        is_key = key.isdecimal() and len(key) < LONGEST_KEY
        return Organisation.objects.visible_to(self.user).filter(pk=key).first() if is_key else None

    @property
    def _all(self):
        return Organisation.objects.visible_to(self.user).public()

    @cached_property
    def kinds(self):
        """All kinds that institutions have, by name."""
        found = self._all.exclude(kind="").order_by("kind").values_list("kind", flat=True).distinct()
        return sorted(found, key=folded)

    @cached_property
    def _signs(self):
        first = Upper(Left("name_sort", 1))
        found = self._all.annotate(first=first).order_by().values_list("first", flat=True).distinct()
        letters = sorted(sign for sign in found if "A" <= sign <= "Z")
        return [*letters, *([OTHER] if len(letters) < len(set(found)) else [])]

    @cached_property
    def is_asked(self):
        """Whether anything is chosen."""
        return bool(self.text or self.field or self.kind or self.letter or self.parent)

    def found(self):
        """The institutions from A to Z, as a German reader expects."""
        rows = self._all
        for word in folded(self.text).split():
            rows = rows.filter(Q(name_sort__contains=word) | Q(kind__icontains=word))
        if self.parent:
            rows = rows.filter(parent=self.parent)
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.letter == OTHER:
            rows = rows.exclude(name_sort__regex=r"^[a-z]")
        elif self.letter:
            rows = rows.filter(name_sort__startswith=self.letter.lower())
        if self.field:
            rows = rows.filter(self._works_in(words().fields[self.field].pk))
        return rows.select_related("district").only(*COLUMNS).order_by("name_sort", "pk")

    def _works_in(self, field):
        """With an offer in the field, or with a part in what works there."""
        offers = Offer.objects.visible_to(self.user).listed().valid_on(self.day)
        parts = StructurePart.objects.visible_to(self.user).live_on(self.day).filter(field_of_action=field)
        members = parts.filter(live_on(self.day, "members__"), members__organisation=OuterRef("pk"))
        return (
            Exists(offers.filter(organisation=OuterRef("pk"), field_of_action=field))
            | Exists(members)
            | Exists(parts.filter(organisation=OuterRef("pk")))
        )

    @property
    def field_options(self):
        """Fields of action as choices."""
        fields = words().fields.items()
        return [Option(key, term(word, self.language), key == self.field) for key, word in fields]

    @property
    def kind_options(self):
        """Kinds as choices, as their sources write them."""
        return [Option(kind, Said(kind), kind == self.kind) for kind in self.kinds]

    @property
    def letters(self):
        """The alphabet with what else is chosen."""
        rest = {"q": self.text, "feld": self.field, "art": self.kind, "teil-von": self.parent.pk if self.parent else ""}
        rest = {name: value for name, value in rest.items() if value}
        return [Letter(sign, urlencode({**rest, "buchstabe": sign}), sign == self.letter) for sign in self._signs]
