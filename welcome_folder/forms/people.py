"""What is known of a person, as a form; languages are rows below it."""

from django import forms
from django.utils import timezone

from herne_integration.versions import VersionedForm
from offers.choices import GermanLevel
from offers.forms.fields import form_field
from offers.forms.rows import Quiet, Row, Rows
from offers.models import Language
from welcome_folder import birthdays, countries
from welcome_folder.actions.people import Spoken
from welcome_folder.forms.base import text_field
from welcome_folder.models import Person
from welcome_folder.person_presenting import NO_GERMAN

SECTIONS = (
    ("name", "Name und Geburt", ("given_name", "family_name", "given_name_latin", "family_name_latin", "born",
     "is_guessed", "gender", "citizenships", "arrived_on")),
    ("kontakt", "Kontakt", ("channel", "interpreter", "phone", "email", "street", "postcode", "city", "district")),
    ("bildung", "Schule und Beruf", ("german_level", "schooling", "qualification", "profession", "recognition")),
)  # fmt: skip
LATIN = "Wie im Ausweis oder auf Briefen, falls der Name in einer anderen Schrift geschrieben ist."
BORN = "Zum Beispiel 17.05.1991. Ist nur das Jahr bekannt: 1991. Leer: nicht bekannt."
ONLY_TERM = "Nur die Bezeichnung. Keine Diagnosen, nichts über Herkunft oder Glauben."


class CountrySelects(forms.MultiWidget):
    """Up to three citizenships, each a list of its own."""

    def __init__(self):
        numbers = ("Erste", "Zweite", "Dritte")
        super().__init__([forms.Select(attrs={"aria-label": f"{number} Staatsangehörigkeit"}) for number in numbers])

    @property
    def choices(self):
        """Those of each list."""
        return self.widgets[0].choices

    @choices.setter
    def choices(self, value):
        for widget in self.widgets:
            widget.choices = [("", "–"), *value]

    def decompress(self, value):
        """One code for each list."""
        return [*(value or ()), "", "", ""][:3]

    def get_context(self, name, value, attrs):
        """A list, where Django would take one for what was typed into the parts."""
        return super().get_context(name, self.decompress(value), attrs)

    def value_from_datadict(self, data, files, name):
        """What was chosen, each once."""
        return list(dict.fromkeys(code for code in super().value_from_datadict(data, files, name) if code))


class CountriesField(forms.MultipleChoiceField):
    """Citizenships as codes."""

    widget = CountrySelects

    def __init__(self, **options):
        super().__init__(choices=countries.choices(), required=False, **options)


class BornFields(forms.Form):
    """Form mixin: a birthday or a year, in one field."""

    born = text_field("Geburtsdatum oder Geburtsjahr", longest=20, required=False, help_text=BORN)
    is_guessed = forms.BooleanField(label="Das Jahr ist geschätzt", required=False)

    def read_born(self):
        """(date, precision) of what was typed, or an error at the field."""
        cleaned = self.cleaned_data
        if "born" not in cleaned:
            return None, "unknown"
        try:
            return birthdays.read(
                cleaned["born"], today=timezone.localdate(), is_guessed=cleaned.get("is_guessed", False)
            )
        except ValueError as wrong:
            self.add_error("born", str(wrong))
            return None, "unknown"


def ask_for_latin(form):
    """A name in another script needs a Latin one as well: letters and other offices know no other."""
    for name in ("given_name", "family_name"):
        typed = form.cleaned_data.get(name) or ""
        if any(ord(sign) > 0x24F and sign.isalpha() for sign in typed) and not form.cleaned_data.get(f"{name}_latin"):
            form.add_error(f"{name}_latin", "Bitte schreiben Sie den Namen auch in lateinischer Schrift.")


