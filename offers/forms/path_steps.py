"""The form of one step of a draft: what is typed is put before the rules together with all other steps."""

from django import forms
from django.core.exceptions import ValidationError

from herne_integration.idempotency import OnceForm
from offers import paths as rules
from offers.actions.paths import draft
from offers.choices import DueFrom, State
from offers.forms import words
from offers.forms.fields import form_field
from offers.forms.merging import MergingForm
from offers.forms.rows import Quiet
from offers.models import Offer, PathStep
from offers.path_reading import rule_steps
from offers.search import finding

COLUMNS = (
    "title", "detail", "unit_text", "organisation", "unit_kind", "necessity", "norm", "due_days", "due_from",
    "due_text", "bring_text", "papers_text", "next_text", "source",
)  # fmt: skip
SECTIONS = (
    ("was", "Was", ("title", "detail")),
    ("wer", "Wer ist zuständig", ("unit_text", "organisation", "unit_kind")),
    ("wie", "Wie verbindlich", ("necessity", "norm")),
    ("wann", "Bis wann", ("due_days", "due_from", "due_text")),
    ("mitbringen", "Papiere", ("bring_text", "papers_text")),
    ("vorher", "Vorher und danach", ("prerequisites", "next_text")),
    ("quelle", "Quelle", ("source",)),
)
MOST_OFFERS, MOST_FOUND, LONGEST_WORD = 20, 15, 120


