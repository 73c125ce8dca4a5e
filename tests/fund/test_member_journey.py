"""A member with a conflict, on her phone: reads, steps back in one click, votes on the rest, changes her mind."""

import pytest

from fund.actions import agenda, sessions
from fund.models import Recusal, Vote
from tests.accessibility import checks
from tests.fund import make_boards
from tests.fund.board_pages import browser, url

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def body():
    return make_boards.body(3)


class Phone:
    """Her phone."""

    def __init__(self, open_page, user):
        self.page = open_page(url("sitting-list"), client=browser(user), width=390, locale="de-DE")
        self.page.set_default_timeout(8000)

    def link(self, name):
        self.page.get_by_role("link", name=name).first.click()

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def see(self, text):
        self.page.wait_for_selector(f"text={text}")

    def go(self, name, *args):
        self.page.goto(f"http://testserver{url(name, *args)}")

    def is_fine(self):
        assert checks.everything(self.page) == []
        assert self.page.failures == []


def test_a_member_with_a_conflict(open_page, body):
    first = make_boards.item(body)
    second = make_boards.item(body, session=first.session)
    sessions.invite(session=first.session, by=body.office)
    user = body.seats[1].user
    phone = Phone(open_page, user)
    phone.link(first.session.name)
    phone.link(first.title)
    phone.see("Kosten- und Finanzierungsplan")
    phone.is_fine()
    _steps_back(phone, first)
    _votes(phone, body, first, second)
    assert [(vote.item, vote.choice) for vote in Vote.objects.filter(holder=user)] == [(second, "no")]


def _steps_back(phone, item):
    phone.link("Ich bin befangen")
    phone.see("Sind Sie bei TOP 1 befangen?")
    phone.press("Ja, ich nehme nicht teil")
    phone.see("Die Unterlagen sind für Sie geschlossen.")
    phone.is_fine()
    assert phone.page.get_by_role("link", name=item.title).count() == 0
    phone.go("item-papers", item)
    phone.see("Sie nehmen an TOP 1 nicht teil")
    # The browser tells of the refusal, and of nothing else.
    assert [one[-15:] for one in phone.page.failures] == ["403 (Forbidden)"]
    phone.page.failures.clear()
    phone.link("Zur Tagesordnung")
    assert Recusal.objects.get(item=item).is_in_force


def _votes(phone, body, first, second):
    sessions.open_session(session=first.session, by=body.office)
    agenda.defer(item=first, by=body.office, reason="nicht beschlussfähig")
    phone.go("sitting-detail", first.session)
    phone.press("Ich bin da")
    phone.see("Sie sind als anwesend eingetragen.")
    agenda.open_item(item=second, by=body.office)
    phone.go("sitting-detail", first.session)
    phone.link("Abstimmen")
    group = phone.page.get_by_role("group", name=f"Ihre Stimme zu TOP 2: {second.title}")
    group.get_by_label("Ja", exact=True).check()
    phone.press("Stimme abgeben")
    phone.see("TOP 2: Ihre Stimme ist abgegeben: Ja.")
    phone.link("Stimme ändern")
    phone.page.get_by_label("Nein", exact=True).check()
    phone.is_fine()
    phone.press("Stimme ändern")
    phone.see("TOP 2: Ihre Stimme ist geändert: Nein.")
