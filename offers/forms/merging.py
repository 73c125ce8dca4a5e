"""Two editors, three texts: what the form was opened with, what stands there now, and what was typed.

A field that only the other person changed is taken over; one that only this person changed stays; for a field that
both changed the page asks which text shall stand. The form carries a fingerprint of each field as it was opened.
"""

import hashlib
import json

from django import forms
from django.db.models import Model

from herne_integration import drafts
from herne_integration.history import plain
from herne_integration.versions import VersionedForm

KEEP = "keep-"
THEIRS = "theirs"


def typed(request):
    """What the form is bound to: the POST or a draft of it. A lost click on another button of the page is no draft."""
    data = drafts.posted(request)
    return data if request.method == "POST" or (data and "base" in data) else None


def fingerprint(value):
    """Eight letters that differ when the value does, whether it comes from the form or from the database."""
    return hashlib.blake2s(_canonical(value).encode(), digest_size=5).hexdigest()[:8]


def _canonical(value):
    if value is None or value == "":
        return ""
    if isinstance(value, Model):
        return str(value.pk or value)
    if isinstance(value, dict):
        return json.dumps({key: _canonical(one) for key, one in sorted(value.items())})
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "__iter__"):
        return json.dumps(sorted(_canonical(one) for one in value))
    return str(value)


class Beside:
    """Something that stands on the page beside the form, such as rows: typed and saved, and how to print it."""

    def __init__(self, label, mine, theirs, text):
        self.label, self.mine, self.theirs, self.text = label, mine, theirs, text


class MergingForm(VersionedForm):
    """A versioned form that merges; see above. `conflict.taken` names what came from the other person."""

    base = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20_000)

    def __init__(self, data=None, *args, beside=None, **kwargs):
        super().__init__(data, *args, **kwargs)
        # {name: Beside}; what is typed there is known only once the form beside is validated.
        self.beside = beside or {}
        self.taken = []
        if data is None:
            self.initial["base"] = self._fingerprints()
        elif self.instance.pk:
            self.data = self._with_choices(data)

    @property
    def own_names(self):
        """Fields that a person sees."""
        return [name for name in self._meta.fields if name in self.fields]

    def _saved(self, name):
        return self.get_initial_for_field(self.fields[name], name)

    def _fingerprints(self):
        marks = {name: fingerprint(self._saved(name)) for name in self.own_names}
        return json.dumps(marks | {name: fingerprint(part.theirs) for name, part in self.beside.items()})

    def _with_choices(self, data):
        """The typed data, with the saved text where the person chose that one."""
        chosen = [name for name in self.own_names if data.get(f"{KEEP}{name}") == THEIRS]
        if not chosen:
            return data
        data = data.copy()
        for name in chosen:
            data.setlist(self.add_prefix(name), self.posted(name))
        return data

    def posted(self, name):
        """A saved field as a browser would send it: list of texts."""
        value = self.fields[name].prepare_value(self._saved(name))
        if isinstance(value, bool):
            return ["on"] if value else []
        if isinstance(value, (list, tuple)):
            return [str(one) for one in value]
        shown = self.fields[name].widget.format_value(value)
        if isinstance(shown, (list, tuple)):
            shown = shown[0] if shown else ""
        return ["" if shown is None else str(shown)]

    def mine(self, name):
        """What was typed for a field; where that is no valid value, as it was sent."""
        return self.cleaned_data.get(name, self[name].data)

    def _conflict(self):
        conflict = super()._conflict()
        seen = [name for name in self.changed_data if not self[name].is_hidden]
        texts = dict(zip(seen, conflict.fields, strict=True))
        conflict.fields, conflict.taken = [], []
        opened = self._opened_with()
        for name in seen:
            mine, pair = self.mine(name), {"name": name, **texts[name]}
            if isinstance(mine, Model):
                pair["mine"] = str(mine)
            self._judge(conflict, pair, opened, mine, self._saved(name))
        for name, part in self.beside.items():
            pair = {"name": name, "label": part.label, "mine": part.text(part.mine), "theirs": part.text(part.theirs)}
            self._judge(conflict, pair, opened, part.mine, part.theirs)
        return conflict

    def _judge(self, conflict, pair, opened, mine, theirs):
        """Files a differing field under "taken from the other" or "both have changed it"; one's own simply stays."""
        name = pair["name"]
        if fingerprint(mine) == fingerprint(theirs) or fingerprint(theirs) == opened.get(name):
            return
        if fingerprint(mine) == opened.get(name):
            self.taken.append(name)
            conflict.taken.append(pair)
        else:
            conflict.fields.append(pair)

    def _opened_with(self):
        try:
            marks = json.loads(self.cleaned_data.get("base") or "{}")
        except ValueError:
            return {}
        return marks if isinstance(marks, dict) else {}

    def _take_newer_version(self):
        super()._take_newer_version()
        for name in self.taken:
            if name in self.fields:
                self.data.setlist(self.add_prefix(name), self.posted(name))
        self.data[self.add_prefix("base")] = self._fingerprints()


def rows_as_text(rows):
    """Rows as lines for comparing by eye."""
    return "\n".join(", ".join(plain(value) for value in row.values() if value not in {None, ""}) for row in rows)
