"""The long form of an offer: its own fields, a new address, weekly hours and course runs, in sections."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from herne_integration.idempotency import OnceForm
from herne_integration.versions import SENTENCE
from offers.actions.offers import Content
from offers.choices import Weekday
from offers.forms import words
from offers.forms.fields import form_field
from offers.forms.merging import KEEP, THEIRS, Beside, MergingForm, rows_as_text
from offers.forms.rows import HoursFormSet, Quiet, RunFormSet, with_rows
from offers.models import Location, Offer


@dataclass(frozen=True)
class Section:
    """One part of the form with its anchor."""

    key: str
    label: str
    names: tuple
    hint: str = ""


SECTIONS = (
    Section("was", "Was", ("title", "description", "field_of_action", "topics", "goals", "keywords")),
    Section(
        "fuer-wen",
        "Für wen",
        (
            "target_groups", "target_text", "age_from", "age_to", "gender", "german_level", "level_text",
            "residence_all", "residence_statuses", "residence_text", "residence_basis", "work_permit", "languages",
        ),
        "Was niemand weiß, bleibt leer oder „nicht bekannt“.",
    ),
    Section(
        "wann",
        "Wann",
        ("schedule_text",),
        "Feste Zeiten in die Tabelle, alles andere in Worten. Keine Zeile heißt: nicht bekannt, nicht: geschlossen.",
    ),
    Section(
        "wo",
        "Wo",
        (
            "location", "accessible", "accessible_text", "online", "online_text", "childcare", "childcare_text",
        ),
    ),
    Section("kosten", "Kosten", ("cost", "cost_text", "cost_basis")),
    Section("anmeldung", "Anmeldung", ("registration", "registration_text", "bring_text")),
    Section(
        "kontakt",
        "Anbieter und Kontakt",
        ("organisation", "provider_text", "partners", "phone", "email", "website"),
        "Ohne eigenen Kontakt zeigt die Seite den des Anbieters.",
    ),
    Section("gueltigkeit", "Gültigkeit", ("valid_from", "valid_until", "review_on")),
    Section("quelle", "Quelle", ("source", "source_year", "currency", "origin", "reliability", "note")),
)  # fmt: skip
# Long lists of boxes are folded away until something in them is chosen.
FOLDED = ("goals", "residence_statuses", "languages", "partners")
RELATED = ("topics", "goals", "target_groups", "residence_statuses", "languages", "partners")
NAMES = tuple(name for section in SECTIONS for name in section.names)
COLUMNS = tuple(name for name in NAMES if name not in RELATED)

UNKNOWN = "nicht bekannt"
HELP = {
    "title": "Kurz und ohne Abkürzungen, so wie Menschen danach fragen.",
    "description": "Was geschieht dort? Zwei bis fünf kurze Sätze.",
    "keywords": "Wonach Menschen noch suchen, mit Komma getrennt.",
    "target_text": "In einfachen Worten, zum Beispiel: Frauen mit kleinen Kindern.",
    "schedule_text": "Zum Beispiel: jeden zweiten Dienstag, nicht in den Ferien.",
    "location": "Oder unten eine neue Adresse eintragen.",
    "cost_text": "Zum Beispiel: 5 Euro im Monat.",
    "bring_text": "Zum Beispiel: Ausweis, Bescheid vom Jobcenter.",
    "provider_text": "Nur, solange es zu diesem Anbieter keinen Eintrag gibt.",
    "phone": "Zum Beispiel 02323 16-0.",
    "website": "Beginnt mit https://",
    "valid_until": "Danach steht das Angebot in keiner Liste mehr.",
    "review_on": "Leer lassen: Beim Bestätigen wird es der Tag in sechs Monaten.",
    "note": "Steht öffentlich bei der Quelle, zum Beispiel: Anschrift nicht gesichert.",
}


class OfferForm(Quiet, OnceForm, MergingForm):
    """The offer's own fields; that only the title is required is said once, not fifty times."""

    hide_required_words = True

    class Meta:
        model = Offer
        fields = NAMES
        formfield_callback = form_field
        help_texts = HELP
        widgets = dict.fromkeys(RELATED, forms.CheckboxSelectMultiple)

    def __init__(self, data=None, *args, instance=None, **kwargs):
        chosen = words.linked(instance) if instance else {}
        if instance and data is None:
            # What Django would look up field by field is there already.
            instance._prefetched_objects_cache = dict(chosen)
        super().__init__(data, *args, instance=instance, **kwargs)
        for name in RELATED:
            self.fields[name].help_text = ""
        self.fields["description"].widget.attrs["rows"] = 8
        self._offer_choices({*chosen.get("partners", ()), getattr(instance, "organisation_id", None)})

    def _offer_choices(self, organisations):
        """The lists to choose from; `organisations` are kept in them whatever has become of them."""
        possible = words.organisations(chosen=organisations - {None})
        self.fields["organisation"].queryset = self.fields["partners"].queryset = possible
        places = Location.objects.order_by("name", "street", "postcode", "pk")
        self.fields["location"].queryset = places
        lists = words.vocabulary()
        lists["organisation"] = lists["partners"] = [(one.pk, one.name) for one in possible]
        lists["location"] = [(place.pk, str(place)) for place in places]
        self.districts = lists.pop("district")
        for name in ("german_level", "currency"):
            lists[name] = self.fields[name].choices[1:]
        for name, choices in lists.items():
            self.fields[name].choices = choices if name in RELATED else [("", UNKNOWN), *choices]

    # The typed address, once it is known to be right; it stands in for the chosen place.
    new_address = None

    def mine(self, name):
        """What the person typed for a field: a new address wins over the chosen place."""
        if name == "location" and self.new_address:
            return Location(**self.new_address)
        return super().mine(name)

    def clean(self):
        """Pairs of fields: the message stands at the second one."""
        data = super().clean()
        first, last = data.get("age_from"), data.get("age_to")
        if first is not None and last is not None and last < first:
            self.add_error("age_to", "Das höchste Alter liegt unter dem niedrigsten.")
        first, last = data.get("valid_from"), data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "Das Ende liegt vor dem Anfang.")
        if data.get("organisation") in (data.get("partners") or ()):
            self.add_error("partners", "Der Anbieter selbst braucht hier keinen Haken.")
        return data


