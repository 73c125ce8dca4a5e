"""A version of the guideline: one question per rule, with where its value is from and whether that is an example."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.text import slugify

from fund import guideline_shape, guideline_words
from fund.choices.applicants import ApplicantKind
from fund.choices.items import CostCategory
from fund.forms.fields import MoneyField
from herne_integration.idempotency import OnceForm
from offers.forms.fields import DayInput, PlainText

EXAMPLE = "Beispielwert"
MOST_DOCUMENTS, SPARE = 20, 2


def _several(choices):
    return forms.MultipleChoiceField(choices=choices, required=False, widget=forms.CheckboxSelectMultiple)


def _whole(least, most):
    return forms.IntegerField(required=False, min_value=least, max_value=most)


RULES = {
    "applicant_kinds": lambda: _several(ApplicantKind.choices),
    "cost_categories_allowed": lambda: _several(CostCategory.choices),
    "cost_categories_excluded": lambda: _several(CostCategory.choices),
    "max_per_application": lambda: MoneyField(required=False),
    "max_per_applicant_and_year": lambda: MoneyField(required=False),
    "own_share_percent": lambda: _whole(0, 100),
    "three_offers_above": lambda: MoneyField(required=False),
    "must_not_have_begun": lambda: forms.BooleanField(required=False),
    "proof_months": lambda: _whole(1, 60),
    "supplement_days": lambda: _whole(1, 366),
}
AMOUNTS = {"max_per_application", "max_per_applicant_and_year", "three_offers_above"}
DOCUMENTS = ("required_documents", "optional_documents")


class GuidelineForm(OnceForm):
    """All rules but the documents; an empty value means that the guideline has no such rule."""

    hide_required_words = True
    name = PlainText(label="Bezeichnung", max_length=200)
    valid_from = forms.DateField(label="Gilt ab", widget=DayInput)
    source = PlainText(
        label="Quelle der ganzen Fassung", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data, *, initial, rules):
        """`rules` fill the fields of an unsent form."""
        self.old = rules
        super().__init__(data, initial=initial | _initial(rules))
        for name, make in RULES.items():
            self.fields[name] = make()
            self.fields[name].label = guideline_words.LABELS[name]
            self.fields[f"{name}_is_example"] = forms.BooleanField(label="ist ein Beispielwert", required=False)
            self.fields[f"{name}_source"] = PlainText(label="Woher der Wert kommt", required=False, max_length=300)

    @property
    def head(self):
        """The fields about the version itself."""
        return [self[name] for name in ("name", "valid_from", "source")]

    @property
    def rule_fields(self):
        """(label, fields) of every rule."""
        return [
            (guideline_words.LABELS[name], [self[name], self[f"{name}_is_example"], self[f"{name}_source"]])
            for name in RULES
        ]

    def clean(self):
        """Allowed and excluded at once is neither."""
        cleaned = super().clean()
        twice = {*cleaned.get("cost_categories_allowed", ())} & {*cleaned.get("cost_categories_excluded", ())}
        if twice:
            labels = ", ".join(str(CostCategory(one).label) for one in sorted(twice))
            self.add_error("cost_categories_excluded", f"Gefördert und nicht gefördert zugleich: {labels}.")
        for name in RULES:
            is_told = cleaned.get(f"{name}_source") or cleaned.get(f"{name}_is_example")
            if _is_said(cleaned.get(name)) and not is_told and name not in self.errors:
                self.add_error(f"{name}_source", "Woher kommt der Wert? Ohne Quelle ist er ein Beispielwert.")
        return cleaned

    def rules(self, documents):
        """The rules as a `GuidelineVersion` keeps them; `documents`: what `DocumentRows.values` gives."""
        found = {name: self._rule(name) for name in RULES if _is_said(self.cleaned_data[name])}
        for name in DOCUMENTS:
            told = {key: self.old.get(name, {}).get(key, value) for key, value in _EXAMPLE.items()}
            if documents[name] != self.old.get(name, {}).get("value", []):
                told = {"is_example": False, "source": f"Fassung „{self.cleaned_data['name']}“"}
            found[name] = {"value": documents[name], **told}
        return found

    def refuse(self, rules):
        """Adds what the rules' shape says against them; whether there is something."""
        for sentence in (found := guideline_shape.problems(rules)):
            self.add_error(None, sentence)
        return bool(found)

    def _rule(self, name):
        value, source = self.cleaned_data[name], self.cleaned_data[f"{name}_source"]
        is_example = self.cleaned_data[f"{name}_is_example"]
        if is_example and EXAMPLE not in source:
            source = f"{EXAMPLE}, {source}" if source else EXAMPLE
        return {"value": str(value) if name in AMOUNTS else value, "is_example": is_example, "source": source}


