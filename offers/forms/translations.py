"""The form of a translation: each German text with its field beside it."""

import difflib
import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from offers.forms.fields import form_field
from offers.forms.merging import MergingForm
from offers.models import TEXT_FIELDS, OfferTranslation


class TranslationForm(MergingForm):
    """The texts of an offer in one language."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    hide_required_words = True

    class Meta:
        model = OfferTranslation
        fields = TEXT_FIELDS
        formfield_callback = form_field

    def __init__(self, *args, offer, language, direction, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer = offer
        self.initial["revision"] = offer.text_revision
        for name in TEXT_FIELDS:
            self.fields[name].widget.attrs |= {"lang": language, "dir": direction}
            if name == "description":
                self.fields[name].widget.attrs["rows"] = 8

    def clean(self):
        """A translation of nothing is none."""
        data = super().clean()
        if not any(data.get(name) for name in TEXT_FIELDS) and not self.errors:
            raise ValidationError("Bitte übersetzen Sie mindestens einen Text.")
        return data

    def texts(self):
        """What the actions take; after `is_valid`."""
        return {name: self.cleaned_data[name] for name in TEXT_FIELDS}


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
