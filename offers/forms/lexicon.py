"""The form of an entry of the search lexicon, and the filter of their list."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils.html import format_html, format_html_join

from herne_integration.idempotency import OnceForm
from herne_integration.templatetags.portal import direction
from offers.actions.lexicon import Content
from offers.choices import LexiconKind, LexiconLanguage, LexiconState
from offers.forms.fields import PlainText, form_field, no_invisible_signs
from offers.forms.merging import MergingForm
from offers.models import LexiconEntry, LexiconPhrase
from offers.search import lexicon
from offers.search.normalising import meaningful

LONGEST_WORD, MOST_WORDS = 120, 40
SAID = "said_"
SWITCHED_OFF = "off"
STATES = [*LexiconState.choices, (SWITCHED_OFF, "abgeschaltet")]
OVERLOOKED = "„<bdi>{}</bdi>“ überliest die Suche: Das Wort wirkt nur, wenn jemand sonst nichts schreibt."
USELESS = "„<bdi>{}</bdi>“ bewirkt hier nichts: Die Suche überliest das Wort in den Angeboten."
SHARED = "„<bdi>{}</bdi>“ meint auch: {}."
MOST_NAMED = 3


class WordList(PlainText):
    """One word or phrase a line; empty lines and doubled words are left out."""

    def __init__(self, language="de", **kwargs):
        attrs = {"rows": 5, "lang": language, "dir": direction(language), "spellcheck": "false"}
        super().__init__(required=False, widget=forms.Textarea(attrs=attrs), **kwargs)

    def to_python(self, value):
        """The lines as a list."""
        if isinstance(value, list):
            return value
        lines = (" ".join(line.split()) for line in super().to_python(value).split("\n"))
        kept = {}
        for line in filter(None, lines):
            kept.setdefault(line.casefold(), line)
        return list(kept.values())

    def prepare_value(self, value):
        """A stored list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def run_validators(self, value):
        """The validators are about the text as a whole."""
        super().run_validators("\n".join(value))

    def validate(self, value):
        """Each word fits the index and holds a letter or digit."""
        super().validate(value)
        if len(value) > MOST_WORDS:
            raise ValidationError(f"Höchstens {MOST_WORDS} Wörter, eines in jeder Zeile; hier sind es {len(value)}.")
        for word in value:
            _fits(word)


def _fits(word):
    if len(word) > LONGEST_WORD or len(lexicon.phrase(word)) > LONGEST_WORD:
        raise ValidationError(
            f"„{word[:40]}…“ ist zu lang: höchstens {LONGEST_WORD} Zeichen, jedes Wort in einer eigenen Zeile."
        )
    if not lexicon.phrase(word):
        raise ValidationError(f"„{word}“ enthält keinen Buchstaben.")


def can_be_looked_up(label):
    """The label is itself something that people type."""
    no_invisible_signs(label)
    _fits(label)


class LexiconForm(OnceForm, MergingForm):
    """All that a person can say about an entry; synonyms have one field per language."""

    hide_required_words = True

    words = WordList(
        label="Wörter in den Angeboten",
        help_text="So steht es in den Texten der Angebote. Ein Wort oder eine Wendung in jeder Zeile.",
    )
    near = WordList(
        label="Wörter in der Nähe",
        help_text="Was helfen könnte, aber nicht die Sache selbst ist: „Arzt“ bei „Zahnarzt“.",
    )

    class Meta:
        model = LexiconEntry
        fields = ("label", "kind", "words", "near", "topics", "target_groups")
        formfield_callback = form_field
        help_texts = {
            "label": "Das deutsche Wort, unter dem die Redaktion den Eintrag findet. Danach wird auch gesucht.",
            "kind": "Bei „Thema“ und „Zielgruppe“ zählt stärker, was unten angekreuzt ist.",
        }
        widgets = dict.fromkeys(("topics", "target_groups"), forms.CheckboxSelectMultiple)

    def __init__(self, data=None, *args, instance=None, initial=None, **kwargs):
        synonyms = _fields_of(instance) if instance else {}
        super().__init__(data, *args, instance=instance, initial=synonyms | (initial or {}), **kwargs)
        self.fields["label"].max_length = LONGEST_WORD
        self.fields["label"].widget.attrs["maxlength"] = LONGEST_WORD
        self.fields["label"].validators.append(can_be_looked_up)
        self.fields["kind"].choices = LexiconKind.choices
        if not instance:
            self.initial.setdefault("kind", LexiconKind.EVERYDAY)
        for name in ("topics", "target_groups"):
            self.fields[name].help_text = ""

    @property
    def own_names(self):
        """The languages stand beside the model's own fields."""
        return [*super().own_names, *SAID_FIELDS]

    @property
    def said(self):
        """The fields of all languages."""
        return [self[name] for name in SAID_FIELDS]

    @property
    def meant(self):
        """The fields that say which offers are meant."""
        return [self[name] for name in ("words", "near", "topics", "target_groups")]

    def clean(self):
        """An entry needs something to look for and something to find."""
        data = super().clean()
        said = [word for name in ("words", *SAID_FIELDS) for word in data.get(name) or ()]
        if not said and not self.errors:
            self.add_error(
                f"{SAID}de", "Bitte in mindestens einer Sprache ein Wort eintragen, mit dem Menschen suchen."
            )
        means = ("words", "near", "topics", "target_groups", f"{SAID}de")
        if not any(data.get(name) for name in means) and not self.errors:
            self.add_error("words", "Ohne deutsches Wort, Thema oder Zielgruppe findet dieser Eintrag kein Angebot.")
        return data

    def content(self):
        """What the actions take; after `is_valid`."""
        data = self.cleaned_data
        columns = {name: data[name] for name in ("kind", "label", "words", "near")}
        columns["synonyms"] = {name.removeprefix(SAID): data[name] for name in SAID_FIELDS if data[name]}
        return Content(columns, list(data["topics"]), list(data["target_groups"]))

    def tell_notes(self):
        """Says at the fields which stored words do nothing by themselves and which also mean something else."""
        for name, texts in _notes(self.instance).items():
            field = self.fields[name]
            told = [text for text in [field.help_text, *texts] if text]
            field.help_text = format_html_join("", '<span class="note">{}</span>', ((text,) for text in told))

    def _read_initial_anew(self):
        super()._read_initial_anew()
        self.initial |= _fields_of(self.instance)

    def _conflict(self):
        """Lists of words stand in lines."""
        conflict = super()._conflict()
        for pair in conflict.fields + conflict.taken:
            if isinstance(self.fields[pair["name"]], WordList):
                prepare = self.fields[pair["name"]].prepare_value
                pair["mine"], pair["theirs"] = prepare(self.mine(pair["name"])), prepare(self._saved(pair["name"]))
        return conflict


