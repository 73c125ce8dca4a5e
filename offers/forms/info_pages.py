"""The form of an information page: its own fields, its sections, and whom it names."""

import re
from uuid import UUID

from django import forms

from herne_integration.idempotency import OnceForm
from offers.actions.info_pages import Content
from offers.forms import words
from offers.forms.fields import PlainText, form_field
from offers.forms.info_sections import BODY, HEADING, NEW, PLACE, REMOVE, SPARE, SectionFields, sent_keys
from offers.forms.merging import KEEP, THEIRS, Beside, MergingForm, rows_as_text
from offers.forms.offers import NumberedField
from offers.forms.rows import Quiet, Row, Rows, with_rows
from offers.models import InfoPage, Offer, Organisation, Task

CONTACTS = "contacts"
COLUMNS = ("key", "title", "lead", "position", "source", "source_year")
UUID_IN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class InfoPageForm(Quiet, OnceForm, SectionFields, MergingForm):
    """What a person can say on a page; the key stands in addresses that people have saved, so it is given once."""

    parts = (HEADING, BODY, PLACE, REMOVE)
    hide_required_words = True

    class Meta:
        model = InfoPage
        fields = (*COLUMNS, "topics")
        formfield_callback = form_field
        widgets = {"topics": forms.CheckboxSelectMultiple}
        help_texts = {
            "key": "Steht in der Adresse und bleibt, zum Beispiel: wohnen.",
            "lead": "Ein oder zwei kurze Sätze: das Wichtigste zuerst.",
            "topics": "Das erste bestimmt das Bild der Seite, alle zusammen die Angebote darunter.",
            "position": "Die kleinste Zahl steht oben.",
            "source": "Eine Quelle je Zeile: Gesetz, Adresse oder Name.",
        }

    def __init__(self, data=None, *args, instance=None, **kwargs):
        super().__init__(data, *args, instance=instance, **kwargs)
        if self.instance.pk:
            del self.fields["key"]
        self.fields["topics"].choices = words.vocabulary()["topics"]
        saved = list(self._saved_sections())
        number = len(saved)
        spare = [] if data is not None else [f"{NEW}-{number + step}" for step in range(1, SPARE + 1)]
        self._add_sections([*sent_keys(data), *saved, *spare])

    def _saved_sections(self):
        found = {}
        for place, section in enumerate(self.instance.sections if self.instance.pk else (), start=1):
            found[section["key"]] = {**section, PLACE: place, REMOVE: False}
        return found

    def _add_section(self, key, label):
        super()._add_section(key, label)
        place = forms.IntegerField(label=f"{label}Platz", min_value=1, max_value=99, required=False)
        self.fields[f"{PLACE}_{key}"] = place
        self.fields[f"{REMOVE}_{key}"] = forms.BooleanField(label=f"{label}entfernen", required=False)

    def sections(self):
        """The sections in the order that was typed; after `is_valid`. An empty one does not count."""
        found = []
        for number, key in enumerate(self.keys, start=1):
            texts = self.texts_of(key)
            if any(texts.values()) and not self.cleaned_data.get(f"{REMOVE}_{key}"):
                place = self.cleaned_data.get(f"{PLACE}_{key}")
                found.append((place or number, {"key": "" if key.startswith(NEW) else key, **texts}))
        return [section for _place, section in sorted(found, key=lambda pair: pair[0])]

    def validate_unique(self):
        """The second click of a double click does not clash with the page that the first one has made."""
        if not self.is_second_click:
            super().validate_unique()

    def clean(self):
        """A section has a heading, or nobody finds it."""
        data = super().clean()
        for key in self.keys:
            is_removed = data.get(f"{REMOVE}_{key}")
            if data.get(f"{BODY}_{key}") and not data.get(f"{HEADING}_{key}") and not is_removed:
                self.add_error(f"{HEADING}_{key}", "Bitte eine Überschrift eintragen.")
        return data


class ContactRow(Row):
    """One contact point: exactly one of institution, offer and task."""

    organisation = forms.ChoiceField(label="Einrichtung", required=False)
    offer = PlainText(
        label="oder Angebot", required=False, max_length=260, help_text="Titel, oder die Adresse seiner Seite."
    )
    task = forms.ChoiceField(label="oder Aufgabe", required=False)
    note = PlainText(label="Wofür", max_length=200, required=False)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("organisation", "task"):
            self.fields[name].choices = choices[name]

    def check(self):
        """One thing per row, and an offer that there is."""
        given = [name for name in ("organisation", "offer", "task") if self.cleaned_data.get(name)]
        if len(given) != 1 and not self.errors:
            self.add_error("organisation", "Bitte genau eines angeben: Einrichtung, Angebot oder Aufgabe.")
        elif "offer" in given:
            self._find_offer(self.cleaned_data["offer"])

    def _find_offer(self, text):
        key = UUID_IN.search(text)
        # One that has ended may stay where it is: the page leaves it out, and the list of pages says so.
        found = Offer.objects.filter(pk=UUID(key[0])) if key else Offer.objects.listed().filter(title__iexact=text)
        found = list(found.only("title")[:2])
        if not found:
            self.add_error("offer", "Dieses Angebot gibt es nicht.")
        elif len(found) > 1:
            self.add_error("offer", "Mehrere Angebote heißen so. Bitte die Adresse seiner Seite einfügen.")
        else:
            self.cleaned_data["offer"] = offer_text(found[0])


