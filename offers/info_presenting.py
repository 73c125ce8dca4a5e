"""What a page or a paper shows of an information page. No query, no clock; `info_reading` fetches what it needs."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import get_language_info

from offers.facts import Said, term
from offers.in_language import InLanguage
from offers.info_contacts import shown_contacts, shown_tasks
from offers.info_markup import blocks
from offers.presenting import host, web_address


@dataclass(frozen=True)
class ShownSection:
    """One section: its heading and the blocks of its text, each with the language it is in."""

    heading: Said
    body: Said

    @property
    def blocks(self):
        """Paragraphs and lists."""
        return blocks(self.body.text)


@dataclass(frozen=True)
class Source:
    """Where something is written: a sentence, or an address with the host that stands on its link."""

    said: Said
    address: str
    host: str


class ShownValue:
    """A figure that the city fills in, or whom to ask as long as it is open."""

    def __init__(self, value, setting, language):
        self.label = term(value, language)
        self.unit = Said(str(value.get_unit_display()), language)
        self.ask = value.ask
        self.setting = setting

    @property
    def amount(self):
        """ "3.496,02", or nothing."""
        return self.setting.shown if self.setting else ""


class ShownInfo(InLanguage):
    """One information page in one language; `settings` are the values of the day by the key of their value."""

    def __init__(self, page, language, *, now, translation=None, settings=None):
        self.page = self.original = page
        self.language = language
        self.now = now
        self.day = localtime(now).date()
        self.translation = translation if language != "de" else None
        self._settings = settings or {}

    # Texts

    @property
    def lead(self):
        """The page in two sentences."""
        return self.said("lead")

    @cached_property
    def sections(self):
        """The sections in the German order; one that nobody has translated yet stays German."""
        translated = self.translation.sections if self.translation else {}
        return [self._section(one, translated.get(one["key"], {})) for one in self.page.sections]

    def _section(self, german, own):
        parts = (
            Said(own[name], self.language) if own.get(name) else Said(german[name]) for name in ("heading", "body")
        )
        return ShownSection(*parts)

    # State

    @property
    def state(self):
        """Kind of the badge."""
        return "confirmed" if self.page.confirmed_at else "unconfirmed"

    @property
    def confirmed_on(self):
        """The day on which a person has confirmed it."""
        return localtime(self.page.confirmed_at).date() if self.page.confirmed_at else None

    @cached_property
    def sources(self):
        """Where it is written, line by line."""
        lines = (line.strip() for line in self.page.source.splitlines())
        return [Source(Said(line), web_address(line), host(web_address(line))) for line in lines if line]

    # What stands around the text

    @cached_property
    def topics(self):
        """What it is about: pairs of key and word."""
        return [(topic.key, term(topic, self.language)) for topic in self.page.topics.all()]

    @property
    def pictogram(self):
        """The key of the topic whose pictogram stands for the page."""
        return next((topic.key for topic in self.page.topics.all()), "information")

    @cached_property
    def contacts(self):
        """Institutions and offers that help, without those that have ended."""
        return shown_contacts(self.page.contacts.all(), self.language, now=self.now, day=self.day)

    @cached_property
    def tasks(self):
        """Tasks whose responsible office "Wer hilft bei …?" names: pairs of key and word."""
        return shown_tasks(self.page.contacts.all(), self.language)

    @cached_property
    def values(self):
        """Figures that the city fills in."""
        values = self.page.open_values.all()
        return [ShownValue(value, self._settings.get(value.pk), self.language) for value in values]

    @property
    def open_values(self):
        """Those that nobody has filled in yet."""
        return [value for value in self.values if not value.setting]

    @cached_property
    def whom_to_ask(self):
        """Institutions that know the open ones, each once."""
        return list({value.ask.pk: value.ask for value in self.open_values if value.ask}.values())

    @property
    def units_to_ask(self):
        """Their names, for paper."""
        return [Said(unit.name) for unit in self.whom_to_ask]

    @property
    def comma(self):
        """What stands between the words of an enumeration."""
        return "، " if get_language_info(self.language)["bidi"] else ", "