_EXAMPLE = {"is_example": True, "source": EXAMPLE}


class DocumentForm(forms.Form):
    """One document that is asked for, or that one may add."""

    hide_required_words = True
    key = forms.SlugField(required=False, max_length=60, widget=forms.HiddenInput)
    label = PlainText(label="Unterlage", required=False, max_length=200)
    help = PlainText(label="Hinweis für Antragstellende", required=False, max_length=400)
    kinds = forms.MultipleChoiceField(
        label="Nötig für", choices=ApplicantKind, required=False, widget=forms.CheckboxSelectMultiple
    )
    item_above = MoneyField(label="Nur, wenn eine Kostenposition mehr kostet als (Euro)", required=False)
    is_optional = forms.BooleanField(label="freiwillig", required=False)
    is_dropped = forms.BooleanField(label="nicht mehr verlangen", required=False)

    @property
    def counts(self):
        """Whether it stays in the guideline."""
        return bool(self.cleaned_data.get("label")) and not self.cleaned_data.get("is_dropped")

    def clean(self):
        """A document is for somebody."""
        cleaned = super().clean()
        if self.counts and not cleaned.get("kinds") and "kinds" not in self.errors:
            self.add_error("kinds", "Bitte mindestens eine Rechtsform auswählen.")
        return cleaned


class _DocumentRows(BaseFormSet):
    """All documents."""

    default_error_messages = {
        "too_many_forms": f"Höchstens {MOST_DOCUMENTS} Unterlagen.",
        "missing_management_form": "Bitte öffnen Sie die Seite noch einmal.",
    }

    def clean(self):
        """Two with the same key would be one."""
        keys = [_key(one.cleaned_data) for one in self.forms if one.is_valid() and one.counts]
        if len(set(keys)) != len(keys):
            raise forms.ValidationError("Zwei Unterlagen heißen gleich.")

    @property
    def values(self):
        """{"required_documents": […], "optional_documents": […]} as `fund/demo/guideline.json` writes them."""
        found = {name: [] for name in DOCUMENTS}
        for form in self.forms:
            if form.counts:
                found[DOCUMENTS[form.cleaned_data["is_optional"]]].append(_document(form.cleaned_data))
        return found


DocumentRows = formset_factory(
    DocumentForm, formset=_DocumentRows, extra=0, max_num=MOST_DOCUMENTS, absolute_max=40, validate_max=True
)


def documents(data, rules):
    """The documents of a guideline as rows, with some empty ones below."""
    if data is not None:
        return DocumentRows(data, prefix="unterlage")
    initial = [
        {**one, "is_optional": name == DOCUMENTS[1]}
        for name in DOCUMENTS
        for one in rules.get(name, {}).get("value", [])
    ]
    rows = DocumentRows(initial=initial, prefix="unterlage")
    rows.extra = min(SPARE, max(MOST_DOCUMENTS - len(initial), 0))
    return rows


def _initial(rules):
    found = {}
    for name in RULES:
        rule = rules.get(name, {})
        found |= {name: rule.get("value"), f"{name}_source": rule.get("source", "")}
        found[f"{name}_is_example"] = rule.get("is_example", False)
        if name in AMOUNTS and rule.get("value"):
            found[name] = MoneyField().to_python(rule["value"])
    return found


def _is_said(value):
    return value not in (None, "", [], False)


def _key(typed):
    return typed.get("key") or slugify(typed["label"])[:60] or "unterlage"


def _document(typed):
    above = typed.get("item_above")
    return {
        "key": _key(typed),
        "label": typed["label"],
        "help": typed["help"],
        "kinds": typed["kinds"],
        "item_above": None if above is None else str(above),
    }
