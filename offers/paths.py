"""What makes a path a way that somebody can go: values in, problems and open points out. No query, no clock."""

from dataclasses import dataclass, replace

from django.utils.text import slugify

from offers.choices import DueFrom, StepClass

# What a path does not say yet, in the Redaktion's words.
OPEN = {
    "unit": "Wer ist zuständig?",
    "due": "Bis wann?",
    "bring": "Was mitbringen?",
    "necessity": "Wie verbindlich ist der Schritt?",
    "offers": "Welche Angebote helfen dabei?",
    "ended_offers": "Alle verknüpften Angebote sind beendet.",
    "next": "Wie geht es danach weiter?",
    "source": "Woher stammt die Angabe?",
}

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
# Addresses of the Redaktion's pages beside those of the paths.
RESERVED_KEYS = frozenset({"neu", "offen"})


def key(title):
    """A title as part of an address."""
    return slugify(title.translate(UMLAUTS))[:80].strip("-") or "weg"


@dataclass(frozen=True)
class Step:
    """What the rules need to know of a step; `needs` are the numbers of the steps that come before it."""

    position: int
    title: str = ""
    unit: str = ""
    necessity: str = StepClass.UNCLASSIFIED
    norm: str = ""
    due_days: int | None = None
    due_from: str = ""
    due_text: str = ""
    bring: str = ""
    next: str = ""
    source: str = ""
    needs: tuple = ()
    # How many offers are linked, and how many of them are still there.
    offers: int = 0
    live_offers: int = 0
    # Titles of linked offers that lie in the archive.
    archived: tuple = ()


@dataclass(frozen=True)
class Problem:
    """Why a path cannot be published: the step, the field and a sentence."""

    position: int
    field: str
    sentence: str


@dataclass(frozen=True)
class OpenPoint:
    """A question that a step leaves open."""

    position: int
    key: str

    @property
    def sentence(self):
        """The question."""
        return OPEN[self.key]


def problems(steps, *, is_complete=False):
    """Everything that must not be published, by step; `is_complete` promises that each step names a unit."""
    steps = sorted(steps, key=lambda step: step.position)
    if not steps:
        return [Problem(0, "steps", "Ein Beratungsweg braucht mindestens einen Schritt.")]
    judges = [_order, _needs, _circles, _due_rules, _dates, _norms, _archived]
    found = [problem for judge in [*judges, *([_units] if is_complete else [])] for problem in judge(steps)]
    return sorted(found, key=lambda problem: problem.position)


def new_problems(before, after, *, is_complete=False):
    """What a change makes wrong that was not wrong before, whichever step says so."""
    known = {(problem.field, problem.sentence) for problem in problems(before, is_complete=is_complete)}
    found = problems(after, is_complete=is_complete)
    return [problem for problem in found if (problem.field, problem.sentence) not in known]


def with_step(steps, changed):
    """The same steps with one of them as it shall be, or with one more."""
    others = [step for step in steps if step.position != changed.position]
    return sorted([*others, changed], key=lambda step: step.position)


def swapped(steps, one, other):
    """The same steps with two of them in each other's place; what needs them goes on needing them."""
    places = {one: other, other: one}

    def put(position):
        return places.get(position, position)

    moved = [replace(step, position=put(step.position), needs=tuple(sorted(map(put, step.needs)))) for step in steps]
    return sorted(moved, key=lambda step: step.position)


def followers(steps, position):
    """Numbers of the steps that need this one."""
    return [step.position for step in steps if position in step.needs]


def _units(steps):
    for step in steps:
        if not step.unit:
            sentence = f"Schritt {step.position}: Es fehlt, wer zuständig ist."
            yield Problem(step.position, "unit_text", sentence)


