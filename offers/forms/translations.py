"""The forms of translations: each German text with its field beside it."""

import difflib
import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from offers.forms.fields import form_field
from offers.forms.info_sections import TEXTS, SectionFields
from offers.forms.merging import MergingForm
from offers.models import InfoPageTranslation, Offer, OfferTranslation


class TranslationForm(MergingForm):
    """The texts of something in one language; a subclass says of what."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    hide_required_words = True

    def __init__(self, *args, original, language, direction, **kwargs):
        super().__init__(*args, **kwargs)
        self.original = original
        self.initial["revision"] = original.text_revision
        for name in self.own_names:
            self.fields[name].widget.attrs |= {"lang": language, "dir": direction}

    def clean(self):
        """A translation of nothing is none."""
        data = super().clean()
        if not any(data.get(name) for name in self.own_names) and not self.errors:
            raise ValidationError("Bitte übersetzen Sie mindestens einen Text.")
        return data

    def texts(self):
        """What the actions take; after `is_valid`."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def pairs(self, before):
        """(German text, field, what has changed) for the page; `before` are the German texts of an older revision."""
        return [
            self._pair(getattr(self.original, name), name, before.get(name))
            for name in self._meta.fields
            if getattr(self.original, name) or self[name].value()
        ]

    def _pair(self, german, name, before):
        return german, self[name], [] if before is None else pieces(before, german)


class OfferTranslationForm(TranslationForm):
    """The texts of an offer in one language."""

    class Meta:
        model = OfferTranslation
        fields = Offer.TEXT_FIELDS
        formfield_callback = form_field

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["description"].widget.attrs["rows"] = 8


class InfoTranslationForm(SectionFields, TranslationForm):
    """The texts of an information page in one language, section by section."""

    class Meta:
        model = InfoPageTranslation
        fields = ("title", "lead")
        formfield_callback = form_field

    def __init__(self, data=None, *args, language, direction, **kwargs):
        super().__init__(data, *args, language=language, direction=direction, **kwargs)
        self.german = {section["key"]: section for section in self.original.sections}
        self._add_sections(self.german)
        for name in self.own_names:
            self.fields[name].widget.attrs |= {"lang": language, "dir": direction}

    def _saved_sections(self):
        # Of a section that is gone in German nothing is asked any more; of a new one there is nothing yet.
        stored = self.instance.sections if self.instance.pk else {}
        return {key: dict.fromkeys(TEXTS, "") | stored.get(key, {}) for key in self.german}

    def texts(self):
        """What the actions take; after `is_valid`. Sections without a text are left out."""
        sections = {key: self.texts_of(key) for key in self.keys}
        return super().texts() | {"sections": {key: one for key, one in sections.items() if any(one.values())}}

    def pairs(self, before):
        """The same with the sections, each by its key."""
        old = {section["key"]: section for section in before.get("sections", ())}
        found = super().pairs(before)
        for key, german in self.german.items():
            was = old.get(key, dict.fromkeys(TEXTS, "")) if "sections" in before else german
            for name in TEXTS:
                changed = was[name] if was[name] != german[name] else None
                found.append(self._pair(german[name], f"{name}_{key}", changed))
        return found


@dataclass(frozen=True)
class Piece:
    """A stretch of text: "same", "gone" or "new"."""

    kind: str
    text: str


def pieces(before, after):
    """What was taken from a text and what came in, by words."""
    old, new = (re.findall(r"\S+\s*|\s+", text) for text in (before, after))
    found = []
    for kind, first, last, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[first:last])))
            continue
        if first < last:
            found.append(Piece("gone", "".join(old[first:last])))
        if start < end:
            found.append(Piece("new", "".join(new[start:end])))
    return found
