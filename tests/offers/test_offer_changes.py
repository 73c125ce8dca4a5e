"""The Atom feed of changes."""

from xml.etree import ElementTree

import pytest

from offers.actions import offers
from tests.offers import make
from tests.portal.make import person
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
URL = "/angebote/aenderungen.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client):
    """The feed as a reader parses it."""
    response = client.get(URL)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(client):
    """(title, key) of all entries."""
    return [
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}id")) for entry in feed(client).iter(f"{ATOM}entry")
    ]


def titles(client):
    """What stands in a reader's list."""
    return [title for title, _key in entries(client)]


def test_new_confirmed_changed_archived_and_restored_offers_are_told_once_each(client):
    someone, offer = person(), make.offer(title="Nähcafé")
    seen, keys = titles(client), {key for _title, key in entries(client)}
    content = offers.Content.of(offer, columns=[], related=[])
    for act, more in (
        (offers.confirm, {}),
        (offers.change, {"content": content}),
        (offers.archive, {}),
        (offers.restore, {}),
    ):
        offer = act(offer=offer, version=offer.version, by=someone, **more)
        seen += titles(client)
        keys |= {key for _title, key in entries(client)}
    kinds = ["Neu", "Bestätigt", "Geändert", "Nicht mehr aktuell", "Wieder da"]
    assert seen == [f"{kind}: Nähcafé" for kind in kinds]
    assert keys == {f"urn:uuid:{offer.pk}"}


def test_what_changed_last_comes_first(client):
    first, _second = make.offer(title="A"), make.offer(title="B")
    assert titles(client) == ["Neu: B", "Neu: A"]
    offers.confirm(offer=first, version=first.version, by=person())
    assert titles(client) == ["Bestätigt: A", "Neu: B"]


def test_a_feed_holds_fifty_offers_at_most(client):
    for _number in range(52):
        make.offer()
    assert len(titles(client)) == 50


def test_the_feed_names_no_person_and_is_german_for_everybody(client):
    someone = person(name="Eva Beispiel")
    offer = make.offer(source_year=2019)
    offers.confirm(offer=offer, version=offer.version, by=someone)
    response = client.get(URL, headers={"accept-language": "ar"})
    text = response.content.decode()
    assert "Eva Beispiel" not in text
    assert someone.email not in text
    assert "Bestätigt: " in text
    assert feed(client).get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert not response.cookies


def test_a_draft_says_so(client, settings):
    assert feed(client).findtext(f"{ATOM}subtitle") == "Entwurf, kein Angebot der Stadt Herne"
    settings.OFFICIAL = True
    assert not feed(client).findtext(f"{ATOM}subtitle")


def test_text_of_a_source_stays_text_in_a_reader(client):
    make.offer(title="<b>A</b> & \x0b", description="<script>alert(1)</script>")
    (entry,) = feed(client).iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}summary").get("type") == "html"
    assert "&lt;script&gt;" in entry.findtext(f"{ATOM}summary")


def test_an_empty_directory_has_an_empty_feed(client):
    assert titles(client) == []


def test_the_feed_costs_the_same_for_one_offer_and_for_fifty(client):
    assert_constant_queries(client, URL, make.offer, at_most=6)
    assert client.post(URL).status_code == 405