class PersonForm(Quiet, BornFields, VersionedForm):
    """All of a person; the second editor sees both texts."""

    hide_required_words = True

    class Meta:
        model = Person
        fields = (
            "given_name", "family_name", "given_name_latin", "family_name_latin", "gender", "citizenships",
            "arrived_on", "channel", "interpreter", "phone", "email", "street", "postcode", "city", "district",
            "german_level", "schooling", "qualification", "profession", "recognition",
        )  # fmt: skip
        formfield_callback = form_field
        labels = {
            "channel": "Wie ist die Person am besten zu erreichen?",
            "interpreter": "Braucht ein Gespräch Sprachmittlung?",
            "recognition": "Anerkennung des Abschlusses",
            "german_level": "Deutschkenntnisse",
        }
        help_texts = {
            "given_name_latin": LATIN,
            "family_name_latin": LATIN,
            "qualification": ONLY_TERM,
            "profession": ONLY_TERM,
        }

    field_order = [name for _, _, names in SECTIONS for name in names]

    def __init__(self, data=None, *args, languages=None, **kwargs):
        # (typed, saved) as text, once the rows beside the form are known
        self.languages = languages
        super().__init__(data, *args, **kwargs)
        self.fields["citizenships"] = CountriesField(label="Staatsangehörigkeiten")
        self.fields["given_name"].required = False
        self.fields["family_name"].help_text = "Hat die Person nur einen Namen, steht er hier."
        self.order_fields(self.field_order)
        self.fields["gender"].choices = [("", "nicht bekannt"), *self.fields["gender"].choices[1:]]
        if "german_level" in self.fields:
            self.fields["german_level"].choices = german_levels()
        self._read_born()

    def _read_born(self):
        person = self.instance
        self.initial["born"] = birthdays.write(person.birth_date, person.birth_precision)
        self.initial["is_guessed"] = person.birth_precision == "guessed"

    def _read_initial_anew(self):
        super()._read_initial_anew()
        self._read_born()

    def clean(self):
        """After the comparison with what is stored, the birthday goes to its two columns."""
        cleaned = super().clean()
        ask_for_latin(self)
        self.instance.birth_date, self.instance.birth_precision = self.read_born()
        return cleaned

    def _conflict(self):
        conflict = super()._conflict()
        if self.languages and self.languages[0] != self.languages[1]:
            conflict.add("Sprachen", *self.languages)
        return conflict

    def sections(self):
        """(anchor, title, bound fields) for the page."""
        return [(key, label, [self[name] for name in names if name in self.fields]) for key, label, names in SECTIONS]


class RelativeForm(PersonForm):
    """A relative without a folder of her own: only what the family's paperwork needs."""

    class Meta(PersonForm.Meta):
        fields = ("given_name", "family_name", "given_name_latin", "family_name_latin", "gender", "citizenships")

    def __init__(self, *args, **kwargs):
        kwargs.pop("languages", None)
        super().__init__(*args, **kwargs)


def german_levels():
    """Levels of German; the directory's word for none is about offers."""
    known = [(key, label) for key, label in GermanLevel.choices if key != GermanLevel.NONE]
    return [("", "nicht bekannt"), (GermanLevel.NONE.value, NO_GERMAN), *known]


class LanguageRow(Row):
    """One language beside German, which has a field of its own."""

    language = forms.ModelChoiceField(
        Language.objects.exclude(key__in=["de", "de-leicht"]), label="Sprache", empty_label="–"
    )
    level = forms.ChoiceField(
        label="Niveau",
        choices=[("", "nicht bekannt"), *(one for one in GermanLevel.choices if one[0] != GermanLevel.NONE)],
        required=False,
    )
    is_first = forms.BooleanField(label="Erstsprache", required=False)
    is_for_letters = forms.BooleanField(label="für Ausdrucke und Briefe", required=False)

    @property
    def is_filled(self):
        """Whether a language is chosen."""
        return self["language"].value() not in {None, ""}


class LanguageRows(Rows):
    """All languages; which one papers come in is said once."""

    unique = ("language",)

    def clean(self):
        """No language twice, one for papers."""
        super().clean()
        valid = [form for form in self.forms if not form.is_quiet and form.is_valid()]
        marked = [form for form in valid if (form.saved or {}).get("is_for_letters")]
        for form in marked[1:]:
            form.add_error("is_for_letters", "Für Ausdrucke gibt es eine Sprache neben Deutsch.")

    def spoken(self):
        """What the action takes."""
        return [Spoken(**row) for row in self.saved]


LanguageFormSet = forms.formset_factory(
    LanguageRow, formset=LanguageRows, max_num=12, absolute_max=20, validate_max=True
)


def saved_rows(person):
    """The languages of a person as rows."""
    others = person.languages.exclude(language__key="de")
    return list(others.values("language", "level", "is_first", "is_for_letters"))


def as_text(spoken):
    """Languages as lines, for comparing by eye."""
    words = []
    for one in sorted(spoken, key=lambda one: str(one.language)):
        marks = [one.level, "Erstsprache" if one.is_first else "", "für Ausdrucke" if one.is_for_letters else ""]
        words.append(", ".join(filter(None, [str(one.language), *marks])))
    return "\n".join(words)
