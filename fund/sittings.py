"""A session as one of its members sees it: what she may do about each item, read once for all of them."""

from dataclasses import dataclass
from typing import Any

from fund.choices.agenda import ItemKind, ItemState
from fund.models import Recusal, Vote


@dataclass(frozen=True)
class Row:
    """One item with one's own recusal and vote."""

    item: Any
    recusal: Any = None
    vote: Any = None
    resolution: Any = None

    @property
    def is_recused(self):
        """Whether she takes no part: no papers, no vote."""
        return self.recusal is not None and self.recusal.is_in_force

    @property
    def is_asked(self):
        """Whether the chair asks about an appearance of a conflict."""
        return self.recusal is not None and not self.recusal.is_in_force and not self.recusal.ruling

    @property
    def is_open(self):
        """Votes are taken."""
        return self.item.state == ItemState.OPEN

    @property
    def is_application(self):
        """An application, with a sum."""
        return self.item.kind == ItemKind.APPLICATION


def rows(session, user):
    """All items in order."""
    items = list(session.items.select_related("application", "resolution").order_by("position", "pk"))
    recusals = {one.item_id: one for one in _own(user).filter(item__session=session)}
    votes = {one.item_id: one for one in Vote.objects.filter(item__session=session, holder=user.pk)}
    return [Row(item, recusals.get(item.pk), votes.get(item.pk), getattr(item, "resolution", None)) for item in items]


def own_recusal(item, user):
    """One's own recusal in an item, that in force before any other; None without one."""
    found = list(_own(user).filter(item=item))
    return next((one for one in found if one.is_in_force), found[0] if found else None)


def _own(user):
    return Recusal.objects.filter(seat__user=user.pk).order_by("raised_at")
