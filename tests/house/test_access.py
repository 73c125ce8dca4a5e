"""Every page x every person -> status. Complete by construction: what stands in no table fails."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import NoReverseMatch, path, reverse

from tests import people as house
from tests.house import access_tables
from tests.house.access_tables import PEOPLE, Tables, row, staff
from tests.house.templates import inline_code

TABLES = access_tables.load()
NAMES = sorted(TABLES.expected)


@pytest.fixture
def world(db):
    """Every person signed in, and the address of every page."""
    people = {key: house.person(f"Person {key}", *roles) for key, roles in PEOPLE.items() if roles is not None}
    people["superuser"].is_superuser = True
    people["superuser"].save()
    clients = {key: house.log_in(Client(), user) for key, user in people.items()}
    arguments = TABLES.arguments(people)
    addresses = {name: address(name, arguments.get(name, [])) for name in NAMES}
    return SimpleNamespace(
        clients={"anonymous": Client(), **clients},
        addresses={name: url for name, url in addresses.items() if url},
        without_address=[name for name, url in addresses.items() if not url],
    )


def address(name, given):
    """The German address of a page, with the query that it needs; None where `arguments` leaves something out."""
    by_name = given if isinstance(given, dict) else None
    try:
        return reverse(name, args=None if by_name else given, kwargs=by_name) + TABLES.queries.get(name, "")
    except NoReverseMatch:
        return None


def fits(status, expected):
    """Whether a status is the one in the table, or among those."""
    return status in expected if isinstance(expected, set) else status == expected


def test_every_page_stands_in_a_table():
    assert sorted(set(access_tables.url_names()) - TABLES.expected.keys()) == []


def test_no_table_names_a_page_that_is_gone():
    assert sorted(TABLES.expected.keys() - set(access_tables.url_names())) == []


def test_every_row_names_everybody():
    assert [name for name, people in TABLES.expected.items() if people.keys() != PEOPLE.keys()] == []


def test_every_table_tells_the_arguments_of_its_addresses(world):
    assert world.without_address == []


def test_everybody_gets_what_the_table_says(world):
    """One test for the whole table: building the people costs more than all the pages."""
    wrong = []
    for name, url in world.addresses.items():
        for person, client in world.clients.items():
            expected, status = TABLES.expected[name][person], client.get(url).status_code
            if not fits(status, expected):
                wrong.append(f"{name} for {person}: {status}, not {expected}")
    assert wrong == []


@pytest.mark.parametrize("method", ["head", "options", "trace"])
def test_no_page_breaks_at_an_unusual_method(world, method):
    broken = []
    for name, url in world.addresses.items():
        for person in ("anonymous", "superuser"):
            status = getattr(world.clients[person], method)(url).status_code
            if status >= 500:
                broken.append(f"{method} {name} for {person}: {status}")
    assert broken == []


def test_a_head_answers_like_a_get(world):
    differ = []
    for name, url in world.addresses.items():
        get, head = (getattr(world.clients["anonymous"], method)(url) for method in ("get", "head"))
        if get.status_code != head.status_code:
            differ.append(f"{name}: GET {get.status_code}, HEAD {head.status_code}")
    assert differ == []


def test_strangers_read_without_a_cookie(world):
    """Pages with a form carry no cookie either unless they need a log-in: keys are signed hidden fields."""
    cookies = []
    for name, url in world.addresses.items():
        response = Client().get(url)
        if response.status_code == 200 and response.cookies and not access_tables.may_set_cookies(name):
            cookies.append(f"{name}: {sorted(response.cookies)}")
    assert cookies == []


def test_every_answer_forbids_foreign_and_inline_code(world):
    loose = []
    for name, url in world.addresses.items():
        for person in ("anonymous", "superuser"):
            response = world.clients[person].get(url)
            policy = response.headers.get("Content-Security-Policy", "")
            if "default-src 'none'" not in policy or "unsafe" in policy or "http" in policy:
                loose.append(f"{name} for {person} ({response.status_code}): {policy or 'no policy'}")
    assert loose == []


def test_no_page_carries_inline_code(world):
    """What templates cannot show: code that comes from a widget, a package or a variable."""
    found = []
    for name, url in world.addresses.items():
        for person, client in world.clients.items():
            response = client.get(url)
            if response.headers.get("Content-Type", "").startswith("text/html"):
                found += [f"{name} for {person}: {kind}" for kind in inline_code(response.content.decode())]
    assert found == []


def test_no_answer_may_be_framed_or_sniffed(world):
    for name, url in world.addresses.items():
        headers = world.clients["anonymous"].get(url).headers
        guards = headers.get("X-Frame-Options"), headers.get("X-Content-Type-Options")
        assert (name, *guards) == (name, "DENY", "nosniff")


class TestTheTableItself:
    def test_it_notices_a_page_without_a_row(self):
        patterns = SimpleNamespace(url_patterns=[path("a/", lambda request: None, name="a"), path("b/", print)])
        assert list(access_tables.url_names(patterns)) == ["a", "unnamed: b/"]

    def test_a_row_knows_only_people_of_the_table(self):
        with pytest.raises(ValueError, match="nobody"):
            row(200, nobody=403)

    def test_a_staff_row_lets_in_whom_it_names(self):
        assert staff(200, "redaktion") == row(403, anonymous=302, redaktion=200)

    def test_a_page_in_two_tables_is_refused(self):
        tables = Tables()
        tables.add("portal", SimpleNamespace(TABLE={"a": row(200)}))
        with pytest.raises(ValueError, match="a stands in portal and in accounts"):
            tables.add("accounts", SimpleNamespace(TABLE={"a": row(404)}))

    def test_a_wrong_status_does_not_fit(self):
        assert [fits(403, 403), fits(302, {200, 302})] == [True, True]
        assert [fits(200, 403), fits(500, {200, 302})] == [False, False]
