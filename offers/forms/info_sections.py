"""Fields of the sections of an information page, each with its own key, so that two editors merge section by section.

A row of a formset is compared as a whole; here somebody may correct one section while a colleague adds another.
"""

import re

from django import forms

from offers.forms.fields import PlainText
from offers.forms.merging import fingerprint

HEADING, BODY, PLACE, REMOVE = "heading", "body", "place", "remove"
TEXTS = (HEADING, BODY)
LONGEST_BODY = 6000
MOST_SECTIONS = 30
SPARE = 2
NEW = "neu"
SENT = re.compile(r"heading_([0-9a-z-]{1,40})")


def sent_keys(data):
    """Keys of the sections that a form brings, in its order."""
    return [found[1] for name in data or () if (found := SENT.fullmatch(name))]


def with_more_sections(data):
    """The same data with two more empty sections."""
    data = data.copy()
    number = len(sent_keys(data))
    for step in range(1, SPARE + 1):
        data[f"{HEADING}_{NEW}-{number + step}"] = ""
    return data


class SectionFields:
    """Form mixin of a `MergingForm`: adds the fields of the sections and merges them like the model's own."""

    parts = TEXTS
    keys = ()

    def _saved_sections(self):
        """{key: {"heading", "body"}} as they are stored, in their order."""
        raise NotImplementedError

    def _add_sections(self, keys):
        """Fields for each key, at the end of `__init__`."""
        self.keys = list(dict.fromkeys(keys))[: MOST_SECTIONS + SPARE]
        for number, key in enumerate(self.keys, start=1):
            self._add_section(key, f"Abschnitt {number}: ")
        self.initial |= self._initial_sections()
        # Once more, now that the sections are there.
        if not self.is_bound:
            self.initial["base"] = self._fingerprints()
        elif self.instance.pk:
            self.data = self._with_choices(self.data)

    def _add_section(self, key, label):
        self.fields[f"{HEADING}_{key}"] = PlainText(label=f"{label}Überschrift", max_length=120, required=False)
        area = forms.Textarea(attrs={"rows": 8})
        self.fields[f"{BODY}_{key}"] = PlainText(
            label=f"{label}Text", max_length=LONGEST_BODY, required=False, widget=area
        )

    def _initial_sections(self):
        return {
            f"{name}_{key}": section[name] for key, section in self._saved_sections().items() for name in self.parts
        }

    @property
    def own_names(self):
        """The model's fields and those of the sections."""
        return [*super().own_names, *(f"{name}_{key}" for key in self.keys for name in self.parts)]

    def _read_initial_anew(self):
        super()._read_initial_anew()
        for name in [name for name in self.initial if SECTION_NAME.fullmatch(name)]:
            del self.initial[name]
        self.initial |= self._initial_sections()

    def _opened_with(self):
        # A section that the form did not have yet was nothing when it was opened.
        return dict.fromkeys(self.own_names, fingerprint("")) | super()._opened_with()

    def section(self, key):
        """The bound fields of one section by what they are."""
        return {name: self[f"{name}_{key}"] for name in self.parts}

    def texts_of(self, key):
        """Heading and text as typed; after `is_valid`."""
        return {name: self.cleaned_data.get(f"{name}_{key}") or "" for name in TEXTS}


SECTION_NAME = re.compile(rf"(?:{HEADING}|{BODY}|{PLACE}|{REMOVE})_.*")
