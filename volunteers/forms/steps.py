"""The questions about somebody who wants to help: the same in the sign-up and in the own profile.

A form is made from `typed` ({name: value}, see `actions.drafting`) and gives back what it has understood as the part of
`typed` that is its own (`kept`), so that a step can be saved even while something in it is wrong. What nobody may ask
(residence status, nationality, religion) has no field.
"""

from datetime import date, time

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from offers.eligibility_words import german_levels
from offers.facts import term
from offers.forms.fields import DayInput, PlainText, can_be_dialled
from offers.models import District, Language, TargetGroup
from volunteers import free_time
from volunteers.choices.profiles import ActivityType, Day, Skill, SpokenLevel
from volunteers.choices.times import PartOfDay

HOURS = ("1", "2", "3", "4", "6", "8", "10", "15", "20")
ALL = "herne"
NEXT_DOOR_KM = 4
OLDEST = 120
YOUNGEST = 14
LANGUAGE_ROWS = 3


def terms(model):
    """(key, word in the page's language) of a vocabulary."""
    return [(word.key, term(word, get_language()).text) for word in model.objects.all()]


class StepForm(forms.Form):
    """One page of questions."""

    def __init__(self, data=None, *, typed=None, **kwargs):
        super().__init__(data, initial=self.start(typed or {}), **kwargs)

    def start(self, typed):
        """What the fields show of what is known; overridden where the names are not the same."""
        return typed

    def kept(self):
        """What has been understood, as JSON can keep it."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.fields}


class InterestsForm(StepForm):
    """What somebody would like to do."""

    is_open_to_all = forms.BooleanField(label=_("Ich bin für alles offen"), required=False)
    activity_types = forms.MultipleChoiceField(
        label=_("Was möchten Sie tun?"),
        choices=ActivityType.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Sie können mehrere Antworten geben."),
    )

    def clean(self):
        """One answer at least."""
        cleaned = super().clean()
        if not cleaned.get("is_open_to_all") and not cleaned.get("activity_types") and not self.errors:
            self.add_error("activity_types", _("Bitte wählen Sie mindestens eine Aufgabe oder „für alles offen“."))
        return cleaned


class TimeAndPlaceForm(StepForm):
    """Where, when and how much."""

    where = forms.MultipleChoiceField(
        label=_("Wo möchten Sie helfen?"), widget=forms.CheckboxSelectMultiple, choices=[]
    )
    is_near_too = forms.BooleanField(label=_("Auch in den Bezirken daneben"), required=False)
    is_always_free = forms.BooleanField(label=_("Ich kann mich nach der Aufgabe richten"), required=False)
    when = forms.MultipleChoiceField(
        label=_("Wann haben Sie Zeit?"),
        choices=[(tick, tick) for tick in free_time.TICKS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    hours_per_week = forms.ChoiceField(
        label=_("Wie viele Stunden in der Woche, höchstens?"),
        choices=[("", _("Bitte wählen")), *((hours, hours) for hours in HOURS)],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = [(ALL, _("In ganz Herne")), *terms(District)]
        own = str(self.initial.get("hours_per_week") or "")
        if own and own not in HOURS:
            self.fields["hours_per_week"].choices += [(own, own.replace(".", ","))]

    def start(self, typed):
        """Windows as ticks, "all of Herne" as a choice like the boroughs."""
        rows = typed.get("windows", [])
        times = [(row["weekday"], *(time.fromisoformat(row[end]) for end in ("starts", "ends"))) for row in rows]
        return {
            "where": [*([ALL] if typed.get("is_mobile") else []), *typed.get("districts", [])],
            "is_near_too": typed.get("radius_km", 0) >= NEXT_DOOR_KM,
            "is_always_free": typed.get("is_always_free", False),
            "when": free_time.ticks(times),
            "hours_per_week": typed.get("hours_per_week", ""),
        }

    @property
    def days(self):
        """[(day, [(tick, part of the day)])] for the week."""
        options = iter(self["when"])
        names = [(day, part) for day in Day for part in PartOfDay]
        ticks = [(option, part.label) for option, (_day, part) in zip(options, names, strict=True)]
        width = len(PartOfDay)
        return [(day.label, ticks[place * width : (place + 1) * width]) for place, day in enumerate(Day)]

    def clean(self):
        """Some time, or any."""
        cleaned = super().clean()
        if not cleaned.get("is_always_free") and not cleaned.get("when") and "when" not in self.errors:
            self.add_error("when", _("Bitte sagen Sie, wann Sie Zeit haben."))
        return cleaned

    def kept(self):
        """Boroughs, radius and windows. Times that fit what is ticked stay as exact as they were."""
        data, found = self.cleaned_data, {}
        if "where" in data:
            found["districts"] = [key for key in data["where"] if key != ALL]
            found["is_mobile"] = ALL in data["where"]
        if "is_near_too" in self.changed_data:
            found["radius_km"] = NEXT_DOOR_KM if data.get("is_near_too") else 0
        if "when" in data and "when" in self.changed_data:
            found["windows"] = free_time.windows(data["when"])
        found["is_always_free"] = data.get("is_always_free", False)
        if data.get("hours_per_week"):
            found["hours_per_week"] = data["hours_per_week"]
        return found


class LanguagesForm(StepForm):
    """German, and what else somebody speaks."""

    german_level = forms.ChoiceField(label=_("Wie gut sprechen Sie Deutsch?"), choices=[], widget=forms.RadioSelect)
    wants_simple_german = forms.BooleanField(
        label=_("Bitte schreiben und sprechen Sie einfaches Deutsch mit mir"), required=False
    )

    def __init__(self, data=None, *, typed=None, **kwargs):
        self.spoken = list((typed or {}).get("languages", []))
        super().__init__(data, typed=typed, **kwargs)
        self.fields["german_level"].choices = german_levels()
        words = [("", "–"), *_languages()]
        for number in range(max(LANGUAGE_ROWS, len(self.spoken) + 1)):
            row = self.spoken[number] if number < len(self.spoken) else {}
            self.fields[f"language-{number}"] = forms.ChoiceField(
                label=_("Sprache"), choices=words, required=False, initial=row.get("language", "")
            )
            self.fields[f"level-{number}"] = forms.ChoiceField(
                label=_("Wie gut?"),
                choices=[("", "–"), *SpokenLevel.choices],
                required=False,
                initial=row.get("level", ""),
            )
            self.fields[f"interpret-{number}"] = forms.BooleanField(
                label=_("Ich möchte in dieser Sprache dolmetschen"),
                required=False,
                initial=bool(row.get("may_interpret")),
            )

    def rows(self):
        """The rows of further languages: three bound fields each."""
        count = sum(name.startswith("language-") for name in self.fields)
        return [[self[f"{name}-{number}"] for name in ("language", "level", "interpret")] for number in range(count)]

    def clean(self):
        """A level without a language means that something was forgotten; a language stands there once."""
        cleaned, seen = super().clean(), set()
        for language, level, _interpret in self.rows():
            key = cleaned.get(language.name)
            if not key and cleaned.get(level.name):
                self.add_error(language.name, _("Bitte wählen Sie auch die Sprache."))
            if key and key in seen:
                self.add_error(language.name, _("Diese Sprache steht schon da."))
            seen.add(key)
        return cleaned

    def kept(self):
        """German, and a row for each language that was named."""
        data = self.cleaned_data
        found = {"wants_simple_german": data.get("wants_simple_german", False), "languages": []}
        if data.get("german_level"):
            found["german_level"] = data["german_level"]
        for language, level, interpret in self.rows():
            if key := data.get(language.name):
                row = {"language": key, "level": data.get(level.name, ""), "may_interpret": data.get(interpret.name)}
                found["languages"].append(row)
        return found


class SkillsForm(StepForm):
    """What somebody can, and for whom: all of it may stay empty."""

    skills = forms.MultipleChoiceField(
        label=_("Was können Sie?"), choices=Skill.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Für wen möchten Sie da sein?"), choices=[], widget=forms.CheckboxSelectMultiple, required=False
    )
    about = PlainText(
        label=_("Möchten Sie noch etwas sagen?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bitte nichts über Krankheiten, Herkunft oder Glauben."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target_groups"].choices = terms(TargetGroup)


class PersonForm(StepForm):
    """Who somebody is, as far as the coordination has to know."""

    given_name = PlainText(
        label=_("Vorname"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = PlainText(
        label=_("Nachname"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    phone = PlainText(
        label=_("Telefon"),
        max_length=60,
        required=False,
        validators=[can_be_dialled],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel", "dir": "ltr"}),
    )
    born_on = forms.DateField(
        label=_("Geburtsdatum"),
        required=False,
        widget=DayInput,
        help_text=_("Manche Aufgaben sind erst ab 18 Jahren erlaubt. Dafür müssen wir Ihr Alter kennen."),
    )

    def clean_born_on(self):
        """A day on which somebody who helps today may have been born."""
        born_on, today = self.cleaned_data["born_on"], timezone.localdate()
        if born_on and not today.year - OLDEST <= born_on.year <= today.year - YOUNGEST:
            raise forms.ValidationError(_("Bitte prüfen Sie das Datum. Mithelfen kann man ab 14 Jahren."))
        return born_on

    def kept(self):
        """The day in ISO 8601."""
        found = super().kept()
        if isinstance(found.get("born_on"), date):
            found["born_on"] = found["born_on"].isoformat()
        return found


class ContactForm(PersonForm):
    """The same with the address that the sign-up confirms."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_("Dorthin schicken wir einen Link."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    field_order = ("given_name", "family_name", "email", "phone", "born_on")


def _languages():
    """(code, word in the page's language with the language's own name)."""
    found = []
    for language in Language.objects.exclude(key__in=("de", "de-leicht")):
        word = term(language, get_language()).text
        own = language.native_label
        found.append((language.key, f"{word} ({own})" if own and own != word else word))
    return found