class StepForm(Quiet, OnceForm, MergingForm):
    """One step; `version` of the form counts the edits of the step, the step's own `version` is that of the path."""

    hide_required_words = True
    counter = "edits"

    class Meta:
        model = PathStep
        fields = (*COLUMNS, "offers", "prerequisites")
        formfield_callback = form_field
        labels = {"organisation": "Einrichtung im Verzeichnis"}
        help_texts = {
            "title": "Was ist zu tun? Kurz, wie eine Überschrift.",
            "unit_text": "So, wie es auf der Seite stehen soll. Leer: Dort steht der Name der Einrichtung.",
            "norm": "Zum Beispiel: § 17 Abs. 1 BMG. Ohne Norm ist nichts gesetzlich erforderlich.",
            "due_days": "Wie viele Tage Zeit ist. Leer: nicht bekannt.",
            "due_text": "Zum Beispiel: vor dem ersten Schultag.",
            "papers_text": "Wenn die Quelle ein Papier nennt und nicht sagt, ob man es mitbringt oder bekommt.",
            "next_text": "Was passiert nach diesem Schritt, wo meldet man sich?",
        }
        widgets = dict.fromkeys(("offers", "prerequisites"), forms.CheckboxSelectMultiple)

    def __init__(self, data=None, *args, path_version, instance=None, **kwargs):
        self.path_version = path_version
        self.word = (data.get("find", "") if data else "").replace("\0", " ").strip()[:LONGEST_WORD]
        super().__init__(data, *args, instance=instance, **kwargs)
        self.fields["due_from"].choices = [("", "nicht bekannt"), *DueFrom.choices]
        self._offer_organisations()
        self._offer_prerequisites()
        self._offer_offers()

    def _offer_organisations(self):
        field = self.fields["organisation"]
        field.queryset = words.organisations(chosen={self.instance.organisation_id} - {None})
        field.empty_label = "keine bestimmte"

    def _offer_prerequisites(self):
        field = self.fields["prerequisites"]
        field.queryset = PathStep.objects.filter(version=self.path_version).exclude(pk=self.instance.pk)
        field.error_messages["invalid_choice"] = "Dieser Schritt gehört nicht zu dieser Fassung."
        field.help_text = "Welche Schritte müssen vorher getan sein?"

    def _offer_offers(self):
        """Boxes for what is linked, what was ticked and what a search has found; all 200 would be a page of boxes."""
        field = self.fields["offers"]
        field.queryset = Offer.objects.all()
        field.help_text = ""
        chosen = [] if self.data else [offer.pk for offer in self.initial.get("offers") or ()]
        found = _found(self.word) if self.word else []
        posted = self.data.getlist("offers")[: MOST_OFFERS * 2] if self.data else []
        shown = Offer.objects.filter(pk__in=[*chosen, *_keys(posted), *found]).select_related("organisation")
        by_key = {offer.pk: offer for offer in shown}
        ticked = {*chosen, *_keys(posted)}
        self.found = [key for key in found if key in by_key and key not in ticked][:MOST_FOUND]
        first = sorted((by_key[key] for key in ticked if key in by_key), key=lambda offer: offer.title_sort)
        field.choices = [(offer.pk, _named(offer)) for offer in [*first, *(by_key[key] for key in self.found)]]

    def clean_offers(self):
        """Only what is there, and not half the directory."""
        offers = self.cleaned_data["offers"]
        if len(offers) > MOST_OFFERS:
            raise ValidationError(f"Höchstens {MOST_OFFERS} Angebote; hier sind es {len(offers)}.")
        return offers

    def clean(self):
        """The rules see the whole draft with this step as it shall be; a published version is refused as a whole."""
        draft(self.path_version)
        data = super().clean()
        # A field that is wrong by itself has its own sentence already.
        wrong = set(self.errors)
        if not self.conflict:
            for problem in self._problems(rule_steps(self.path_version)):
                field = problem.field if problem.field in self.fields else None
                if field not in wrong:
                    self.add_error(field, problem.sentence)
        return data

    def _problems(self, before):
        position = self.instance.position or len(before) + 1
        after = rules.with_step(before, self._typed_step(position))
        is_complete = self.path_version.is_complete
        own = [one for one in rules.problems(after, is_complete=is_complete) if one.position == position]
        return list(dict.fromkeys([*own, *rules.new_problems(before, after, is_complete=is_complete)]))

    def _typed_step(self, position):
        data = self.cleaned_data
        organisation = data.get("organisation")
        return rules.Step(
            position=position,
            title=data.get("title", ""),
            unit=data.get("unit_text") or (organisation.name if organisation else ""),
            necessity=data.get("necessity", ""),
            norm=data.get("norm", ""),
            due_days=data.get("due_days"),
            due_from=data.get("due_from", ""),
            needs=tuple(sorted(step.position for step in data.get("prerequisites") or ())),
            archived=tuple(offer.title for offer in data.get("offers") or () if offer.state == State.ARCHIVED),
        )

    def columns(self):
        """What the actions take; after `is_valid`."""
        return {name: self.cleaned_data[name] for name in COLUMNS}

    def links(self):
        """Offers and steps that come before; after `is_valid`."""
        return {"offers": list(self.cleaned_data["offers"]), "needs": list(self.cleaned_data["prerequisites"])}

    def sections(self):
        """(anchor, title, bound fields) for the page; offers stand apart, with their search."""
        return [(key, label, [self[name] for name in names]) for key, label, names in SECTIONS]


def _found(word):
    """Keys of the best offers for a word that residents of Herne would see."""
    keys = finding.find(word).keys[: MOST_FOUND * 4]
    here = set(Offer.objects.listed().in_scope().filter(pk__in=keys).values_list("pk", flat=True))
    return [key for key in keys if key in here]


def _keys(texts):
    """What of it can be the key of an offer."""
    found = []
    for text in texts:
        try:
            found.append(Offer._meta.pk.to_python(text))
        except ValidationError:
            continue
    return found


def _named(offer):
    """Title, provider and what is the matter with it."""
    parts = [offer.title, offer.organisation.name if offer.organisation else offer.provider_text]
    if offer.state == State.ARCHIVED:
        parts.append("archiviert")
    elif offer.valid_until:
        parts.append(f"bis {offer.valid_until:%d.%m.%Y}")
    return ", ".join(filter(None, parts))
