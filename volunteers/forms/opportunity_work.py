"""An opportunity as the coordination edits it; what nobody knows stays empty."""

from django import forms

from herne_integration.idempotency import OnceForm
from herne_integration.versions import VersionedForm
from offers.forms.fields import DayInput, PlainText
from volunteers.actions.opportunities import Content
from volunteers.choices.profiles import Skill
from volunteers.forms.lines import DatesField, WeekField, written
from volunteers.models import Opportunity

RELATED = ("target_groups", "languages", "extra_requirements")
TEXTS = ("description", "note")


class OpportunityForm(OnceForm, VersionedForm):
    """All that a person can say about it, with its times."""

    windows = WeekField(label="Feste Zeiten in der Woche", help_text="Eine Zeile je Zeit: Montag 15:00-17:00")
    occasions = DatesField(label="Einzelne Termine", help_text="Eine Zeile je Termin: 03.12.2026 15:00-17:00")
    skills = forms.MultipleChoiceField(
        label="Nötige Fähigkeiten", choices=Skill.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Opportunity
        fields = (
            *("title", "organisation", "provider_text", "description", "kind", "activity_type", "field_of_action"),
            *("task_class", "target_groups", "target_text", "german_level", "languages", "language_level"),
            *("extra_requirements", "requirements_text", "minimum_age", "commitment_text", "hours_per_week"),
            *("is_time_open", "starts_on", "ends_on", "capacity", "trial_weeks", "accompaniment_text", "expenses"),
            *("expenses_text", "accessible", "accessible_text", "district", "is_anywhere", "city"),
            *("contact_name", "contact_email", "contact_phone", "note", "skills"),
        )
        widgets = {
            **dict.fromkeys(("starts_on", "ends_on"), DayInput),
            **dict.fromkeys(RELATED, forms.CheckboxSelectMultiple),
            **dict.fromkeys(TEXTS, forms.Textarea(attrs={"rows": 4})),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in self._order()}
        if not self.instance._state.adding:
            self.initial["windows"] = written(self.instance.windows.all())
            self.initial["occasions"] = written(self.instance.occasions.all())

    def _order(self):
        names = list(self.fields)
        for name in ("windows", "occasions"):
            names.remove(name)
        at = names.index("is_time_open") + 1
        return [*names[:at], "windows", "occasions", *names[at:]]

    def content(self):
        """What the actions take."""
        own = {"once", "version", "windows", "occasions", *RELATED}
        return Content(
            columns={name: value for name, value in self.cleaned_data.items() if name not in own},
            related={name: self.cleaned_data[name] for name in RELATED},
            windows=self.cleaned_data["windows"],
            occasions=self.cleaned_data["occasions"],
        )


class ArchiveForm(forms.Form):
    """Why it goes; the reason stays in the history."""

    reason = PlainText(label="Warum?", max_length=200, help_text="Bitte keine Namen von Privatpersonen.")
