"""Choices of the long form in few queries: Django alone would ask once per list of words and once more per field."""

from django.db.models import Q, Value

from offers.choices import State
from offers.models import LINKS, District, FieldOfAction, Goal, Language, LegalStatus, Organisation, TargetGroup, Topic

WORDS = {
    "field_of_action": FieldOfAction,
    "topics": Topic,
    "goals": Goal,
    "target_groups": TargetGroup,
    "residence_statuses": LegalStatus,
    "languages": Language,
    "district": District,
}


def _joined(parts, *order):
    """{name: rows} of several queries of the same shape, asked as one."""
    numbered = [
        rows.order_by().annotate(n=Value(n)).values_list("n", *columns) for n, (rows, columns) in enumerate(parts)
    ]
    return numbered[0].union(*numbered[1:], all=True).order_by("n", *order)


def vocabulary():
    """{field: [(key, German word)]} of all lists of words."""
    found = {name: [] for name in WORDS}
    names = list(WORDS)
    parts = [(model.objects.all(), ("pk", "label", "position")) for model in WORDS.values()]
    for n, pk, label, _position in _joined(parts, "position", "id"):
        found[names[n]].append((pk, label))
    return found


def linked(offer):
    """{field: keys} of everything the offer is linked with."""
    found = {name: [] for name in LINKS}
    names = list(LINKS)
    parts = [(link.objects.filter(offer=offer), (f"{end}_id",)) for link, end in LINKS.values()]
    for n, pk in _joined(parts):
        found[names[n]].append(pk)
    return found


def organisations(*, chosen=()):
    """Institutions to choose from: what is chosen stays a choice, even if it lies in the archive by now."""
    return Organisation.objects.filter(~Q(state=State.ARCHIVED) | Q(pk__in=chosen)).only("name")
