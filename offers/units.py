"""What pages show of an institution: how to reach it, where it is, how well this is known. No query, no clock."""

from django.utils.timezone import localtime

from offers.choices import Reliability, State
from offers.facts import Said, term
from offers.presenting import host, town, web_address


class ShownUnit:
    """One institution in one language; `components` for contact ways read it like an offer."""

    contact_is_providers = False

    def __init__(self, organisation, language):
        self.organisation = organisation
        self.language = language
        self.phone, self.email = organisation.phone, organisation.email
        self.website = web_address(organisation.website)
        self.website_host = host(self.website)

    @property
    def has_contact(self):
        """Whether anybody can be reached."""
        return bool(self.phone or self.email or self.website)

    @property
    def name(self):
        """What it is called."""
        return Said(self.organisation.name)

    @property
    def place(self):
        """Lines of the address, with the borough."""
        one = self.organisation
        lines = [Said(line) for line in (one.street, f"{one.postcode} {one.city}".strip()) if line]
        return [*lines, *([term(one.district, self.language)] if one.district else [])]

    @property
    def duties(self):
        """What it does, as its source says."""
        return Said(self.organisation.duties)

    @property
    def note(self):
        """What limits the entry."""
        return Said(self.organisation.note)

    @property
    def town(self):
        """Where it belongs to, outside Herne."""
        return town(self.organisation.origin, self.organisation.city)

    @property
    def state(self):
        """Kind of the badge."""
        return str(self.organisation.state)

    @property
    def is_archived(self):
        """Out of all lists, still reachable."""
        return self.organisation.state == State.ARCHIVED

    @property
    def confirmed_on(self):
        """The day on which a person confirmed it."""
        moment = self.organisation.confirmed_at
        return localtime(moment).date() if moment and self.organisation.state == State.CONFIRMED else None

    @property
    def is_partly_derived(self):
        """Whether the source bears out only part of the entry."""
        return self.organisation.reliability not in {Reliability.PERSON, Reliability.SOURCE}

    @property
    def source(self):
        """The source as it was written down."""
        return Said(self.organisation.source)

    @property
    def source_address(self):
        """The source as a link, where it is one."""
        return web_address(self.organisation.source)

    @property
    def source_name(self):
        """What stands on that link."""
        return host(self.source_address)
