"""What a page or a paper shows of an advice path. No query, no clock."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from offers.choices import DueFrom, StepClass
from offers.choices_asker import LegalArea
from offers.choices_paths import Family
from offers.facts import Fact, Said, ages, term


class ShownPath:
    """A path in one language; expects one version with everything it needs fetched (see `views/paths.py`)."""

    def __init__(self, path, language, *, version, steps=()):
        self.path = path
        self.version = version
        self.language = language
        self.steps = [ShownStep(step, self) for step in steps]
        for step, after in pairwise(self.steps):
            step.after = after

    @property
    def title(self):
        """For whom the path is, in everyday words and the page's language where there are some."""
        return term(self.path.target_group, self.language) if self.path.target_group else self.official_title

    @property
    def official_title(self):
        """What the source calls the path."""
        return Said(self.path.title)

    @property
    def has_two_titles(self):
        """Whether the source has another name for it."""
        return self.title.text != self.path.title

    @property
    def is_only_german(self):
        """Whether the reader of another language gets German steps."""
        return self.language != "de"

    @property
    def state(self):
        """Kind of the badge."""
        return "confirmed" if self.version.confirmed_at else "unconfirmed"

    @property
    def confirmed_on(self):
        """The day on which a person has confirmed it."""
        return localtime(self.version.confirmed_at).date() if self.version.confirmed_at else None

    @property
    def published_on(self):
        """The day since which this version is read; a draft has none."""
        return localtime(self.version.published_at).date() if self.version.published_at else None

    @property
    def note(self):
        """What limits the version, as its author says."""
        return Said(self.version.note)

    @property
    def source(self):
        """Where the path comes from."""
        return Said(self.path.source)

    @cached_property
    def rules(self):
        """For whom it is: words of the source, age and residence status, as far as they are known."""
        lines = [Said(self.path.for_whom)] if self.path.for_whom else []
        if said := ages(self.path.age_from, self.path.age_to):
            lines.append(Said(said, self.language))
        if months := self.path.arrived_within:
            said = _("höchstens %(months)s Monate nach der Ankunft") % {"months": months}
            lines.append(Said(said, self.language))
        words = [LegalArea(key).label for key in self.path.legal_areas]
        words += [Family(key).label for key in self.path.families]
        lines += [Said(str(word), self.language) for word in words]
        return [*lines, *(term(status, self.language) for status in self.path.legal_statuses.all())]

    @property
    def comma(self):
        """What stands between the words of an enumeration."""
        return "، " if get_language_info(self.language)["bidi"] else ", "


@dataclass(frozen=True)
class Link:
    """Where something leads to: a step of the same page, or an offer."""

    said: Said
    number: int = 0
    offer: object = None


class ShownStep:
    """One step: who is responsible, what to bring, by when, what comes next, and what nobody knows."""

    def __init__(self, step, path):
        self.step = step
        self.number = step.position
        self.language = path.language
        self.comma = path.comma
        self.after = None

    @property
    def title(self):
        """What is to be done."""
        return Said(self.step.title)

    @property
    def detail(self):
        """What it is about."""
        return Said(self.step.detail)

    @property
    def unit(self):
        """Who is responsible, as the source says it; else the institution."""
        institution = self.step.organisation.name if self.step.organisation else ""
        return Said(self.step.unit_text or institution)

    @property
    def source(self):
        """Where the step comes from."""
        return Said(self.step.source)

    @cached_property
    def facts(self):
        """The questions about a step; no lines means that nobody knows."""
        step = self.step
        return [
            Fact("unit", _("Zuständig"), _lines(self.unit)),
            Fact("due", _("Bis wann"), self._due()),
            Fact("bring", _("Mitbringen"), _lines(Said(step.bring_text))),
            Fact("papers", _("Papiere dazu"), _lines(Said(step.papers_text)), is_asked=False),
            Fact("necessity", _("Einstufung"), self._necessity()),
        ]

    @property
    def known_facts(self):
        """Facts with an answer."""
        return [fact for fact in self.facts if fact]

    @property
    def unknown_facts(self):
        """What nobody has told us, in one quiet line."""
        labels = [fact.label for fact in self.facts if not fact and fact.is_asked]
        labels += [] if self.after or self.next else [_("Wie es danach weitergeht")]
        return self.comma.join(labels)

    def _due(self):
        step = self.step
        lines = []
        if step.due_from == DueFrom.ARRIVAL:
            lines.append(Said(_("bis Tag %(days)s nach der Ankunft") % {"days": step.due_days}, self.language))
        elif step.due_from == DueFrom.STEP:
            lines.append(Said(_("bis Tag %(days)s nach dem Schritt davor") % {"days": step.due_days}, self.language))
        return lines + _lines(Said(step.due_text))

    def _necessity(self):
        if self.step.necessity == StepClass.UNCLASSIFIED:
            return []
        return [Said(self.step.get_necessity_display(), self.language), *_lines(Said(self.step.norm))]

    @property
    def next(self):
        """How it goes on, in words."""
        return Said(self.step.next_text)

    @cached_property
    def needs(self):
        """Steps that come before this one."""
        before = sorted(self.step.prerequisites.all(), key=lambda step: step.position)
        return [Link(Said(step.title), number=step.position) for step in before]

    @cached_property
    def offers(self):
        """Offers that help, by the name in the page's language."""
        return [Link(self._offer_title(offer), offer=offer) for offer in self.step.offers.all()]

    def _offer_title(self, offer):
        own = next((one.title for one in getattr(offer, "page_translations", ()) if one.title), "")
        return Said(own, self.language) if own else Said(offer.title)


def _lines(said):
    return [said] if said else []
