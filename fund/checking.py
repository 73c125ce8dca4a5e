"""What stands beside each line of a formal check: the applicant's own words, and where to read on."""

from dataclasses import dataclass
from typing import Any

from fund import answers, papers
from fund.choices.applications import DOCUMENT
from fund.choices.formal_checks import Finding, Verdict

BADGES = {Finding.MET: "success", Finding.UNMET: "danger", Finding.OPEN: "info"}


@dataclass(frozen=True)
class Row:
    """One line: its form, the badge of what the rules found, and answers that it is about."""

    form: Any
    badge: str
    said: list
    files: list


def rows(forms, version):
    """The lines in their order, each with the answers and files that a supplement about it would unlock."""
    frozen, rules = papers.whole(version.content), version.guideline.rules
    if not forms:
        return []
    said = {one.part: one for section in answers.sections(frozen, rules) for one in section.answers if one.lines}
    files = {}
    for attached, _label in papers.files(version):
        files.setdefault(DOCUMENT + attached.document, []).append(attached)
    return [_row(form, said, files) for form in forms]


def sentence(lines):
    """How far the check is, and what a decision needs."""
    waiting = [line for line in lines if not line.verdict]
    unmet = [line for line in lines if line.verdict == Verdict.UNMET]
    if waiting:
        return f"Noch zu prüfen: {len(waiting)} von {len(lines)} Zeilen. „Zulässig“ geht erst, wenn alle geprüft sind."
    if unmet:
        return f"Nicht erfüllt: {' '.join(line.sentence for line in unmet)} „Zulässig“ geht so nicht."
    return "Alle Zeilen sind geprüft, keine ist unerfüllt."


def _row(form, said, files):
    parts = form.line.unlocks
    shown = [said[part] for part in parts if part in said and not part.startswith(DOCUMENT)]
    attached = [one for part in parts for one in files.get(part, [])]
    return Row(form, BADGES[Finding(form.line.finding)], shown, attached)
