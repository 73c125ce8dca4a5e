"""Which coordinator is asked first. Values in, a route out; no database.

The most specific route wins: one that names more. Of two that name as much the target group counts before the field of
action and that before the district, since knowing people matters more than knowing streets; then the older one.
"""

from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True)
class Route:
    """One rule: None means any. `number` is the order in which routes were made."""

    number: int
    coordinator: Hashable
    field_of_action: Hashable = None
    target_group: Hashable = None
    district: Hashable = None

    @property
    def weight(self):
        """How specific it is, the larger the more."""
        named = (self.target_group is not None, self.field_of_action is not None, self.district is not None)
        return sum(named), named

    def covers(self, fields_of_action, target_groups, districts):
        """Whether everything it names is there."""
        pairs = (
            (self.field_of_action, fields_of_action),
            (self.target_group, target_groups),
            (self.district, districts),
        )
        return all(named is None or named in there for named, there in pairs)


def first_asked(routes, *, fields_of_action=(), target_groups=(), districts=()):
    """The `Route` that wins, or None where not even a fallback is there."""
    found = [route for route in routes if route.covers(fields_of_action, target_groups, districts)]
    return min(
        found,
        key=lambda route: (
            -route.weight[0],
            *(not named for named in route.weight[1]),
            route.number,
        ),
        default=None,
    )
