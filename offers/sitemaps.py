"""The directory for search engines: what is listed and says something, in every language."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from offers.changes import with_changed_at
from offers.choices import LOCAL_ORIGINS
from offers.models import AdvicePath, InfoPage, Offer, Organisation, Task

# Somebody who comes from a search engine learns something: what it is, when, or whom to ask.
SAYS_SOMETHING = ~Q(description="") | ~Q(schedule_text="") | ~Q(phone="") | ~Q(email="") | ~Q(website="")


class OfferSitemap(Sitemap):
    """Offers in Herne and nationwide: those of other towns are examples, no result for a search engine."""

    i18n = alternates = x_default = True
    # Addresses of a file: offers times languages. The protocol allows 50,000; short files are sooner there.
    limit = 5_000 // len(settings.LANGUAGES) * len(settings.LANGUAGES)

    def items(self):
        """Keys and last changes; the order stands still while pages are fetched."""
        offers = Offer.objects.visible_to(AnonymousUser()).listed().in_scope().valid_on(timezone.localdate())
        return with_changed_at(offers.filter(SAYS_SOMETHING).only("pk")).order_by("pk")

    @property
    def paginator(self):
        """Cuts in the database: only the offers of one file are fetched."""
        return Paginator(_InLanguages(self.items()), self.limit)

    def location(self, item):
        """Put together by hand: to ask the URLconf five times per address takes a minute at 50,000 offers."""
        return f"/{get_language()}{item.path}"

    def lastmod(self, item):
        """When the offer last changed."""
        return item.changed_at

    def get_latest_lastmod(self):
        """Nothing: the index would have to look at every offer."""
        return


class _KeySitemap(Sitemap):
    """Pages of one kind, in every language; their addresses are put together like those of offers."""

    i18n = alternates = x_default = True
    path = ""

    def location(self, item):
        """The address in the language that Django has just switched to; `item` is what stands in it."""
        return f"/{get_language()}{self.path.format(item)}"


class TaskSitemap(_KeySitemap):
    """Who helps with what."""

    path = "/wer-hilft/{}/"

    def items(self):
        """Keys of all tasks."""
        return list(Task.objects.values_list("key", flat=True))


class PathSitemap(_KeySitemap):
    """Advice paths that everybody may read."""

    path = "/wege/{}/"

    def items(self):
        """Their keys."""
        return list(AdvicePath.objects.visible_to(AnonymousUser()).published().values_list("key", flat=True))


class InfoSitemap(_KeySitemap):
    """Information pages that everybody may read."""

    path = "/informationen/{}/"

    def items(self):
        """Their keys."""
        return list(InfoPage.objects.visible_to(AnonymousUser()).published().values_list("key", flat=True))


class OrganisationSitemap(_KeySitemap):
    """Institutions in Herne and nationwide: those of other towns are examples, like their offers."""

    path = "/einrichtungen/{}/"

    def items(self):
        """Their numbers."""
        units = Organisation.objects.visible_to(AnonymousUser()).public().filter(origin__in=LOCAL_ORIGINS)
        return list(units.order_by("pk").values_list("pk", flat=True))


class _InLanguages:
    """Pairs (offer, language) that a paginator can count and cut without fetching all offers."""

    ordered = True

    def __init__(self, offers):
        self.offers, self.codes = offers, [code for code, _name in settings.LANGUAGES]

    def __len__(self):
        return self.offers.count() * len(self.codes)

    def __getitem__(self, cut):
        number = len(self.codes)
        offers = self.offers[cut.start // number : -(-cut.stop // number)]
        return [(offer, code) for offer in offers for code in self.codes]
