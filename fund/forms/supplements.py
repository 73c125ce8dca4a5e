"""Asking for what is missing: which fields unlock, in which words, until when."""

from itertools import groupby

from django import forms

from fund import answers, content
from herne_integration.idempotency import OnceForm
from offers.forms.fields import DayInput, PlainText


class SupplementForm(OnceForm):
    """The parts of the application by topic; exactly what is ticked can be changed by the applicant."""

    hide_required_words = True
    unlocks = forms.MultipleChoiceField(
        label="Diese Felder freigeben",
        widget=forms.CheckboxSelectMultiple,
        help_text="Genau diese Felder kann der Antragsteller ändern, alles andere bleibt, wie es eingereicht ist.",
        error_messages={"required": "Bitte mindestens ein Feld auswählen."},
    )
    request = PlainText(
        label="Was fehlt",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Das liest der Antragsteller auf seiner Seite. In der E-Mail steht nur, dass Sie etwas brauchen.",
    )
    due_on = forms.DateField(label="Frist", widget=DayInput, help_text="Der letzte Tag zählt ganz mit.")

    def __init__(self, data, *, parts, rules, suggested):
        super().__init__(data, initial=suggested)
        topics = groupby(sorted(parts, key=_place), key=content.topic_of)
        self.fields["unlocks"].choices = [
            (str(topic.label), [(part, answers.label_of(part, rules)) for part in group]) for topic, group in topics
        ]


class DueForm(forms.Form):
    """A later day."""

    hide_required_words = True
    due_on = forms.DateField(label="Neue Frist", widget=DayInput, help_text="Der letzte Tag zählt ganz mit.")


def _place(part):
    """Topics in the order of their pages; within a topic as given."""
    return list(type(content.topic_of(part))).index(content.topic_of(part))
