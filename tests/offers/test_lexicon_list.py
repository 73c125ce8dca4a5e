"""The lexicon of the search as a list for the Redaktion."""

import pytest

from offers.actions import lexicon
from offers.models import LexiconEntry
from tests.offers import make
from tests.offers.editing import editor
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
LIST, NEW = "/de/redaktion/woerterbuch/", "/de/redaktion/woerterbuch/neu/"


@pytest.fixture
def anna(db):
    LexiconEntry.objects.all().delete()
    return editor("Anna Alt")


def labels(client, query=""):
    return [one.label for one in client.get(f"{LIST}{query}").context["page"]]


class TestList:
    @pytest.fixture(autouse=True)
    def _entries(self, anna):
        make.entry(label="Ärztin", synonyms={"ar": ["طبيب"], "tr": ["doktor"]}, kind="office")
        off = make.entry(label="Alt", words=["Alt"])
        lexicon.deactivate(entry=off, version=1, by=anna.person)
        lexicon.review(entry=make.entry(label="Zahn", words=["Zähne"]), version=1, by=anna.person)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["Ärztin", "Zahn"]),
            ("?q=طبيب", ["Ärztin"]),
            ("?q=الطبيب", ["Ärztin"]),
            ("?q=Doktor", ["Ärztin"]),
            ("?q=zaehne", ["Zahn"]),
            ("?q=%25_'", []),
            ("?q=%00", ["Ärztin", "Zahn"]),
            ("?q=" + "x" * 5000, []),
            ("?kind=office", ["Ärztin"]),
            ("?state=machine", ["Ärztin"]),
            ("?state=reviewed", ["Zahn"]),
            ("?state=off", ["Alt"]),
            ("?state=nonsense&kind=x&page=999999999", ["Ärztin", "Zahn"]),
        ],
    )
    def test_it_is_filtered_by_any_word_kind_and_state(self, anna, query, found):
        assert labels(anna, query) == found

    def test_it_says_how_many_no_person_has_looked_at(self, anna):
        assert "1 von 2 Einträgen sind maschinell erstellt" in anna.get(LIST).content.decode()

    def test_one_row_costs_what_fifty_cost(self, anna):
        assert_constant_queries(anna, LIST, lambda: make.entry(synonyms={"ar": ["طبيب"]}), at_most=13)

    def test_it_says_what_to_do_when_nothing_fits(self, anna):
        assert "Kein Eintrag passt dazu" in anna.get(f"{LIST}?q=nirgends").content.decode()