def offer_text(offer):
    """An offer as it stands in the field: its title for people, its address for the form."""
    return f"{offer.title} · {offer.path}"


class ContactRows(Rows):
    """All contact points; none stands there twice."""

    unique = ("organisation", "offer", "task")


ContactFormSet = forms.formset_factory(ContactRow, formset=ContactRows, max_num=30, absolute_max=40, validate_max=True)


def saved_contacts(page):
    """The stored contact points as the rows show them."""
    rows = page.contacts.select_related("offer") if page else ()
    return [
        {
            "organisation": str(row.organisation_id or ""),
            "offer": offer_text(row.offer) if row.offer else "",
            "task": str(row.task_id or ""),
            "note": row.note,
        }
        for row in rows
    ]


class InfoPageEditor:
    """All parts of the form as one: the page, its summary of errors and the actions see only this."""

    def __init__(self, data=None, *, page=None):
        self.page = page
        self.saved = saved_contacts(page)
        if data is not None and page and data.get(f"{KEEP}{CONTACTS}") == THEIRS:
            data = with_rows(data, CONTACTS, self.saved)
        self.choices = _choices(page)
        self._build_rows(data)
        beside = {CONTACTS: Beside("Anlaufstellen", [], _placed(self.saved), self._as_text)}
        self.form = InfoPageForm(data, instance=page, beside=beside)

    def _build_rows(self, data):
        initial = self.saved if data is None else []
        self.contacts = ContactFormSet(data, initial=initial, prefix=CONTACTS, form_kwargs={"choices": self.choices})

    def _as_text(self, rows):
        named = {name: dict(choices) for name, choices in self.choices.items()}
        return rows_as_text(
            [
                {name: named.get(name, {}).get(value, value) if value else "" for name, value in row.items()}
                for row in rows
                if isinstance(row, dict)
            ]
        )

    def is_valid(self):
        """Whether all parts are right; the versions are looked at last."""
        rows_valid = self.contacts.is_valid()
        self.form.beside[CONTACTS].mine = _placed(self.contacts.saved) if rows_valid else []
        form_valid = self.form.is_valid()
        if CONTACTS in self.form.taken:
            self._build_rows(with_rows(self.form.data, CONTACTS, self.saved))
        return rows_valid and form_valid

    def quieten(self):
        """Shows what was typed without errors; nothing is going to be saved."""
        for form in (self.form, *self.contacts.forms):
            form.is_quiet = True
        return self

    def content(self):
        """What the actions take; after `is_valid`."""
        typed = self.form.cleaned_data
        return Content(
            columns={name: typed[name] for name in COLUMNS if name in typed},
            sections=self.form.sections(),
            topics=list(typed["topics"]),
            contacts=self._contact_rows(),
        )

    def _contact_rows(self):
        rows = self.contacts.saved
        organisations = Organisation.objects.in_bulk([int(row["organisation"]) for row in rows if row["organisation"]])
        tasks = Task.objects.in_bulk([int(row["task"]) for row in rows if row["task"]])
        keys = [UUID(UUID_IN.findall(row["offer"])[-1]) if row["offer"] else None for row in rows]
        offers = Offer.objects.in_bulk([key for key in keys if key])
        return [
            {
                "organisation": organisations.get(int(row["organisation"] or 0)),
                "offer": offers.get(key),
                "task": tasks.get(int(row["task"] or 0)),
                "note": row["note"],
            }
            for row, key in zip(rows, keys, strict=True)
        ]

    def sections(self):
        """The bound fields of each section, for the page."""
        return [self.form.section(key) for key in self.form.keys]

    # The summary of errors reads the editor like one form.

    def non_field_errors(self):
        """Errors that belong to no single field."""
        if self.form.is_quiet:
            return []
        own = [] if self.form.conflict else self.form.non_field_errors()
        return [*own, *self.contacts.non_form_errors()]

    def __iter__(self):
        yield from self.form
        for row in self.contacts.forms:
            for field in row:
                yield NumberedField(field, row.number)


def _placed(rows):
    """Rows with their places: the same ones in another order are something else."""
    return [{"place": place, **row} for place, row in enumerate(rows, start=1)]


def _choices(page):
    chosen = set(page.contacts.exclude(organisation=None).values_list("organisation_id", flat=True)) if page else set()
    return {
        "organisation": [("", "–"), *((str(one.pk), one.name) for one in words.organisations(chosen=chosen))],
        "task": [("", "–"), *((str(task.pk), task.label) for task in Task.objects.all())],
    }
