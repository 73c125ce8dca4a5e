"""What a notice says, block by block: plain values in, headings with paragraphs out. Pure: no query, no clock.

The order follows the usual grant notice of North Rhine-Westphalia (purpose, period, amount and kind of financing,
payment, conditions, proof, revocation, reasons): § 39 VwVfG NRW asks for reasons, § 36 for what conditions are,
§§ 48, 49, 49a for taking back and interest. A department of the city is no other person, so an allocation is no
administrative act: no conditions in the sense of § 36, no remedy. The remedy text of a notice to others is data of its
own (`RemedyText`) and is printed after these blocks.

No wording of Herne is known. Everything here is a draft of the office, and `MARK` says so on every paper.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fund.choices.notices import NoticeKind
from herne_integration import money

MARK = "Entwurf des Wortlauts, rechtlich zu prüfen"
# Kind of financing where nobody decided otherwise ("Beispielwert").
FINANCING = "Festbetragsfinanzierung"
GRANTED = (NoticeKind.GRANT, NoticeKind.GRANT_WITH_CONDITIONS, NoticeKind.ALLOCATION)


@dataclass(frozen=True)
class Facts:
    """What stands in the blanks. Amounts in euro; None or an empty text leaves a paragraph out, see `lacks`."""

    title: str
    number: str
    applied_on: date | None = None
    board: str = ""
    decided_on: date | None = None
    resolution: str = ""
    amount: Decimal | None = None
    requested: Decimal | None = None
    costs: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    purpose: str = ""
    # (text, day until when or None), in their order.
    conditions: tuple = ()
    proof_due_on: date | None = None
    guideline: str = ""
    source: str = ""
    reason: str = ""
    next_session_on: date | None = None


@dataclass(frozen=True)
class Block:
    """A heading and its paragraphs; the first block of a paper has no heading."""

    heading: str
    paragraphs: tuple


def blocks(kind, facts):
    """The blocks of a notice, empty ones left out."""
    made = {
        NoticeKind.GRANT: _grant,
        NoticeKind.GRANT_WITH_CONDITIONS: _grant,
        NoticeKind.REJECTION: _rejection,
        NoticeKind.INADMISSIBLE: _inadmissible,
        NoticeKind.ALLOCATION: _allocation,
        NoticeKind.INTERNAL_REJECTION: _internal_rejection,
    }[NoticeKind(kind)](facts)
    return _filled(made)


def deferral(facts):
    """The letter that says that nothing is decided yet: no notice, so nothing to oppose."""
    again = "Wann das Gremium darüber berät, teilen wir Ihnen mit."
    if facts.next_session_on:
        again = f"Das Gremium berät darüber voraussichtlich am {_day(facts.next_session_on)}."
    first = [
        f"über {_your(facts)} hat {_who(facts)} noch nicht entschieden. Der Punkt ist vertagt.",
        again,
        "Sie müssen nichts tun. Beginnen Sie bitte nicht mit dem Projekt, bevor ein Bescheid vorliegt.",
    ]
    return _filled([("", first), ("Grund", [facts.reason]), ("", ["Dieses Schreiben ist kein Bescheid."])])


def text(found):
    """Blocks as one text: headings on lines of their own, a blank line between paragraphs."""
    return "\n\n".join(line for block in found for line in (block.heading, *block.paragraphs) if line)


def read(words):
    """The blocks of a text as `text` writes it, also after somebody has worded it anew: a known heading on a line of
    its own begins a block, everything else stands in the one before it."""
    found = [("", [])]
    for part in filter(None, (one.strip() for one in words.replace("\r\n", "\n").split("\n\n"))):
        if part in HEADINGS:
            found.append((part, []))
        else:
            found[-1][1].append(part)
    return [Block(heading, tuple(paragraphs)) for heading, paragraphs in found if heading or paragraphs]


def lacks(kind, facts):
    """What has to be known before a notice of this kind can go out, a German word each."""
    kind = NoticeKind(kind)
    needed = {"Titel": facts.title, "Antragsnummer": facts.number}
    if kind in GRANTED:
        needed |= {"Betrag": facts.amount, "Bewilligungszeitraum": facts.starts_on and facts.ends_on}
    if kind not in {NoticeKind.INADMISSIBLE, NoticeKind.INTERNAL_REJECTION}:
        needed |= {"Beschluss": facts.resolution and facts.decided_on and facts.board}
    if kind not in GRANTED:
        needed["Grund"] = facts.reason
    if kind == NoticeKind.GRANT_WITH_CONDITIONS:
        needed["Auflagen"] = facts.conditions
    return [name for name, value in needed.items() if not value]


def _grant(facts):
    return [
        ("", [f"auf {_your(facts)} bewilligt Ihnen die Stadt Herne eine Zuwendung von {_euro(facts.amount)}."]),
        ("Zweck", [_purpose(facts), _period(facts)]),
        ("Finanzierung", [_financing(facts), _less(facts), _budget(facts)]),
        ("Auszahlung", [PAYMENT]),
        ("Auflagen", _conditions(facts)),
        ("Verwendungsnachweis", [_proof(facts), KEEP]),
        ("Widerruf und Erstattung", [REVOCATION, CHANGES]),
        ("Gründe", [_decided(facts), _guideline(facts), facts.reason]),
    ]


def _rejection(facts):
    return [
        ("", [f"{_your(facts)} lehnt die Stadt Herne ab."]),
        ("Gründe", [_decided(facts), facts.reason, _guideline(facts), NO_CLAIM]),
    ]


def _inadmissible(facts):
    return [
        ("", [f"{_your(facts, 'Ihr')} ist unzulässig und wird abgelehnt."]),
        ("Gründe", [facts.reason, _guideline(facts), "Über den Inhalt des Projekts hat kein Gremium entschieden."]),
        ("Hinweis", ["In einer späteren Antragsrunde können Sie einen neuen Antrag stellen."]),
    ]


def _allocation(facts):
    return [
        ("", [f"für {_project(facts)} werden Ihnen {_euro(facts.amount)} aus dem Verfügungsfonds zugewiesen."]),
        ("Zweck", [_purpose(facts), _period(facts)]),
        ("Mittel", [_less(facts), _budget(facts)]),
        ("Maßgaben", _conditions(facts)),
        ("Nachweis", [_proof(facts)]),
        ("Grundlage", [_decided(facts), facts.reason]),
    ]


def _internal_rejection(facts):
    return [
        ("", [f"für {_project(facts)} werden keine Mittel aus dem Verfügungsfonds zugewiesen."]),
        ("Grundlage", [_decided(facts), facts.reason]),
    ]


# Every heading that a block may have.
HEADINGS = frozenset(
    [
        "Zweck",
        "Finanzierung",
        "Mittel",
        "Auszahlung",
        "Auflagen",
        "Maßgaben",
        "Nachweis",
        "Verwendungsnachweis",
        "Widerruf und Erstattung",
        "Gründe",
        "Grund",
        "Grundlage",
        "Hinweis",
    ]
)
PURPOSE = "Das Geld ist nur für das Projekt bestimmt, wie es in der zuletzt eingereichten Fassung steht."
PAYMENT = (
    "Das Geld wird nach Bestandskraft dieses Bescheids ausgezahlt, soweit Sie es innerhalb von zwei Monaten für "
    "fällige Zahlungen brauchen. Wer auf einen Rechtsbehelf verzichtet, kann es früher anfordern."
)
KEEP = "Bewahren Sie die Belege fünf Jahre lang auf."
REVOCATION = (
    "Die Stadt kann den Bescheid ganz oder teilweise zurücknehmen oder widerrufen, wenn die Angaben im Antrag falsch "
    "waren, das Geld nicht für den Zweck verwendet oder eine Auflage nicht erfüllt wird (§§ 48, 49 VwVfG NRW). Dann "
    "ist es zu erstatten und zu verzinsen (§ 49a VwVfG NRW)."
)
CHANGES = (
    "Teilen Sie dem Projektbüro unverzüglich mit, wenn sich der Zweck, die Finanzierung oder der Zeitraum ändert oder "
    "wenn andere Stellen Geld für dasselbe Projekt geben."
)
NO_CLAIM = "Auf eine Zuwendung aus dem Verfügungsfonds besteht kein Anspruch; die Mittel sind begrenzt."


def _your(facts, your="Ihren"):
    day = f" vom {_day(facts.applied_on)}" if facts.applied_on else ""
    return f"{your} Antrag{day} für {_project(facts)}"


def _project(facts):
    return f"das Projekt „{facts.title}“ ({facts.number})"


def _purpose(facts):
    purpose = f" {facts.purpose}" if facts.purpose else ""
    return f"{PURPOSE}{purpose}"


def _period(facts):
    if not (facts.starts_on and facts.ends_on):
        return ""
    return f"Bewilligungszeitraum: {_day(facts.starts_on)} bis {_day(facts.ends_on)}."


def _financing(facts):
    costs = f" zu zuwendungsfähigen Ausgaben von {_euro(facts.costs)}" if facts.costs else ""
    return f"Die Zuwendung ist ein Zuschuss als {FINANCING} (Beispielwert){costs}."


def _less(facts):
    if facts.requested is None or facts.amount is None or facts.requested <= facts.amount:
        return ""
    return f"Beantragt waren {_euro(facts.requested)}. Soweit der Antrag darüber hinausgeht, ist er abgelehnt."


def _budget(facts):
    return f"Die Mittel kommen aus: {facts.source}." if facts.source else ""


def _conditions(facts):
    return [
        f"{number}. {condition}{f' (bis {_day(due_on)})' if due_on else ''}"
        for number, (condition, due_on) in enumerate(facts.conditions, start=1)
    ]


def _proof(facts):
    if not facts.proof_due_on:
        return ""
    until = _day(facts.proof_due_on)
    return f"Weisen Sie bis {until} mit einem Sachbericht und den Belegen nach, wofür das Geld verwendet wurde."


def _decided(facts):
    if not facts.decided_on:
        return ""
    number = f" ({facts.resolution})" if facts.resolution else ""
    return f"Am {_day(facts.decided_on)} hat {_who(facts)} darüber beschlossen{number}."


def _who(facts):
    return f"das Gremium „{facts.board}“" if facts.board else "das zuständige Gremium"


def _guideline(facts):
    return f"Grundlage ist: {facts.guideline}." if facts.guideline else ""


def _filled(made):
    """Blocks without their empty paragraphs, and without those that have none left."""
    kept = [Block(heading, tuple(one for one in paragraphs if one)) for heading, paragraphs in made]
    return [block for block in kept if block.paragraphs]


def _euro(amount):
    return f"{money.written(amount)} EUR" if amount is not None else "(Betrag nicht bekannt)"


def _day(day):
    return f"{day:%d.%m.%Y}"
