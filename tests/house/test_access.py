"""Every page x every person -> status. Complete by construction: what stands in no table fails."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, path, reverse

from tests import people as house
from tests.house import access_tables
from tests.house.access_tables import PEOPLE, Tables, row, staff
from tests.house.templates import inline_code

TABLES = access_tables.load()
# The pages are asked once for all tests of this file, so they have to run in one process.
# Without the mark `django_db` no test database would be made, and `answers` would meet the real one.
pytestmark = [pytest.mark.xdist_group("access"), pytest.mark.django_db]


@dataclass(frozen=True)
class Answer:
    """What a person got for a page."""

    page: str
    person: str
    method: str
    status: int
    headers: dict
    cookies: list
    inline: list

    def __str__(self):
        return f"{self.method} {self.page} for {self.person}: {self.status}"


@pytest.fixture(scope="session")
def answers(django_db_setup, django_db_blocker):
    """Every page asked by everybody, and in unusual ways by a stranger and by somebody signed in."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = {key: house.person(f"Person {key}", *roles) for key, roles in PEOPLE.items() if roles is not None}
        people["superuser"].is_superuser = True
        people["superuser"].save()
        addresses = _addresses(people)
        clients = {key: house.log_in(Client(), user) for key, user in people.items()}
        found = [ask(None, "anonymous", "get", *page) for page in addresses]
        for key, client in clients.items():
            found += [ask(client, key, "get", *page) for page in addresses]
        for method in ("head", "options", "trace"):
            found += [ask(None, "anonymous", method, *page) for page in addresses]
            found += [ask(clients["newcomer"], "newcomer", method, *page) for page in addresses]
        transaction.set_rollback(True)
    return found


def ask(client, person, method, name, url):
    """One request; a stranger comes with a new browser each time."""
    response = getattr(client or Client(), method)(url)
    if response.streaming:
        # Read to its end, a file closes.
        list(response)
    is_page = method == "get" and response.headers.get("Content-Type", "").startswith("text/html")
    inline = inline_code(response.content.decode()) if is_page else []
    return Answer(name, person, method, response.status_code, response.headers, sorted(response.cookies), inline)


def _addresses(people):
    """[(url name, German address)]; a name without its arguments is missing here and found by a test."""
    arguments = TABLES.arguments(people)
    addresses = [(name, address(name, arguments.get(name, []))) for name in sorted(TABLES.expected)]
    return [(name, url) for name, url in addresses if url]


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


def gets(answers):
    """What ordinary visits got."""
    return [answer for answer in answers if answer.method == "get"]


def test_every_page_stands_in_a_table():
    assert sorted(set(access_tables.url_names()) - TABLES.expected.keys()) == []


def test_no_table_names_a_page_that_is_gone():
    assert sorted(TABLES.expected.keys() - set(access_tables.url_names())) == []


def test_every_row_names_everybody():
    assert [name for name, people in TABLES.expected.items() if people.keys() != PEOPLE.keys()] == []


def test_every_table_tells_the_arguments_of_its_addresses(answers):
    assert sorted(TABLES.expected.keys() - {answer.page for answer in answers}) == []


def test_everybody_gets_what_the_table_says(answers):
    expected = TABLES.expected
    wrong = [answer for answer in gets(answers) if not fits(answer.status, expected[answer.page][answer.person])]
    assert [f"{answer}, not {expected[answer.page][answer.person]}" for answer in wrong] == []


def test_no_page_breaks_at_an_unusual_method(answers):
    assert [str(answer) for answer in answers if answer.status >= 500] == []


def test_a_head_answers_like_a_get(answers):
    statuses = {(one.page, one.person, one.method): one.status for one in answers if one.person == "anonymous"}
    pages = {page for page, _person, _method in statuses}
    assert {page for page in pages if len({statuses[page, "anonymous", way] for way in ("get", "head")}) == 2} == set()


def test_strangers_read_without_a_cookie(answers):
    """Not even a form needs one, except for logging in: keys are signed hidden fields."""
    read = [one for one in gets(answers) if one.person == "anonymous" and one.status == 200]
    assert [
        f"{one}: {one.cookies}" for one in read if one.cookies and not access_tables.may_set_cookies(one.page)
    ] == []


def test_every_answer_forbids_foreign_and_inline_code(answers):
    def is_strict(policy):
        return "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy

    policies = [(str(one), one.headers.get("Content-Security-Policy", "none")) for one in gets(answers)]
    assert [(answer, policy) for answer, policy in policies if not is_strict(policy)] == []


def test_no_page_carries_inline_code(answers):
    """What templates cannot show: code that comes from a widget, a package or a variable."""
    assert [f"{answer}: {answer.inline}" for answer in answers if answer.inline] == []


def test_no_answer_may_be_framed_or_sniffed(answers):
    guards = {(one.headers.get("X-Frame-Options"), one.headers.get("X-Content-Type-Options")) for one in answers}
    assert guards == {("DENY", "nosniff")}


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