class AddressForm(Quiet, forms.ModelForm):
    """A new address; empty when a known place is chosen."""

    class Meta:
        model = Location
        fields = ("name", "street", "postcode", "city", "district")
        formfield_callback = form_field
        help_texts = {"name": "Zum Beispiel der Name des Hauses."}

    hide_required_words = True

    def __init__(self, data=None, *, districts, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["district"].choices = [("", UNKNOWN), *districts]

    def _get_validation_exclusions(self):
        # A place that exists already is simply taken: the uniqueness of addresses is no mistake of the person.
        return {*super()._get_validation_exclusions(), "name"}

    def clean(self):
        """A borough alone is no address."""
        data = super().clean()
        if data.get("district") and not any(data.get(name) for name in ("name", "street", "city")):
            raise ValidationError("Bitte zum Stadtbezirk auch Straße oder Bezeichnung eintragen.")
        return data

    @property
    def address(self):
        """The new address, or None."""
        return dict(self.cleaned_data) if any(self.cleaned_data.values()) else None


class OfferEditor:
    """All parts of the form as one: the page, its summary of errors and the actions see only this."""

    def __init__(self, data=None, *, offer=None):
        self.offer = offer
        self.saved = Content.of(offer, columns=(), related=()) if offer else Content({})
        if data is not None and offer:
            data = self._with_chosen_rows(data)
        self._build_rows(data)
        beside = {
            "hours": Beside("Zeiten der Woche", [], self.saved.hours, hours_as_text),
            "runs": Beside("Kursdurchgänge", [], self.saved.runs, rows_as_text),
        }
        self.form = OfferForm(data, instance=offer, beside=beside)
        self.address = AddressForm(data, prefix="place", districts=self.form.districts)

    def _with_chosen_rows(self, data):
        """The typed data, with the saved rows where the person chose those in a conflict."""
        for name in ("hours", "runs"):
            if data.get(f"{KEEP}{name}") == THEIRS:
                data = with_rows(data, name, getattr(self.saved, name))
        if data.get(f"{KEEP}location") == THEIRS:
            data = data.copy()
            data.update({f"place-{part}": "" for part in AddressForm.Meta.fields})
        return data

    def _build_rows(self, data):
        # Typed rows are not measured against saved ones: an unchanged row would count as an empty one.
        saved = self.saved if data is None else Content({})
        self.hours = HoursFormSet(data, initial=saved.hours, prefix="hours")
        self.runs = RunFormSet(data, initial=saved.runs, prefix="runs")

    @property
    def parts(self):
        """Every form in the page's order."""
        return [self.form, *self.hours.forms, *self.runs.forms, self.address]

    def is_valid(self):
        """Whether all parts are right; all of them are looked at, the versions last."""
        parts_valid = all([self.hours.is_valid(), self.runs.is_valid(), self.address.is_valid()])
        for name, rows in (("hours", self.hours), ("runs", self.runs)):
            self.form.beside[name].mine = rows.saved if rows.is_valid() else rows.data
        self.form.new_address = self.address.address if self.address.is_valid() else None
        form_valid = self.form.is_valid()
        self._take_rows_of_the_other()
        self._one_place()
        return parts_valid and form_valid and self.form.is_valid()

    def _one_place(self):
        """A known place and a new address at once: which one is meant?"""
        known = self.form.cleaned_data.get("location") if "location" in self.form.changed_data else None
        if known and self.form.new_address:
            self.form.add_error(
                "location", "Bitte entweder einen bekannten Ort wählen oder unten eine neue Adresse eintragen."
            )

    def _take_rows_of_the_other(self):
        """In a conflict, rows that only the other person has changed are shown as saved."""
        data = self.form.data
        for name in {"hours", "runs"} & set(self.form.taken):
            data = with_rows(data, name, getattr(self.saved, name))
        if data is not self.form.data:
            self._build_rows(data)

    def quieten(self):
        """Shows what was typed without errors; nothing is going to be saved."""
        for form in self.parts:
            form.is_quiet = True
        return self

    def content(self):
        """What the actions take; after `is_valid`."""
        typed = self.form.cleaned_data
        return Content(
            columns={name: typed[name] for name in COLUMNS},
            related={name: list(typed[name]) for name in RELATED},
            hours=self.hours.saved,
            runs=self.runs.saved,
            address=self.address.address,
        )

    @property
    def review_on(self):
        """The day for the next review, if the person has just set it."""
        return self.form.cleaned_data["review_on"] if "review_on" in self.form.changed_data else None

    def sections(self):
        """(section, its bound fields) for the page."""
        return [(section, [self.form[name] for name in section.names]) for section in SECTIONS]

    # The summary of errors reads the editor like one form.

    def non_field_errors(self):
        """Errors that belong to no single field; a conflict has a box of its own."""
        if self.form.is_quiet:
            return []
        found = [message for form in self.parts for message in form.non_field_errors()]
        found = [message for message in found if not (self.form.conflict and message == SENTENCE)]
        return [*found, *self.hours.non_form_errors(), *self.runs.non_form_errors()]

    def __iter__(self):
        for form in self.parts:
            for field in form:
                yield NumberedField(field, getattr(form, "number", None))


class NumberedField:
    """A bound field whose label says in which row it stands."""

    def __init__(self, field, number):
        self.label = f"Zeile {number}, {field.label}" if number else field.label
        self.errors, self.is_hidden = field.errors, field.is_hidden
        self.auto_id, self.id_for_label = field.auto_id, field.id_for_label


def hours_as_text(rows):
    """Weekly hours as lines, the day by its name."""
    return rows_as_text([{**row, "weekday": Weekday(row["weekday"]).label} for row in rows])