def _due_rules(steps):
    """Days and from when they count belong together, and nobody can do anything before the day they count from."""
    for step in steps:
        number = step.position
        if step.due_days is not None and step.due_days < 0:
            yield Problem(number, "due_days", f"Schritt {number}: Eine Frist zählt vorwärts, ab 0 Tagen.")
        if step.due_days is not None and not step.due_from:
            yield Problem(number, "due_from", f"Schritt {number}: Ab wann zählen die Tage?")
        if step.due_days is None and step.due_from:
            yield Problem(number, "due_days", f"Schritt {number}: Wie viele Tage sind es?")


def _archived(steps):
    for step in steps:
        for title in step.archived:
            sentence = f"Schritt {step.position}: Das Angebot „{title}“ ist archiviert. Nehmen Sie es heraus."
            yield Problem(step.position, "offers", sentence)


def _order(steps):
    for number, step in enumerate(steps, start=1):
        if step.position != number:
            sentence = f"Die Schritte sind nicht von 1 bis {len(steps)} gezählt: bei {number} steht {step.position}."
            return [Problem(step.position, "position", sentence)]
    return []


def _needs(steps):
    there = {step.position for step in steps}
    for step in steps:
        for needed in step.needs:
            if needed not in there:
                sentence = f"Schritt {step.position} braucht Schritt {needed}, den es nicht gibt."
            elif needed > step.position:
                sentence = f"Schritt {step.position} braucht Schritt {needed}, der erst später kommt."
            else:
                continue
            yield Problem(step.position, "prerequisites", sentence)


def _circles(steps):
    """Steps that need each other, so that nobody could begin: each circle once, at its first step."""
    needs = {step.position: step.needs for step in steps}
    told = set()
    for step in steps:
        circle = _way_back(step.position, needs)
        if circle and told.isdisjoint(circle):
            told.update(circle)
            chain = " → ".join(str(position) for position in circle)
            yield Problem(step.position, "prerequisites", f"Die Schritte {chain} brauchen einander im Kreis.")


def _way_back(start, needs):
    """The shortest way from a step over what it needs back to itself, or nothing."""
    ways, seen = [(start,)], set()
    for way in ways:
        for needed in needs.get(way[-1], ()):
            if needed == start:
                return (*way, start)
            if needed not in seen:
                seen.add(needed)
                ways.append((*way, needed))
    return ()


def due_after_arrival(steps):
    """{position: days after the arrival}, as far as numbers say it: a step counts from the one before or not at all."""
    days, before = {}, None
    for step in sorted(steps, key=lambda step: step.position):
        if step.due_from == DueFrom.ARRIVAL:
            before = step.due_days
        elif step.due_from == DueFrom.STEP and None not in {before, step.due_days}:
            before += step.due_days
        else:
            before = None
        if before is not None:
            days[step.position] = before
    return days


def _dates(steps):
    latest, at = -1, 0
    for position, days in due_after_arrival(steps).items():
        if days < latest:
            sentence = (
                f"Schritt {position} ist nach {days} Tagen fällig, Schritt {at} davor aber erst nach {latest} Tagen."
            )
            yield Problem(position, "due_days", sentence)
        else:
            latest, at = days, position


def _norms(steps):
    for step in steps:
        if step.necessity == StepClass.LAW and not step.norm:
            sentence = f"Schritt {step.position}: „Gesetzlich erforderlich“ braucht die Norm, die es verlangt."
            yield Problem(step.position, "norm", sentence)


def open_points(steps):
    """What each step leaves open, in the order of the steps."""
    steps = sorted(steps, key=lambda step: step.position)
    return [OpenPoint(step.position, key) for step in steps for key in _open(step, is_last=step is steps[-1])]


def _open(step, *, is_last):
    missing = {
        "unit": not step.unit,
        "due": step.due_days is None and not step.due_text,
        "bring": not step.bring,
        "necessity": step.necessity == StepClass.UNCLASSIFIED,
        "offers": not step.offers,
        "ended_offers": step.offers and not step.live_offers,
        "next": is_last and not step.next,
        "source": not step.source,
    }
    return [key for key, is_open in missing.items() if is_open]
