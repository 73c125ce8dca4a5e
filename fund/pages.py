"""The pages of an application in their order, with the words of their addresses, and how far each one is."""

from dataclasses import dataclass

from fund import completeness, content
from fund.choices.applications import COSTS, DOCUMENT, FINANCING, TOPIC_FIELDS, Topic

WORDS = {
    Topic.APPLICANT: "antragsteller",
    Topic.PROJECT: "projekt",
    Topic.PERIOD: "zeitraum",
    Topic.CRITERIA: "kriterien",
    Topic.COSTS: "kosten",
    Topic.FINANCING: "finanzierung",
    Topic.DOCUMENTS: "unterlagen",
}
TOPICS = {word: topic for topic, word in WORDS.items()}
HINTS = {
    Topic.APPLICANT: "Name, Rechtsform, Ansprechperson",
    Topic.PROJECT: "Was Sie vorhaben und für wen",
    Topic.PERIOD: "Von wann bis wann, und wo",
    Topic.CRITERIA: "Vier Fragen, nach denen entschieden wird",
    Topic.COSTS: "Was das Projekt kostet, Zeile für Zeile",
    Topic.FINANCING: "Wer was bezahlt, und wie viel Sie beantragen",
    Topic.DOCUMENTS: "Satzung, Angebote und was sonst nötig ist",
}
# Parts that say that something does not fit, beside answers that are still blank.
UNFIT = (COSTS, FINANCING)


@dataclass(frozen=True)
class Task:
    """One page in the task list: its word in the address, how far it is, whether this person may write there."""

    topic: Topic
    word: str
    hint: str
    status: str
    badge: str
    lacking: int
    may_write: bool


def parts_of(topic, frozen=None):
    """Names of the parts (`content.py`) that a page shows; documents by what is asked of them."""
    plan = {Topic.COSTS: (COSTS,), Topic.FINANCING: (FINANCING,)}.get(topic, ())
    return {*TOPIC_FIELDS[topic], *plan}


def shows(topic, unlocked):
    """Whether a page has something that may change now; `unlocked` as `doors.unlocked` gives it."""
    if unlocked is None:
        return True
    return any(part in parts_of(topic) or (topic == Topic.DOCUMENTS and part.startswith(DOCUMENT)) for part in unlocked)


def tasks(application, topics):
    """The task list of an application for somebody who may write these topics, and all that is missing."""
    frozen = content.of(application)
    lacks = completeness.missing(frozen, application.round.guideline.rules)
    return [_task(topic, frozen, lacks, topic in topics) for topic in Topic], lacks


def following(topic):
    """The page after this one, None after the last."""
    order = list(Topic)
    place = order.index(topic) + 1
    return order[place] if place < len(order) else None


def _task(topic, frozen, lacks, may_write):
    mine = [one for one in lacks if one.topic == topic]
    status, badge = _status(topic, frozen, lacks, mine)
    return Task(topic, WORDS[topic], HINTS[topic], status, badge, len(mine), may_write)


def _status(topic, frozen, lacks, mine):
    """ "angefangen": answers are blank. "fehlt etwas": what is there does not fit, or a document is missing."""
    state = completeness.state_of(topic, frozen, lacks)
    if topic == Topic.DOCUMENTS and state == "done" and not frozen["answers"]["applicant_kind"]:
        # Which documents are needed is not known before it is known who applies.
        state = "begun" if frozen["documents"] else "empty"
    if state == "done":
        return "fertig", "success"
    if state == "empty":
        return "offen", "neutral"
    if all(one.part in UNFIT or one.part.startswith(DOCUMENT) for one in mine):
        return "fehlt etwas", "warning"
    return "angefangen", "info"
