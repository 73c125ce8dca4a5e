"""The words in which the demo's stories are written: what happened when, as days before (-) or after the load day.

    Story(key="amal", ..., beats=[
        kept(-530, "beratung", "beratung", "orientierung", "Wege und Stellen erklärt.", agreed=[...]),
        *moved(-400, -398, to=-390, ...),
    ])

`by` is a key of the cast, as is whoever owes something; each beat is one action at one moment.
"""

from dataclasses import dataclass, field
from itertools import chain

# Whoever owes something and is no institution.
PERSON, COMPANION = "person", "companion"


@dataclass(frozen=True)
class Beat:
    """One action: on which day, which one, by whom, with what."""

    on: int
    verb: str
    by: str
    what: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """One folder: who it is about, how it was opened, and all that happened since."""

    key: str
    lead: str
    opened: int
    person: dict
    born: tuple
    languages: tuple
    first_step: tuple
    basis_text: str
    beats: list
    status: str = ""
    legal_area: str = ""

    def in_order(self):
        """All beats by day; on one day in the order in which they are written."""
        return sorted(chain.from_iterable(self.beats), key=lambda beat: beat.on)


def kept(on, by, kind, area, result, *, planned=None, state="kept", **what):
    """An appointment that took place; `planned`: the day on which it had been made, if it was not written down after.

    `agreed`: (who, what, due day or None); `visibility`, `time`, `place`, `with_whom`, `interpreter`, `papers`,
    `source`, and `name` for a later correction.
    """
    shared = {"kind": kind, "area": area} | what
    if planned is None:
        return [Beat(on, "log_past", by, {"day": on, "result": result, "state": state} | shared)]
    agreed, name = shared.pop("agreed", ()), shared.pop("name", f"{kind} {on}")
    logged = {"name": name, "result": result, "state": state, "agreed": agreed}
    return [Beat(planned, "plan", by, {"day": on, "name": name} | shared), Beat(on, "log", by, logged)]


def missed(on, by, kind, area, *, result="", **what):
    """Nobody came."""
    return kept(on, by, kind, area, result, state="no_show", **what)


def moved(planned, told, *, on, to, by, kind, area, reason, result="", **what):
    """Made on `planned` for the day `on`, moved on `told` to another day; logged there if that is over."""
    agreed, name = what.pop("agreed", ()), f"{kind} {on}"
    beats = [
        Beat(planned, "plan", by, {"day": on, "name": name, "kind": kind, "area": area} | what),
        Beat(told, "move", by, {"name": name, "day": to, "reason": reason}),
    ]
    if to < 0:
        beats.append(Beat(to, "log", by, {"name": name, "result": result, "state": "kept", "agreed": agreed}))
    return beats


def cancelled(planned, told, *, on, by, kind, area, reason, **what):
    """Made on `planned` for the day `on` and called off on `told`."""
    name = f"{kind} {on}"
    return [
        Beat(planned, "plan", by, {"day": on, "name": name, "kind": kind, "area": area} | what),
        Beat(told, "cancel", by, {"name": name, "reason": reason}),
    ]


def ahead(on, by, kind, area, *, planned=-5, **what):
    """Still to come; or over, and nobody has said yet what became of it."""
    return [Beat(planned, "plan", by, {"day": on, "name": f"{kind} {on}", "kind": kind, "area": area} | what)]


def does(on, by, verb, **what):
    """Any other action of `telling.Telling`."""
    return [Beat(on, verb, by, what)]


def paper(on, by, kind, state, **what):
    """A paper is written down: `original`, `original_text`, `until` (day), `note`."""
    return does(on, by, "record_paper", kind=kind, state=state, **what)


def relative(on, by, kin, given, family, born, **what):
    """Somebody of the family without a folder of her own."""
    return does(on, by, "add_relative", kin=kin, given=given, family=family, born=born, **what)
