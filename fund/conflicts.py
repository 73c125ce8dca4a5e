"""Whether a member takes part in an item: ties in, standing and sentences out. Pure: no query, no clock.

Which ties exclude follows § 20 VwVfG NRW and § 31 GO NRW ("rechtlich zu prüfen" until the city's lawyers say so):

- Member of the board or a like organ, § 20 Abs. 1 Nr. 5 VwVfG NRW, § 31 Abs. 2 Nr. 2 GO NRW: excluded; not who sits
  there for the city (`for_city`).
- Paid there, § 20 Abs. 1 Nr. 5, § 31 Abs. 2 Nr. 1: excluded. Who works for the city is not excluded because a part of
  the city applies (§ 20 Abs. 1 Nr. 5, second half: the own public employer), but
- own department: the department's money is one's own business; the body's rule is to step back (§ 21 VwVfG NRW).
- Relative in its organs or pay, § 20 Abs. 1 Nr. 2 and 4, § 31 Abs. 1 Nr. 2: excluded.
- Once on the board: § 20 speaks of who is, not of who was: takes part, and the chair asks (§ 21, appearance of bias).
- Partner organisation: excluded where the decision brings a partner money directly (§ 31 Abs. 1, "unmittelbar"), else
  the chair asks.
- Declared by oneself, § 31 Abs. 4 Satz 1 GO NRW: steps back without having to say why.
- The body itself rules on a doubt, § 20 Abs. 4, § 31 Abs. 4 Satz 2: its ruling comes before everything above.
- A deputy inherits the ties that the represented house has (board, employee, department, partner), because she votes
  for that seat; a relative or a past of the member is personal and stays with her.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from fund import hints
from fund.choices.conflicts import Ruling, Standing, TieKind

# What the house of a seat brings with it, whoever sits there.
OF_THE_HOUSE = frozenset({TieKind.BOARD_MEMBER, TieKind.EMPLOYEE, TieKind.OWN_DEPARTMENT, TieKind.PARTNER})
# Ties to a partner of the project that weigh like ties to the applicant if the partner gets money.
CLOSE = frozenset({TieKind.BOARD_MEMBER, TieKind.EMPLOYEE, TieKind.OWN_DEPARTMENT, TieKind.RELATIVE})
BECAUSE = {
    TieKind.BOARD_MEMBER: "gehört dort dem Vorstand oder einem ähnlichen Organ an (§ 20 Abs. 1 Nr. 5 VwVfG NRW)",
    TieKind.EMPLOYEE: "ist dort beschäftigt (§ 20 Abs. 1 Nr. 5 VwVfG NRW)",
    TieKind.OWN_DEPARTMENT: "arbeitet in diesem Fachbereich (§ 21 VwVfG NRW)",
    TieKind.RELATIVE: "hat dort Angehörige (§ 20 Abs. 1 Nr. 2 und 4 VwVfG NRW)",
    TieKind.FORMER_BOARD: "gehörte dort früher dem Vorstand an (§ 21 VwVfG NRW)",
    TieKind.PARTNER: "kommt aus einer Einrichtung, die dort mitarbeitet (§ 21 VwVfG NRW)",
}
DECLARED = "hat einen Interessenkonflikt erklärt (§ 31 Abs. 4 GO NRW)"
RULED = {
    Ruling.UPHELD: "Das Gremium hat den Interessenkonflikt bestätigt.",
    Ruling.DISMISSED: "Das Gremium hat den Interessenkonflikt verneint.",
}


@dataclass(frozen=True)
class Tie:
    """What ties the holder of a seat to an organisation, and while it lasts; `for_city`: sits there for the city."""

    kind: str
    organisation: Hashable
    starts_on: date | None = None
    ends_on: date | None = None
    for_city: bool = False

    def is_live_on(self, day):
        """Whether it holds on that day; its last day still counts."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)

    def is_over_on(self, day):
        """Whether it has ended before that day."""
        return self.ends_on is not None and self.ends_on < day


@dataclass(frozen=True)
class Party:
    """Whom the decision concerns.

    `organisation` is None for an applicant that is only a name: ties cannot be found then, and the page says so.
    `city`: key of the city for a department that applies. `partners` are those that the application names
    (`partners_named`); `paid` are partners that get money by the plan, which no plan says by name so far.
    """

    organisation: Hashable | None
    city: Hashable | None = None
    partners: frozenset = frozenset()
    paid: frozenset = frozenset()


