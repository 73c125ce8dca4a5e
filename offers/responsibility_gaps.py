"""Why there is an overlap or a hole: told from the statements that there are, nothing else. Pure."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from offers.responsibility import Verdict


class Cause(StrEnum):
    """What makes an overlap or a hole."""

    SIDE_BY_SIDE = "side_by_side"
    ONLY_A_NAME = "only_a_name"
    UNIT_GONE = "unit_gone"
    OVER = "over"
    NOT_YET = "not_yet"
    FOR_OTHERS = "for_others"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Statement:
    """What the rules know of a statement, and how a reader recognises it; `is_gone` says that its unit is archived."""

    task: Hashable
    name: str
    for_whom: str = ""
    unit: Hashable = None
    is_gone: bool = False
    group: Hashable = None
    district: Hashable = None
    starts_on: date | None = None
    ends_on: date | None = None

    def is_about(self, gap):
        """Whether it speaks of somebody for whom the gap is."""
        return (
            self.task == gap.task
            and (self.group is None or self.group in gap.groups)
            and (self.district is None or self.district in gap.districts)
        )


def explain(gap, statements, day):
    """Causes with a sentence each; there is always one."""
    same_task = [one for one in statements if one.task == gap.task]
    about = [one for one in same_task if one.is_about(gap)]
    over = [one for one in about if one.ends_on is not None and one.ends_on < day]
    not_yet = [one for one in about if one.starts_on is not None and one.starts_on > day]
    live = [one for one in about if one not in over and one not in not_yet]
    if gap.verdict == Verdict.OVERLAP:
        return [(Cause.SIDE_BY_SIDE, "Mehrere Stellen sind gleich genau eingetragen, keine Angabe sagt, wer vorgeht.")]
    names = [one for one in live if one.unit is None]
    gone = [one for one in live if one.is_gone]
    told = [
        *((Cause.ONLY_A_NAME, f"Nur ein Name, keine Einrichtung im Verzeichnis: „{one.name}“.") for one in names),
        *((Cause.UNIT_GONE, f"Die eingetragene Einrichtung ist archiviert: {one.name}.") for one in gone),
        *((Cause.OVER, f"Galt nur bis {one.ends_on:%d.%m.%Y}: {one.name}.") for one in over),
        *((Cause.NOT_YET, f"Gilt erst ab {one.starts_on:%d.%m.%Y}: {one.name}.") for one in not_yet),
    ]
    return list(dict.fromkeys([*told, *_for_others(gap, same_task, about, day)]))


def _for_others(gap, same_task, about, day):
    """Who is served instead; where nobody is, that no source names anybody."""
    others = [
        one
        for one in same_task
        if one not in about
        and one.unit is not None
        and not one.is_gone
        and (one.starts_on is None or one.starts_on <= day)
        and (one.ends_on is None or one.ends_on >= day)
    ]
    if others:
        named = "; ".join(dict.fromkeys(one.for_whom for one in others))
        return [(Cause.FOR_OTHERS, f"Eine Stelle ist nur eingetragen für: {named}.")]
    return [] if about else [(Cause.NOBODY, "Zu dieser Aufgabe nennt keine Quelle eine Stelle.")]
