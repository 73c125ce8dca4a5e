"""The questions of "Passt das für mich?": only those that the rules of one offer need, each of them optional."""

import re

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from offers.asker import GERMAN, NOT_EU, OLDEST, SOME_EU, STATELESS, Asker
from offers.choices_asker import CourseKind, Insurance, LegalArea, PersonGender
from offers.choices_eligibility import NO, YES, Condition
from offers.eligibility import asked
from offers.eligibility_words import german_levels
from offers.facts import term
from offers.forms.fields import DayInput, PlainText
from offers.models import District, LegalStatus

UNKNOWN = gettext_lazy("weiß ich nicht")
NO_COURSE = "keiner"
PAPER = "papier-"
FEW = 3
AGES = re.compile(r"\s*\d{1,3}(\s*[,;/ ]\s*\d{1,3})*\s*,?\s*")
# Parameter of the address -> fact of the asker.
NAMES = {
    "alter": "age",
    "geschlecht": "gender",
    "status": "legal_status",
    "geld": "legal_area",
    "herkunft": "citizenship",
    "arbeit": "works",
    "schule": "in_compulsory_school",
    "deutsch": "german_level",
    "kinder": "children",
    "allein-erziehend": "is_single_parent",
    "ohne-eltern": "is_unaccompanied",
    "schwanger": "is_pregnant",
    "bezirk": "district",
    "seit": "arrived_on",
    "kurse": "courses",
    "versicherung": "insurance",
}
YES_NO_FACTS = {"works", "in_compulsory_school", "is_single_parent", "is_unaccompanied", "is_pregnant"}


class AskForm(forms.Form):
    """A GET form that nothing stores; an unanswered question is an unknown fact."""

    hide_required_words = True

    def __init__(self, data=None, *, rules, papers=()):
        super().__init__(data)
        self.papers = papers
        facts = asked(rules)
        for name, fact in NAMES.items():
            if fact in facts:
                self.fields[name] = _field(fact)
                if fact == "children":
                    self.fields["kinder-alter"] = _children_ages()
        wanted = {key for rule in rules if rule.condition == Condition.PAPER for key in rule.values}
        for paper in papers:
            if paper.key in wanted:
                label = _("Haben Sie dieses Papier: %(paper)s?") % {"paper": paper.text}
                self.fields[f"{PAPER}{paper.key}"] = _yes_no(label)
        # Where nothing is to be asked, the answer stands there at once.
        self.is_bound = self.is_bound or not self.fields

    def open_questions(self, facts):
        """Labels of the questions behind these facts that were left open."""
        wanted = {name for name, fact in NAMES.items() if fact in facts}
        if "papers" in facts:
            wanted |= {name for name in self.fields if name.startswith(PAPER)}
        return [self[name].label for name in self.fields if name in wanted and not self[name].value()]

    def asker(self):
        """What was answered, as plain values; after `is_valid`."""
        told = {fact: self._fact(name, fact) for name, fact in NAMES.items() if name in self.fields}
        answers = {name.removeprefix(PAPER): value for name, value in self.cleaned_data.items() if PAPER in name}
        told["papers"] = tuple(key for key, value in answers.items() if value == YES) or None
        told["lacking"] = tuple(key for key, value in answers.items() if value == NO) or None
        return Asker(**told)

    def _fact(self, name, fact):
        value = self.cleaned_data.get(name)
        if fact in YES_NO_FACTS:
            return {YES: True, NO: False}.get(value)
        if fact == "children":
            ages = self.cleaned_data.get("kinder-alter")
            return () if value == NO else ages or ((None,) if value == YES else None)
        if fact == "courses":
            return tuple(one for one in value if one != NO_COURSE) if value else None
        return None if value in ("", None) else value


class AgesField(PlainText):
    """Ages of children, as people write them: "3, 7"."""

    def to_python(self, value):
        """The ages as a tuple."""
        text = super().to_python(value)
        if not text:
            return ()
        ages = [int(number) for number in re.findall(r"\d{1,3}", text)]
        if not AGES.fullmatch(text) or max(ages) > OLDEST:
            raise forms.ValidationError(_("Bitte nur das Alter in Jahren schreiben, zum Beispiel: 3, 7"))
        return tuple(ages)


def _children_ages():
    return AgesField(
        label=_("Wie alt sind Ihre Kinder?"), help_text=_("Zum Beispiel: 3, 7"), max_length=60, required=False
    )


def _yes_no(label, **more):
    return _choice(label, [(YES, _("ja")), (NO, _("nein"))], **more)


def _choice(label, choices, **more):
    widget = forms.RadioSelect if len(choices) <= FEW else forms.Select
    return forms.ChoiceField(
        label=label, choices=[("", UNKNOWN), *choices], widget=widget, required=False, initial="", **more
    )


def _words(model):
    return [(word.key, term(word, get_language()).text) for word in model.objects.all()]


def _field(fact):
    return FIELDS[fact]()


def _citizenship():
    countries = [
        (GERMAN, _("Deutschland")),
        (SOME_EU, _("ein anderes Land der EU, Island, Liechtenstein oder Norwegen")),
        ("CH", _("Schweiz")),
        (NOT_EU, _("ein anderes Land")),
        (STATELESS, _("von keinem Land")),
    ]
    return _choice(_("Von welchem Land haben Sie den Pass?"), countries)


def _courses():
    return forms.MultipleChoiceField(
        label=_("Welchen Kurs haben Sie schon beendet?"),
        choices=[*CourseKind.choices, (NO_COURSE, _("keinen davon"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


FIELDS = {
    "age": lambda: forms.IntegerField(
        label=_("Wie alt sind Sie?"), min_value=0, max_value=OLDEST, required=False, help_text=_("in Jahren")
    ),
    "gender": lambda: _choice(_("Sie sind"), PersonGender.choices),
    "legal_status": lambda: _choice(_("Welches Papier haben Sie für Ihren Aufenthalt?"), _words(LegalStatus)),
    "legal_area": lambda: _choice(_("Von wem bekommen Sie Geld zum Leben?"), LegalArea.choices),
    "citizenship": _citizenship,
    "works": lambda: _yes_no(_("Arbeiten Sie?"), help_text=_("Auch ein Minijob zählt.")),
    "in_compulsory_school": lambda: _yes_no(
        _("Müssen Sie noch zur Schule gehen?"), help_text=_("Meistens bis zum Schuljahr, in dem man 18 wird.")
    ),
    "german_level": lambda: _choice(_("Wie gut sprechen Sie Deutsch?"), german_levels()),
    "children": lambda: _yes_no(_("Haben Sie Kinder?")),
    "is_single_parent": lambda: _yes_no(_("Erziehen Sie Ihre Kinder allein?")),
    "is_unaccompanied": lambda: _yes_no(_("Sind Sie unter 18 und ohne Eltern in Deutschland?")),
    "is_pregnant": lambda: _yes_no(_("Sind Sie schwanger?")),
    "district": lambda: _choice(_("Wo in Herne wohnen Sie?"), _words(District)),
    "arrived_on": lambda: forms.DateField(
        label=_("Seit wann sind Sie in Deutschland?"),
        widget=DayInput,
        required=False,
        help_text=_("Ungefähr genügt."),
    ),
    "courses": _courses,
    "insurance": lambda: _choice(_("Wie sind Sie krankenversichert?"), Insurance.choices),
}