SAID_FIELDS = [f"{SAID}{code}" for code in LexiconLanguage.values]
LexiconForm.base_fields |= {
    f"{SAID}{language}": WordList(language.value, label=language.label) for language in LexiconLanguage
}


def _fields_of(entry):
    return {f"{SAID}{code}": entry.synonyms.get(code, []) for code in LexiconLanguage.values}


def _notes(entry):
    """{field: sentences}; one query, whatever the number of words."""
    lists = {"words": entry.words, "near": entry.near, **_fields_of(entry)}
    forms_of = {word: lexicon.phrase(word) for texts in [*lists.values(), [entry.label]] for word in texts}
    others = {}
    shared = LexiconPhrase.objects.filter(phrase__in=forms_of.values(), entry__deactivated_at=None)
    for phrase, label in shared.exclude(entry=entry).values_list("phrase", "entry__label").distinct():
        others.setdefault(phrase, []).append(label)
    notes = {}
    for name, texts in {"label": [entry.label], **lists}.items():
        for word in texts:
            if not meaningful(word):
                useless = name in {"words", "near"}
                notes.setdefault(name, []).append(format_html(USELESS if useless else OVERLOOKED, word))
            if forms_of[word] in others and name != "near":
                notes.setdefault(name, []).append(format_html(SHARED, word, _some(others[forms_of[word]])))
    return notes


def _some(labels):
    """The first names, and how many more there are."""
    more = len(labels) - MOST_NAMED
    return "; ".join(sorted(labels)[:MOST_NAMED]) + (f" und {more} weitere" if more > 0 else "")


class LexiconFilter(django_filters.FilterSet):
    """The list of entries: by a word in any language, kind and state; what is switched off only when asked for."""

    q = django_filters.CharFilter(label="Wort in irgendeiner Sprache", method="with_word")
    kind = django_filters.ChoiceFilter(label="Art", choices=LexiconKind.choices, empty_label="alle")
    state = django_filters.ChoiceFilter(
        label="Stand", choices=STATES, method="in_state", empty_label="alle, die wirken"
    )

    class Meta:
        model = LexiconEntry
        fields = ("q", "kind", "state")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.hide_required_words = True

    def filter_queryset(self, queryset):
        """Nonsense in the address filters nothing."""
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("state") == SWITCHED_OFF else queryset.active()

    def with_word(self, queryset, name, value):
        """The word stands in the label, the words or a synonym, as typed or in another of its forms."""
        value = value.strip()[:LONGEST_WORD]
        said = Q(text__icontains=value)
        if phrase := lexicon.phrase(value):
            said |= Q(phrase__contains=phrase)
        return queryset.filter(Exists(LexiconPhrase.objects.filter(said, entry=OuterRef("pk"))))

    def in_state(self, queryset, name, value):
        """One state, or what is switched off."""
        if value == SWITCHED_OFF:
            return queryset.filter(deactivated_at__isnull=False)
        return queryset.filter(state=value)
