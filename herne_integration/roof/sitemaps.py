"""The sitemap of the whole portal: its own pages and those of the apps."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from offers.sitemaps import InfoSitemap, OfferSitemap, OrganisationSitemap, PathSitemap, TaskSitemap

PAGES = (
    "roof:start",
    "offers:offer-list",
    "offers:task-list",
    "offers:path-list",
    "offers:info-page-list",
    "offers:organisation-directory",
    "offers:structure-overview",
    "offers:brochure-detail",
    "volunteers:opportunity-list",
    "volunteers:how-it-works",
    "fund:fund-detail",
    "fund:funded-list",
    "roof:plain-language",
    "roof:sign-language",
    "roof:accessibility",
    "roof:privacy",
    "roof:imprint",
)


class PageSitemap(Sitemap):
    """Pages without a number."""

    i18n = alternates = x_default = True

    def items(self):
        """Names of addresses."""
        return PAGES

    def location(self, item):
        """The address in the language that Django has just switched to."""
        return reverse(item)


SECTIONS = {
    "seiten": PageSitemap,
    "angebote": OfferSitemap,
    "aufgaben": TaskSitemap,
    "wege": PathSitemap,
    "informationen": InfoSitemap,
    "einrichtungen": OrganisationSitemap,
}


class Address:
    """Where the portal lives, as Django's sitemaps ask for it: from the settings, whatever a request claims."""

    domain = urlsplit(settings.SITE_URL).netloc
    protocol = urlsplit(settings.SITE_URL).scheme
