"""What "Passt das für mich?" shows of an answer: sentences, papers, ways on. No query, no clock."""

from dataclasses import dataclass

from offers import eligibility_words as words
from offers.choices_eligibility import Answer, Effect
from offers.eligibility import COUNSELLING_TASK
from offers.eligibility_reading import OFFER
from offers.facts import Said, term

# Marks of a reason: fine, broken, open, not about this person, helps.
MET, BROKEN, OPEN, ELSEWHERE, HELPS = "met", "broken", "open", "elsewhere", "helps"


@dataclass(frozen=True)
class ShownReason:
    """One rule in words, and how it stands with this person."""

    mark: str
    said: Said
    norm: str
    standing: str
    paper: Said
    decides: bool


@dataclass(frozen=True)
class Way:
    """Where to go instead: an offer or a task."""

    said: Said
    offer_pk: object = None
    task_key: str = ""


def wording(entry, language):
    """A stored rule in the page's language where a translation fits its German text, else in German."""
    own = entry.wordings.get(language, {})
    if own and own.get("of") == entry.wording:
        return Said(own["text"], language)
    return Said(entry.wording)


class ShownVerdict:
    """An answer in one language; `entries` are the stored rules, `statuses` words by key, `titles` of offers by key."""

    def __init__(self, verdict, entries, language, *, statuses, titles, counselling):
        self.verdict, self.language = verdict, language
        self.entries = {entry.reference or entry.pk: entry for entry in entries}
        self.statuses, self.titles, self.counselling = statuses, titles, counselling

    @property
    def kind(self):
        """Kind of the notice: green, red, or in between."""
        return {Answer.YES: "success", Answer.NO: "danger"}.get(self.verdict.answer, "warning")

    @property
    def headline(self):
        """The answer."""
        return words.headline(self.verdict)

    @property
    def because(self):
        """What it rests on."""
        return words.because(self.verdict)

    @property
    def is_demo(self):
        """Whether the answer rests on a review that is invented for the demo."""
        return any(entry.is_demo for entry in self.entries.values())

    @property
    def is_machine_translated(self):
        """Whether a shown wording was translated by a machine."""
        shown = [wording(entry, self.language) for entry in self.entries.values()]
        return self.language != "de" and any(one.language != "de" for one in shown)

    @property
    def reasons(self):
        """Every rule that is about this person, what weighs most first; a priority only where it helps."""
        told = [reason for reason in self.verdict.reasons if not reason.is_apart]
        return [
            self._reason(reason) for reason in told if reason.rule.effect != Effect.PRIORITY or reason.is_met is True
        ]

    def _reason(self, reason):
        rule = reason.rule
        entry = self.entries.get(rule.key)
        from_source = Said(words.source_wording(rule, statuses=self.statuses), self.language) if not entry else None
        shows_paper = entry and entry.document and _mark(reason) != ELSEWHERE
        return ShownReason(
            mark=_mark(reason),
            said=wording(entry, self.language) if entry else from_source,
            norm=rule.norm,
            standing=words.standing(reason, is_demo=bool(entry and entry.is_demo)),
            paper=term(entry.document, self.language) if shows_paper else Said(""),
            decides=self.verdict.deciding is rule,
        )

    @property
    def papers(self):
        """Papers that prove what counts."""
        found = {entry.document.key: entry.document for entry in self.entries.values() if entry.document}
        return [term(found[key], self.language) for key in self.verdict.documents if key in found]

    @property
    def ways(self):
        """Where to go instead."""
        named = [entry.alternative_task for entry in self.entries.values() if entry.alternative_task]
        tasks = {COUNSELLING_TASK: self.counselling} | {task.key: task for task in named}
        found = []
        for one in self.verdict.alternatives:
            if one.kind == OFFER and one.key in self.titles:
                found.append(Way(self.titles[one.key], offer_pk=one.key))
            elif one.kind != OFFER and tasks.get(one.key):
                found.append(Way(term(tasks[one.key], self.language), task_key=one.key))
        return found


def _mark(reason):
    """An exclusion that is not met is not about this person."""
    if reason.rule.effect == Effect.PRIORITY:
        return HELPS
    if reason.is_met is None:
        return OPEN
    if not reason.is_met:
        return BROKEN
    return ELSEWHERE if reason.rule.effect == Effect.EXCLUDES else MET
