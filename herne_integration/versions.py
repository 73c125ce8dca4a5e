"""Two people edit the same thing: who saves second sees both texts, field by field, and nothing is lost.

The model inherits `models.Versioned`, the form `VersionedForm`, and the view needs nothing special:

    @staff_page("offers.edit_offer")
    def offer_edit(request, pk):
        offer = get_object_or_404(Offer.objects.visible_to(request.user), pk=pk)
        form = OfferForm(drafts.posted(request), instance=offer)
        if request.method == "POST" and form.is_valid():
            form.save()
            drafts.discard(request)
            return redirect("offers:editing-list")
        return render(request, "offers/offer_edit.html", {"form": form, "offer": offer})

    {% if form.conflict %}{% include "components/version_conflict.html" with conflict=form.conflict.fields
       by=form.conflict.by when=form.conflict.at only %}{% endif %}
    <form method="post">{% csrf_token %}{{ form|crispy }} …

`is_valid()` locks the row until the transaction ends, reads it anew and compares its version with the one that the form
was shown with. If somebody has saved since, the form is invalid, keeps everything that was typed, and `form.conflict`
tells both texts; it now carries the newer version, so that sending it once more overwrites knowingly. An action that
saves by itself (`offers.change(offer=form.instance, ...)`) is called after `form.save(commit=False)`, which counts the
version. What stands on the page beside the form (a formset) is added by `form.conflict.add(label, mine, theirs)`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from herne_integration import history

SENTENCE = _("Jemand hat in der Zwischenzeit gespeichert. Vergleichen Sie beide Fassungen und speichern Sie erneut.")


@dataclass
class Conflict:
    """What the page shows: per field `label`, `mine` and `theirs`; who was faster (None: the machine) and when."""

    by: Any = None
    at: datetime | None = None
    fields: list = field(default_factory=list)

    def add(self, label, mine, theirs):
        """One more pair of texts."""
        self.fields.append({"label": label, "mine": mine, "theirs": theirs})


class VersionedForm(forms.ModelForm):
    """A model form of something `Versioned`; see above."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    conflict = None
    # The field of the model that counts saved edits, where another one is called `version`.
    counter = "version"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self._edits

    @property
    def _edits(self):
        return getattr(self.instance, self.counter)

    def clean(self):
        """Locks what is stored and compares; runs before the instance takes over what was typed."""
        cleaned = super().clean()
        if self.instance.pk is None or self.instance._state.adding:
            return cleaned
        rows = type(self.instance)._base_manager.select_for_update(of=("self",))
        self.instance.refresh_from_db(from_queryset=rows)
        self._read_initial_anew()
        if self.cleaned_data.get("version") != self._edits:
            self.conflict = self._conflict()
            self._take_newer_version()
            self.add_error(None, SENTENCE)
        return cleaned

    def save(self, commit=True):
        """Counts the edit as a new version, unless the object is new."""
        if not self.instance._state.adding:
            setattr(self.instance, self.counter, self._edits + 1)
        return super().save(commit)

    def _read_initial_anew(self):
        """What the form compares with is what is stored now."""
        self.initial |= model_to_dict(self.instance, self._meta.fields, self._meta.exclude)
        self.initial["version"] = self._edits
        self.__dict__.pop("changed_data", None)
        for bound in self._bound_fields_cache.values():
            bound.__dict__.pop("initial", None)

    def _take_newer_version(self):
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(self._edits)

    def _conflict(self):
        """Both texts of every field in which they differ."""
        by, at = history.last_edit(self.instance) if hasattr(self.instance, "pgh_event_model") else (None, None)
        conflict = Conflict(by, at)
        for name in self.changed_data:
            bound = self[name]
            if not bound.is_hidden:
                mine = self.cleaned_data.get(name, bound.data)
                conflict.add(bound.label, _text(bound.field, mine), _text(bound.field, bound.initial))
        return conflict


def _text(form_field, value):
    """A value as the person sees it in the form: labels of choices, names of objects."""
    if value is None or value == "":
        return ""
    if isinstance(form_field, forms.ModelMultipleChoiceField):
        keys = [getattr(one, "pk", one) for one in value]
        return ", ".join(str(one) for one in _rows(form_field, keys))
    if isinstance(form_field, forms.ModelChoiceField):
        return "".join(str(one) for one in _rows(form_field, [getattr(value, "pk", value)]))
    if isinstance(form_field, forms.MultipleChoiceField):
        return ", ".join(_choice(form_field, one) for one in value)
    if isinstance(form_field, forms.ChoiceField):
        return _choice(form_field, value)
    return history.plain(value)


def _rows(form_field, keys):
    """The rows of these keys; what was sent may be no key at all."""
    try:
        return list(form_field.queryset.filter(pk__in=keys))
    except (TypeError, ValueError, forms.ValidationError):
        return []


def _choice(form_field, value):
    """The label of one choice, also inside groups."""
    for key, label in form_field.choices:
        options = label if isinstance(label, (list, tuple)) else [(key, label)]
        for option, text in options:
            if str(option) == str(value):
                return str(text)
    return str(value)