@dataclass(frozen=True)
class Judgement:
    """Whether somebody takes part, and why: whole German sentences about "das Mitglied", the weightiest first."""

    standing: str
    reasons: tuple = ()

    @property
    def must_step_back(self):
        """No vote, not counted, no papers of this item."""
        return self.standing == Standing.EXCLUDED

    @property
    def sentence(self):
        """All reasons."""
        return " ".join(self.reasons)


def judge(ties, party, *, day, represented=(), is_declared=False, ruling=None):
    """What follows for the holder of a seat on a day.

    `ties`: her own; `represented`: those of the member whose seat she takes as a deputy; `is_declared`: she said so
    herself; `ruling`: what the body decided about her and this item.
    """
    found = [_weighed(tie, party, day, "Das Mitglied") for tie in ties]
    inherited = [tie for tie in represented if tie.kind in OF_THE_HOUSE and tie.is_live_on(day)]
    found += [_weighed(tie, party, day, "Das vertretene Mitglied") for tie in inherited]
    if is_declared:
        found.insert(0, (Standing.EXCLUDED, f"Das Mitglied {DECLARED}."))
    by_weight = {standing: [] for standing in (Standing.EXCLUDED, Standing.QUESTION, Standing.FREE)}
    for standing, sentence in found:
        by_weight[standing] += [sentence] if sentence else []
    reasons = tuple(dict.fromkeys(sentence for sentences in by_weight.values() for sentence in sentences))
    if ruling:
        ruled = Standing.EXCLUDED if ruling == Ruling.UPHELD else Standing.FREE
        return Judgement(ruled, (RULED[Ruling(ruling)], *reasons))
    heaviest = next((standing for standing, sentences in by_weight.items() if sentences), Standing.FREE)
    return Judgement(heaviest, reasons)


def partners_named(text, names):
    """Keys of the organisations that a text about partners names; `names`: {key: name}.

    A name counts whole, between commas, semicolons, lines or "und": a guess would put a question to somebody whom the
    project does not concern.
    """
    parts = re.split(r"[,;\n]", text)
    parts += [piece for part in parts for piece in re.split(r"\bund\b", part)]
    said = {hints.name_key(part) for part in parts} - {""}
    return frozenset(key for key, name in names.items() if hints.name_key(name) in said)


def _weighed(tie, party, day, who):
    """The standing that one tie gives, with its sentence; no sentence if it says nothing about this item."""
    kind = TieKind(tie.kind)
    if kind == TieKind.BOARD_MEMBER and tie.is_over_on(day):
        kind = TieKind.FORMER_BOARD
    elif kind != TieKind.FORMER_BOARD and not tie.is_live_on(day):
        return Standing.FREE, ""
    because = f"{who} {BECAUSE[kind]}."
    if party.organisation is not None and tie.organisation == party.organisation:
        return _to_applicant(kind, tie, because, who)
    if tie.organisation in party.paid and kind in CLOSE and not tie.for_city:
        return Standing.EXCLUDED, f"Eine Partnereinrichtung bekommt Geld aus dem Projekt: {because}"
    if tie.organisation in party.paid | party.partners and kind in CLOSE:
        return Standing.QUESTION, f"Eine Partnereinrichtung arbeitet im Projekt mit: {because}"
    if party.city is not None and tie.organisation == party.city and kind == TieKind.EMPLOYEE:
        sentence = (
            f"{who} arbeitet für die Stadt, nicht in diesem Fachbereich (§ 20 Abs. 1 Nr. 5 VwVfG NRW, Halbsatz 2)."
        )
        return Standing.FREE, sentence
    return Standing.FREE, ""


def _to_applicant(kind, tie, because, who):
    if kind == TieKind.BOARD_MEMBER and tie.for_city:
        sentence = f"{who} sitzt dort als Vertretung der Stadt im Vorstand (§ 31 Abs. 2 Nr. 2 GO NRW)."
        return Standing.QUESTION, sentence
    if kind in {TieKind.FORMER_BOARD, TieKind.PARTNER}:
        return Standing.QUESTION, because
    return Standing.EXCLUDED, because
