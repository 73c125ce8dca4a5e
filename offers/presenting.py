"""What a page or a paper shows of an offer: language fallback, state, contact ways. No query, no clock."""

from urllib.parse import urlsplit

from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from offers import hours
from offers.choices import LOCAL_ORIGINS, Evidence, Origin, Reliability, State
from offers.facts import Said, facts, term
from offers.in_language import InLanguage
from offers.models import TEXT_FIELDS
from offers.opening_hours import open_at

# From here on a paper is set in smaller print; well below it, in larger print.
MUCH_TEXT, MANY_LINES = 900, 28


class Shown(InLanguage):
    """One offer in one language; expects the offer with everything it needs already fetched (see `views/detail.py`)."""

    def __init__(self, offer, language, *, now, translation=None):
        self.offer = self.original = offer
        self.language = language
        self.now = now
        self.day = localtime(now).date()
        self.translation = translation if language != "de" else None

    # Texts

    @property
    def description(self):
        """The description."""
        return self.said("description")

    @property
    def print_size(self):
        """How large a paper is set, so that it is one page and easy to read: dense, normal or large."""
        signs = sum(len(self.said(name).text) for name in TEXT_FIELDS)
        lines = sum(fact.height for fact in self.facts) + len(self.residence) + len(self.coming_runs)
        if signs > MUCH_TEXT or lines > MANY_LINES:
            return "dense"
        return "large" if signs < MUCH_TEXT / 2 and lines < MANY_LINES / 3 else "normal"

    @property
    def note(self):
        """What limits the entry, as its source or the Redaktion says."""
        return Said(self.offer.note)

    # State

    @property
    def state(self):
        """Kind of the badge: confirmed, unconfirmed or archived."""
        return str(self.offer.state)

    @property
    def is_confirmed(self):
        """Confirmed by a person."""
        return self.offer.state == State.CONFIRMED

    @property
    def is_archived(self):
        """Out of the lists, still reachable."""
        return self.offer.state == State.ARCHIVED

    @property
    def is_partly_derived(self):
        """Whether the source bears out only part of the entry."""
        return self.offer.reliability != Reliability.PERSON and self.offer.reliability != Reliability.SOURCE

    @property
    def confirmed_on(self):
        """The day of the last confirmation."""
        return localtime(self.offer.confirmed_at).date() if self.offer.confirmed_at else None

    @property
    def town(self):
        """Where an offer of another region belongs to; empty for Herne and nationwide."""
        places = (self.offer.location, self.offer.organisation)
        return town(self.offer.origin, *(place.city for place in places if place))

    @property
    def is_nationwide(self):
        """Whether it is there for people in all of Germany."""
        return self.offer.origin == Origin.NATIONWIDE

    @property
    def source(self):
        """The source as it was written down."""
        return Said(self.offer.source)

    @property
    def source_address(self):
        """The source as a link, where it is one."""
        return web_address(self.offer.source)

    @property
    def source_name(self):
        """The source in short: the host of an address, or its text."""
        return host(self.offer.source) if self.source_address else self.offer.source

    # Provider and contact

    @property
    def provider(self):
        """Who offers it: the institution, or the name the source gives."""
        return Said(self.offer.organisation.name if self.offer.organisation else self.offer.provider_text)

    @cached_property
    def partners(self):
        """With whom together."""
        return [Said(partner.name) for partner in self.offer.partners.all()]

    @property
    def phone(self):
        """The offer's number, else the provider's."""
        return self._contact("phone")

    @property
    def email(self):
        """The offer's address, else the provider's."""
        return self._contact("email")

    @property
    def website(self):
        """The offer's page, else the provider's; only what a browser opens safely."""
        return web_address(self._contact("website"))

    @property
    def website_host(self):
        """What stands on the link, so that people see where they are going."""
        return host(self.website)

    @property
    def has_contact(self):
        """Whether anybody can be reached."""
        return bool(self.phone or self.email or self.website)

    @property
    def contact_is_providers(self):
        """Whether a contact way was taken from the provider because the offer has none."""
        own = self.offer.phone or self.offer.email or self.offer.website
        return self.has_contact and not own

    def _contact(self, name):
        own = getattr(self.offer, name)
        return own or (getattr(self.offer.organisation, name) if self.offer.organisation else "")

    @property
    def place(self):
        """Lines of the address: name, street, town."""
        location = self.offer.location
        if not location:
            return []
        lines = [location.name, location.street, f"{location.postcode} {location.city}".strip()]
        return [Said(line) for line in lines if line]

    @property
    def district(self):
        """The borough."""
        location = self.offer.location
        return term(location.district, self.language) if location and location.district else Said("")

    # Times

    @cached_property
    def hours(self):
        """The weekly hours in lines; empty where they are only text."""
        return hours.lines(self.offer.weekly_hours.all())

    @cached_property
    def opening(self):
        """Whether it is open now, with the reason, or None where the hours are only text."""
        rows = list(self.offer.weekly_hours.all())
        return open_at(rows, self.now, is_holiday=hours.is_public_holiday(self.day)) if rows else None

    @cached_property
    def coming_runs(self):
        """Runs of a course that are still going or to come, soonest first."""
        return [run for run in self.offer.course_runs.all() if not self._is_over(run)]

    @property
    def past_runs(self):
        """Runs that are over, the last one first."""
        return [run for run in self.offer.course_runs.all() if self._is_over(run)][::-1]

    def _is_over(self, run):
        return (run.ends_on or run.starts_on) < self.day

    # Facts

    @cached_property
    def facts(self):
        """Everything a newcomer asks, known or not."""
        return facts(self)

    @property
    def known_facts(self):
        """Facts with an answer."""
        return [fact for fact in self.facts if fact]

    @property
    def unknown_facts(self):
        """What nobody has told us, in one quiet line."""
        return self.comma.join(fact.label for fact in self.facts if not fact and fact.is_asked)

    @property
    def comma(self):
        """What stands between the words of an enumeration."""
        return "، " if get_language_info(self.language)["bidi"] else ", "

    @property
    def residence(self):
        """Residence statuses as the source names them; no legal advice."""
        everybody = [Said(_("für jeden Aufenthaltsstatus"), self.language)] if self.offer.residence_all else []
        own = [Said(self.offer.residence_text)] if self.offer.residence_text else []
        return [*everybody, *(term(status, self.language) for status in self.offer.residence_statuses.all()), *own]

    @property
    def residence_is_derived(self):
        """Whether nobody but a rule says so."""
        return self.offer.residence_basis == Evidence.DERIVED

    @cached_property
    def topics(self):
        """What it is about: pairs of key and word."""
        return [(topic.key, term(topic, self.language)) for topic in self.offer.topics.all()]


def web_address(text):
    """The text where it is an address that a browser opens safely, else nothing; a source may be a sentence instead."""
    return text if text.startswith(("https://", "http://")) and " " not in text else ""


def host(address):
    """The host of an address without `www.`; an address that cannot be read stays as it is."""
    try:
        name = urlsplit(address).hostname or address
    except ValueError:
        return address
    return name.removeprefix("www.")


def town(origin, *cities):
    """Where an offer of another region belongs to, the first city that is known; empty for Herne and nationwide."""
    if origin in LOCAL_ORIGINS:
        return ""
    return next((city for city in cities if city), "") or str(Origin(origin).label)
