"""What is put on an agenda, and why something is taken off it."""

from django import forms

from fund import agenda_money
from fund.choices.agenda import TopicSource
from herne_integration.idempotency import OnceForm
from offers.forms.fields import PlainText
from offers.models import Task


class AddForm(OnceForm):
    """Applications that wait, each with a box and the pot it would be paid from."""

    def __init__(self, *args, applications, pots, **kwargs):
        super().__init__(*args, **kwargs)
        self.hide_required_words = True
        self.applications, self.pots = applications, {pot.key: pot for pot in pots}
        choices = [(pot.key, pot.label) for pot in pots]
        for one in applications:
            likely = agenda_money.suggested(pots, one.field_of_action_id)
            self.fields[f"take_{one.pk}"] = forms.BooleanField(label=f"{one.number} aufnehmen", required=False)
            self.fields[f"pot_{one.pk}"] = forms.ChoiceField(
                label=f"Topf für {one.number}", choices=choices, initial=likely.key if likely else None, required=False
            )

    def clean(self):
        """Whoever is taken has a pot; somebody is taken."""
        cleaned = super().clean()
        for one in self.applications:
            if cleaned.get(f"take_{one.pk}") and not cleaned.get(f"pot_{one.pk}"):
                self.add_error(f"pot_{one.pk}", "Bitte einen Topf wählen.")
        return cleaned

    @property
    def rows(self):
        """[(application, box, pot)] for the table."""
        return [(one, self[f"take_{one.pk}"], self[f"pot_{one.pk}"]) for one in self.applications]

    @property
    def taken(self):
        """[(application, `agenda_money.Pot`)] of a valid form, in the order of the page."""
        told = self.cleaned_data
        return [(one, self.pots[told[f"pot_{one.pk}"]]) for one in self.applications if told.get(f"take_{one.pk}")]


class TopicForm(OnceForm):
    """Another topic: where it comes from is said, its resolution goes back there."""

    title = PlainText(label="Worüber wird beraten?", max_length=300)
    topic_source = forms.ChoiceField(label="Woher kommt das Thema?", choices=TopicSource, widget=forms.RadioSelect)
    task = forms.ModelChoiceField(
        Task.objects.order_by("label"),
        label="Aufgabe ohne Zuständigkeit",
        empty_label="keine",
        required=False,
        help_text="Bei einer Lücke in den Zuständigkeiten: welche Aufgabe niemand übernimmt.",
    )
    source_text = PlainText(
        label="Worum geht es, und wer hat es eingebracht?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Das lesen die Mitglieder als Unterlage.",
    )

    def arguments(self):
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}


class ReasonForm(forms.Form):
    """Why an item is put off or taken off; it stands in the minutes."""

    reason = PlainText(label="Grund", max_length=500, help_text="Der Grund steht in der Niederschrift.")


class ReportForm(forms.Form):
    """Who was told what was decided about a topic."""

    to = PlainText(label="Wem wurde der Beschluss gemeldet?", max_length=200)
    text = PlainText(
        label="Was wurde gemeldet?", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
