"""From paper to the page, in the reader's language."""

import pytest
from django.urls import reverse

from herne_integration import short_links
from herne_integration.models import ShortLink
from herne_integration.models.short_links import ALPHABET
from tests.threads import race

pytestmark = pytest.mark.django_db


def link(code, path="/angebote/"):
    return ShortLink.objects.create(code=code, path=path)


def test_a_page_keeps_its_code():
    assert short_links.code_for("/angebote/") == short_links.code_for("/angebote/")
    assert ShortLink.objects.count() == 1


def test_many_new_pages_get_codes_at_once_and_known_ones_keep_theirs():
    code = short_links.code_for("/angebote/1/")
    short_links.make_codes(f"/angebote/{number}/" for number in range(3))
    assert ShortLink.objects.count() == 3
    assert short_links.code_for("/angebote/1/") == code


@pytest.mark.parametrize(
    "path", ["", "angebote/", "//boese.invalid/", "/\\boese.invalid", "https://boese.invalid/", "/a b/"]
)
def test_only_a_path_of_this_site_gets_a_code(path):
    with pytest.raises(ValueError, match="not a path"):
        short_links.code_for(path)


def test_a_code_that_is_taken_is_drawn_again(monkeypatch):
    link("bcdfghj", "/anderes/")
    draws = iter(["bcdfghj", "kmnpqrt"])
    monkeypatch.setattr(ShortLink._meta.get_field("code"), "_get_default", lambda: next(draws))
    assert short_links.code_for("/angebote/") == "kmnpqrt"


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_the_same_code():
    codes = race(lambda number: short_links.code_for("/angebote/"), 20)
    assert set(codes) == {ShortLink.objects.get().code}


@pytest.mark.parametrize(
    ("wanted", "language"), [("de", "de"), ("ar,de;q=0.5", "ar"), ("en-GB", "en"), ("tlh", "de"), ("", "de")]
)
def test_it_leads_to_the_page_in_the_readers_language(client, wanted, language):
    link("bcdfghj")
    response = client.get("/k/bcdfghj", headers={"accept-language": wanted})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/angebote/")
    assert "Accept-Language" in response["Vary"]
    assert response.cookies == {}


@pytest.mark.parametrize("typed", ["BCDFGHJ", "bcd-fghj", " bcd fghj ", "bcd.fghj"])
def test_case_spaces_and_hyphens_do_not_matter(typed):
    meant = link("bcdfghj")
    assert short_links.find(typed) == meant


def test_look_alikes_lead_to_the_link_that_must_be_meant():
    meant = link("bcd5fz8")
    assert short_links.find("8cdsf2b") == meant


def test_look_alikes_are_not_guessed_between_two():
    link("bcd5fgh", "/a/")
    link("bcdsfgh", "/b/")
    assert short_links.find("bcd5fgh").path == "/a/"
    assert short_links.find("8cd5fgh") is None


@pytest.mark.parametrize("code", ["zzzzzzz", "aeiou", "x" * 300, "%00", "ß", "'"])
def test_an_unknown_code_is_a_page_that_says_so(client, code):
    assert client.get(f"/k/{code}").status_code == 404


def test_a_link_is_only_followed(client):
    link("bcdfghj")
    assert client.head("/k/bcdfghj").status_code == 302
    assert client.post("/k/bcdfghj").status_code == 405


def test_the_address_is_short():
    assert reverse("portal:short-link", args=["bcdfghj"]) == "/k/bcdfghj"


def test_codes_hold_neither_vowels_nor_what_reads_as_another_sign():
    assert set("aeiou01lio").isdisjoint(ALPHABET)
