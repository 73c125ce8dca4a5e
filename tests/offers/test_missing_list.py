"""The Redaktion's list of words that people look for and miss."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from herne_integration.rules import RuleBroken
from offers import missing
from offers.actions import missing as actions
from offers.models import MissedTerm
from offers.overview import items
from tests import pages
from tests.accessibility import checks
from tests.offers import make
from tests.offers.editing import editor, sent
from tests.people import log_in
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
LIST = "/de/redaktion/fehlt/"


@pytest.fixture
def anna(db):
    return editor("Anna Alt")


def shown(client, query=""):
    """[(word, language, sum)] of the list."""
    page = client.get(f"{LIST}{query}").context["page"]
    return [(one["shown"], one["language"], one["total"]) for one in page]


def settle(client, row):
    return client.post(reverse("offers:missing-settle", args=[row.pk]))


class TestList:
    def test_a_word_is_shown_from_three_on_in_one_language_over_all_weeks(self, anna):
        make.missed("hundesteuer", number=2)
        assert shown(anna) == []
        make.missed("hundesteuer", number=9, language="ar")
        make.missed("hundesteuer", number=1, weeks_ago=3)
        make.missed("kita", number=2)
        assert shown(anna) == [("hundesteuer", "ar", 9), ("hundesteuer", "de", 3)]

    def test_below_three_the_word_stands_nowhere_on_the_page(self, anna):
        make.missed("geheim", number=2)
        make.missed("geheim", number=1, language="en")
        make.missed("hundesteuer", number=3)
        for query in ("", "?state=erledigt", "?language=en"):
            assert "geheim" not in anna.get(f"{LIST}{query}").content.decode()

    def test_weeks_are_listed_and_what_lies_before_is_summed_up(self, anna):
        for week in range(9):
            make.missed(number=week + 1, weeks_ago=week)
        one = anna.get(LIST).context["page"][0]
        assert [row.number for row in one["weeks"]] == [1, 2, 3, 4, 5, 6]
        assert one["before"] == 7 + 8 + 9
        monday = missing.week_of(timezone.localdate())
        assert f"{monday:%d.%m.%Y}: 1" in anna.get(LIST).content.decode()

    @pytest.mark.parametrize(
        ("query", "languages"),
        [
            ("?language=ar", ["ar"]),
            ("?language=xx&state=x&page=-1", ["ar", "de"]),
            ("?language=en", []),
            ("?state=erledigt", []),
        ],
    )
    def test_it_is_filtered(self, anna, query, languages):
        make.missed(number=3), make.missed(number=4, language="ar")
        assert [language for _word, language, _total in shown(anna, query)] == languages

    def test_the_word_is_written_in_its_own_direction(self, anna):
        make.missed("مستشار", number=3, language="ar")
        assert pages.language_of(anna.get(LIST), "مستشار") == ("ar", "rtl")

    def test_one_row_costs_what_fifty_cost(self, anna):
        numbers = iter(range(100))
        assert_constant_queries(anna, LIST, lambda: make.missed(f"wort{next(numbers)}", number=3), at_most=12)

    def test_it_says_what_belongs_here_when_it_is_empty(self, anna):
        assert "Nichts offen" in anna.get(LIST).content.decode()

    def test_a_click_leads_to_an_entry_with_the_word_filled_in(self, anna):
        make.missed("كلب & co", number=3, language="ar")
        html = anna.get(f"{LIST}?language=ar&page=1").content.decode()
        link = html.split('href="/de/redaktion/woerterbuch/neu/')[1].split('"')[0].replace("&amp;", "&")
        form = anna.get(f"/de/redaktion/woerterbuch/neu/{link}").context["form"]
        assert (sent(form)["said_ar"], sent(form)["label"]) == ("كلب & co", "")
        assert "page=" not in link


class TestSettle:
    def test_it_leaves_the_list_says_by_whom_and_comes_back_when_three_more_miss_it(self, anna):
        old, row = make.missed(number=2, weeks_ago=2), make.missed(number=1, weeks_ago=1)
        settle(anna, row)
        assert shown(anna) == []
        assert shown(anna, "?state=erledigt") == [("hundesteuer", "de", 3)]
        assert "von Anna Alt" in anna.get(f"{LIST}?state=erledigt").content.decode()
        old.refresh_from_db()
        assert old.settled_by == anna.person
        make.missed(number=2)
        assert shown(anna) == []
        MissedTerm.objects.open().update(number=3)
        assert shown(anna) == [("hundesteuer", "de", 3)]

    def test_other_languages_and_words_stay(self, anna):
        row = make.missed(number=3)
        make.missed(number=3, language="ar"), make.missed("kita", number=3)
        settle(anna, row)
        assert {(word, language) for word, language, _total in shown(anna)} == {("hundesteuer", "ar"), ("kita", "de")}

    def test_the_second_click_is_answered_in_words(self, anna):
        row = make.missed(number=3)
        assert settle(anna, row).status_code == 302
        again = settle(anna, row)
        assert again.status_code == 409
        assert "schon erledigt" in again.content.decode()

    def test_what_too_few_have_missed_cannot_be_settled_by_guessing(self, anna):
        row = make.missed("geheim", number=2)
        response = settle(anna, row)
        assert response.status_code == 404
        assert "geheim" not in response.content.decode()

    def test_only_the_redaktion_settles(self, client, newcomer):
        row = make.missed(number=3)
        assert settle(log_in(client, newcomer), row).status_code == 403
        with pytest.raises(RuleBroken):
            actions.settle(term="nie", language="de", by=newcomer)


class TestDatabase:
    @pytest.mark.parametrize(
        ("fields", "name"),
        [
            ({"settled_at": timezone.now()}, "offers_missed_term_settled_stamped"),
            ({"number": 0}, "offers_missed_term_number_positive"),
            ({"weeks_ago": 0.5}, "offers_missed_term_week_begins_on_monday"),
            ({}, "offers_missed_term_once_a_week"),
        ],
    )
    def test_it_holds_what_the_page_relies_on(self, fields, name):
        if not fields:
            make.missed()
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            make.missed(**fields)


def test_the_overview_counts_open_words_for_the_redaktion_only(redaktion, newcomer):
    make.missed(number=3), make.missed("kita", number=2)
    make.missed("sport", number=9, settled_at=timezone.now(), settled_by=redaktion)
    assert [(item.title, item.count, item.url) for item in items(redaktion)] == [
        ("Wonach Menschen vergeblich suchen", 1, LIST)
    ]
    assert items(newcomer) == []


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_nobody_is_shut_out(open_page, anna, width, scheme):
    make.missed(number=3), make.missed("مستشار", number=5, language="ar", weeks_ago=1)
    page = open_page(LIST, client=anna, width=width, color_scheme=scheme)
    assert checks.everything(page) == []
    assert page.failures == []
