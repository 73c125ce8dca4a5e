"""What search engines read."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from offers.choices import Origin
from offers.sitemaps import OfferSitemap
from tests.offers import make, make_info, make_paths
from tests.portal.make import person
from tests.queries import assert_constant_queries, count_queries

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def addresses(client, url):
    """{address: {language: address}} of a file."""
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return {
        entry.findtext(f"{MAP}loc"): {link.get("hreflang"): link.get("href") for link in entry.iter(LINK)}
        for entry in ElementTree.fromstring(response.content).iter(f"{MAP}url")
    }


def parts(client):
    """Addresses that the index names."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [found.text for found in tree.iter(f"{MAP}loc")]


def test_an_offer_is_named_in_every_language_with_all_others(client, settings):
    offer, site = make.offer(), settings.SITE_URL
    found = addresses(client, "/sitemap-angebote-1.xml")
    assert list(found) == [f"{site}/{code}{offer.path}" for code in ("de", "en", "ar")]
    for others in found.values():
        assert others == {code: f"{site}/{code}{offer.path}" for code in ("de", "en", "ar")} | {
            "x-default": f"{site}{offer.path}"
        }


def test_the_address_without_a_language_leads_to_the_readers_own(client):
    offer = make.offer()
    response = client.get(offer.path, headers={"accept-language": "ar"})
    assert (response.status_code, response["Location"]) == (302, f"/ar{offer.path}")


def test_tasks_paths_information_and_institutions_are_named_where_they_are_public(client, settings):
    path, info = make_paths.published_path(by=person()), make_info.published()
    make_paths.step(make_paths.version())
    make_info.draft()
    here, elsewhere = make.organisation(), make.organisation(origin=Origin.NEIGHBOUR)
    named = {
        "wege": [f"/wege/{path.key}/"],
        "informationen": [f"/informationen/{info.key}/"],
        "einrichtungen": [f"/einrichtungen/{here.pk}/"],
    }
    for section, expected in named.items():
        found = addresses(client, f"/sitemap-{section}-1.xml")
        assert list(found) == [f"{settings.SITE_URL}/{code}{one}" for one in expected for code in ("de", "en", "ar")]
        assert {len(others) for others in found.values()} == {4}
    assert f"{settings.SITE_URL}/ar/wer-hilft/pass/" in addresses(client, "/sitemap-aufgaben-1.xml")
    pages = addresses(client, "/sitemap-seiten-1.xml")
    for word in ("wer-hilft", "wege", "informationen", "einrichtungen", "struktur", "broschuere"):
        assert f"{settings.SITE_URL}/de/{word}/" in pages
    assert client.get(f"/de/einrichtungen/{elsewhere.pk}/").status_code == 200


def test_only_what_is_listed_here_and_says_something_is_named(client):
    make.archived_offer(by=person())
    make.offer(valid_until=timezone.localdate() - timedelta(days=1))
    make.offer(origin=Origin.ELSEWHERE)
    make.offer(description="")
    assert addresses(client, "/sitemap-angebote-1.xml") == {}
    make.offer(description="", phone="02323 16-0")
    make.offer(origin=Origin.NATIONWIDE)
    assert len(addresses(client, "/sitemap-angebote-1.xml")) == 6


def test_the_last_change_is_named(client):
    make.offer()
    assert (
        f"<lastmod>{timezone.localdate():%Y-%m-%d}</lastmod>" in client.get("/sitemap-angebote-1.xml").content.decode()
    )


def test_every_named_page_is_there_for_everybody(client, settings):
    make.offer()
    for part in parts(client):
        for address in addresses(client, part.removeprefix(settings.SITE_URL)):
            assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200


def test_a_long_list_is_split_and_nothing_is_lost_or_named_twice(client, monkeypatch, settings):
    monkeypatch.setattr(OfferSitemap, "limit", 6)
    offers = [make.offer() for _number in range(5)]
    files = [part.removeprefix(settings.SITE_URL) for part in parts(client) if "angebote" in part]
    assert files == [f"/sitemap-angebote-{number}.xml" for number in (1, 2, 3)]
    named = [address for file in files for address in addresses(client, file)]
    assert len(named) == len(set(named)) == 3 * len(offers)


@pytest.mark.parametrize("url", ["/sitemap-angebote-2.xml", "/sitemap-angebote-0.xml", "/sitemap-nichts-1.xml"])
def test_a_file_that_is_not_there_is_not_found(client, url):
    assert client.get(url).status_code == 404


def test_a_file_costs_the_same_for_one_offer_and_for_fifty(client):
    assert_constant_queries(client, "/sitemap-angebote-1.xml", make.offer, at_most=6)
    assert count_queries(client, "/sitemap.xml") <= 8


def test_robots_are_kept_from_staff_pages_and_shown_the_sitemap_of_an_official_portal(client, settings):
    settings.OFFICIAL = True
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /ar/redaktion/\n" in text
    assert f"\nSitemap: {settings.SITE_URL}/sitemap.xml\n" in text


def test_robots_may_read_a_draft_so_that_they_see_that_it_is_not_for_them(client):
    response = client.get("/robots.txt")
    assert "Sitemap:" not in response.content.decode()
    assert "Disallow: /\n" not in response.content.decode()
    assert client.get("/sitemap.xml")["X-Robots-Tag"] == "noindex, nofollow"


def test_nothing_that_robots_may_not_open_stands_in_the_sitemap(client, settings):
    make.offer()
    closed = [line.split()[1] for line in client.get("/robots.txt").content.decode().splitlines() if "Disallow" in line]
    named = [
        address.removeprefix(settings.SITE_URL)
        for part in parts(client)
        for address in addresses(client, part.removeprefix(settings.SITE_URL))
    ]
    assert [path for path in named if path.startswith(tuple(closed))] == []
