"""What somebody is to somebody else, from either side. Pure."""

from welcome_folder.choices.people import Relation

# What the other one may be to the folder's person: key -> (label, stored relation, whether that person stands first)
KIN = {
    "spouse": ("Ehe oder Lebenspartnerschaft", Relation.SPOUSE, True),
    "child": ("Kind", Relation.CHILD, True),
    "parent": ("Mutter oder Vater", Relation.CHILD, False),
    "sibling": ("Geschwister", Relation.SIBLING, True),
    "grandchild": ("Enkelkind", Relation.GRANDCHILD, True),
    "grandparent": ("Großmutter oder Großvater", Relation.GRANDCHILD, False),
    "ward": ("Mündel", Relation.WARD, True),
    "guardian": ("Vormund", Relation.WARD, False),
    "other": ("andere Angehörige", Relation.OTHER, True),
}
CHOICES = [(key, label) for key, (label, _, _) in KIN.items()]
# Between equals it does not matter who stands first.
MUTUAL = {Relation.SPOUSE, Relation.SIBLING, Relation.OTHER}
# Where somebody decides for somebody else.
WITH_CUSTODY = {"child", "parent", "ward", "guardian", "grandchild", "grandparent", "sibling"}


def stored(person, other, kin):
    """(first, second, relation) of a tie in which `other` is the `kin` of `person`."""
    _, relation, is_first = KIN[kin]
    return (person, other, relation) if is_first else (other, person, relation)


def seen(relation, *, is_first):
    """What the other one is, read from the side of the first or the second."""
    for key, (_, stored_relation, first) in KIN.items():
        if stored_relation == relation and (first == is_first or relation in MUTUAL):
            return key
    return "other"


def label(kin):
    """The German word."""
    return KIN[kin][0]
