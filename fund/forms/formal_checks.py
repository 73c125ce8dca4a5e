"""The formal check: all lines on one page, each with a verdict and a note, and the decision at its end."""

import hashlib

from django import forms

from fund.choices.formal_checks import Result, Verdict
from herne_integration.idempotency import OnceForm
from offers.forms.fields import PlainText

CHANGED = "Jemand hat diese Zeile in der Zwischenzeit geprüft. Vergleichen Sie, und speichern Sie noch einmal."
NO_VERDICT = "Zu einer Anmerkung gehört ein Urteil."
KEPT = "Ein Urteil lässt sich ändern, aber nicht mehr wegnehmen."


class LineForm(forms.Form):
    """One line; `line` is the stored `CheckLine`. `conflict`: both texts, when somebody was faster with it."""

    hide_required_words = True
    conflict = None

    verdict = forms.ChoiceField(label="Urteil", choices=Verdict, required=False, widget=forms.RadioSelect)
    note = PlainText(label="Anmerkung", required=False, max_length=500)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data, *, line):
        self.line = line
        stored = {"verdict": line.verdict, "note": line.note, "seen": seen(line.verdict, line.note)}
        super().__init__(data, prefix=f"zeile-{line.position}", initial=stored)

    @property
    def anchor(self):
        """Where the line stands on its page."""
        return self.prefix

    @property
    def is_changed(self):
        """Whether she has typed something else than what she was shown, and than what is stored."""
        typed = self._typed
        return typed != self.cleaned_data["seen"] and typed != seen(self.line.verdict, self.line.note)

    def clean(self):
        """A note needs a verdict, a verdict stays one, and who was slower sees what the other one wrote."""
        cleaned = super().clean()
        if self.errors or not self.is_changed:
            return cleaned
        if not cleaned["verdict"]:
            self.add_error("verdict", KEPT if self.line.verdict else NO_VERDICT)
        elif cleaned["seen"] != seen(self.line.verdict, self.line.note):
            self._tell_both()
        return cleaned

    @property
    def _typed(self):
        return seen(self.cleaned_data["verdict"], self.cleaned_data["note"])

    def _tell_both(self):
        words, line = dict(Verdict.choices), self.line
        mine = f"{words[self.cleaned_data['verdict']]} {self.cleaned_data['note']}".strip()
        theirs = f"{words.get(line.verdict, '')} {line.note}".strip()
        self.conflict = [{"label": line.sentence, "mine": mine, "theirs": theirs}]
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = seen(line.verdict, line.note)
        self.add_error(None, CHANGED)


class Sheet:
    """All lines of a check: bound to `data`, or as they are stored."""

    def __init__(self, data, lines):
        self.rows = [LineForm(data, line=line) for line in lines]

    def is_valid(self):
        """Whether every line can be saved; all are looked at."""
        answers = [row.is_valid() for row in self.rows]
        return all(answers)

    @property
    def changed(self):
        """(line, verdict, note) of what was typed differently."""
        return [
            (row.line, row.cleaned_data["verdict"], row.cleaned_data["note"]) for row in self.rows if row.is_changed
        ]

    @property
    def anchors(self):
        """Places on the page to come back to."""
        return {row.anchor for row in self.rows}


class DecisionForm(OnceForm):
    """How the check ends."""

    hide_required_words = True
    result = forms.ChoiceField(label="Ergebnis", choices=Result, widget=forms.RadioSelect)
    reason = PlainText(
        label="Begründung",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Nötig bei „unzulässig“: Sie steht so im Bescheid. Bei „zulässig“ bleibt sie im Projektbüro.",
    )


def seen(verdict, note):
    """Which verdict and note somebody has before her, in one word."""
    return hashlib.sha256(f"{verdict}|{note}".encode()).hexdigest()
