"""Papers as a reader sees them, sheet by sheet. Pure."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from welcome_folder.choices.documents import DocumentState, Original

BADGES = {
    DocumentState.PRESENT: "success",
    DocumentState.MISSING: "danger",
    DocumentState.APPLIED: "info",
    DocumentState.EXPIRED: "warning",
    DocumentState.NOT_NEEDED: "neutral",
}
SOON = 90


@dataclass(frozen=True)
class Paper:
    """One paper with the words about it."""

    document: Any
    files: list
    state: DocumentState
    until: str

    @property
    def badge(self):
        """Kind of the badge."""
        return BADGES[self.state]

    @property
    def label(self):
        """The state in a word."""
        return self.state.label

    @property
    def original(self):
        """Where the original is; empty where nobody has said."""
        place = "" if self.document.original == Original.UNKNOWN else self.document.get_original_display()
        return ", ".join(filter(None, [place, self.document.original_text]))


@dataclass(frozen=True)
class Sheet:
    """A register sheet with its papers, and kinds that nobody has entered yet: (position, label)."""

    sheet: Any
    papers: list
    kinds: list


def paper(document, files, day):
    """A paper on a day: one that has run out is not there, whatever was entered."""
    state, until = DocumentState(document.state), document.valid_until
    if state == DocumentState.PRESENT and until and until < day:
        state = DocumentState.EXPIRED
    return Paper(document, files, state, _until(state, until, day))


def sheets(documents, kinds, files, day):
    """All sheets in their order; `kinds` are those that the reader covers, `files` {key of paper: files}."""
    entered = {document.kind_id for document in documents}
    found = []
    for sheet, group in groupby(kinds, lambda kind: kind.sheet):
        of_sheet = list(group)
        keys = {kind.pk for kind in of_sheet}
        papers = [paper(one, files.get(one.pk, []), day) for one in documents if one.kind_id in keys]
        rest = [(kind.document.position, str(kind)) for kind in of_sheet if kind.pk not in entered]
        found.append(Sheet(sheet, papers, rest))
    return found


def _until(state, until, day):
    if until is None:
        return ""
    words = f"gültig bis {until:%d.%m.%Y}"
    left = (until - day).days
    if state != DocumentState.PRESENT or left > SOON:
        return words
    return f"{words}, läuft heute ab" if left == 0 else f"{words}, noch {left} Tag{'' if left == 1 else 'e'}"
