"""How close Herne's four boroughs are to each other. Pure; keys are those of the vocabulary of districts.

The kilometres are estimates between the centres of the boroughs, rounded to whole ones, and no routes: they only say
which borough is next door. A task outside these boroughs has no known distance.
"""

# Both ways; a borough's own distance is zero.
KILOMETRES = {
    frozenset({"wanne", "eickel"}): 3,
    frozenset({"wanne", "herne-mitte"}): 4,
    frozenset({"eickel", "herne-mitte"}): 4,
    frozenset({"herne-mitte", "sodingen"}): 3,
    frozenset({"wanne", "sodingen"}): 7,
    frozenset({"eickel", "sodingen"}): 7,
}
DISTRICTS = frozenset().union(*KILOMETRES)
FARTHEST = max(KILOMETRES.values())


def kilometres(one, other):
    """Kilometres between two boroughs, None where one of them is not known here."""
    if one not in DISTRICTS or other not in DISTRICTS:
        return None
    return 0 if one == other else KILOMETRES[frozenset({one, other})]


def nearest(wanted, place):
    """Kilometres from the closest of the wanted boroughs to a place, None where nobody knows."""
    known = [found for found in (kilometres(one, place) for one in wanted) if found is not None]
    return min(known, default=None)
