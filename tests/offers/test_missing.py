"""One tap where a search has found nothing: the word is counted, nothing else."""

from datetime import date, timedelta

import pytest
from django.core import signing
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone, translation

from herne_integration.models import IdempotencyKey
from offers import missing
from offers.actions import indexing
from offers.actions import missing as actions
from offers.models import MissedTerm
from tests.accessibility import checks
from tests.offers import make
from tests.threads import race

pytestmark = pytest.mark.django_db
REPORT, THANKS = "/de/angebote/fehlt/", "/de/angebote/fehlt/danke/"
MONDAY = date(2026, 11, 16)


def tap(text, client=None, language="de"):
    """What a visitor's tap answers on a page in `language` that has found nothing for `text`."""
    with translation.override(language):
        token = missing.signed(text)
    return (client or Client()).post(REPORT.replace("/de/", f"/{language}/"), {"token": token})


def counted():
    """{(term, language): number} of this week."""
    this_week = missing.week_of(timezone.localdate())
    return {(one.term, one.language): one.number for one in MissedTerm.objects.filter(week=this_week)}


class TestWhatMayBeCounted:
    @pytest.mark.parametrize(
        ("text", "term", "wording"),
        [
            ("Hundesteuer", "hundesteu", "hundesteuer"),
            ("Ich suche einen Schwimmkurs für Kinder", "kind schwimmkurs", "schwimmkurs kinder"),
            ("Kinder: Schwimmkurs!", "kind schwimmkurs", "kinder schwimmkurs"),
            ("Schwimmkurse, Schwimmkurs", "schwimmkurs", "schwimmkurse"),
            ("مستشار", "مستشار", "مستشار"),
            ("Лікар", "likar", "лікар"),
            ("Deutschkurs B1", "b1 deutschkurs", "deutschkurs b1"),
            ("Arzt für anna.muster@web.de", "arzt", "arzt"),
            ("Kita www.kita-muster.de/a?b=c", "kita", "kita"),
            ("Anruf 02323 16-0 oder +49 (0)151/234567 bitte", "anruf", "anruf"),
            ("Wohnung Musterweg 24a 44623", "musterweg wohnung", "wohnung musterweg"),
            ("٠١٥١٢٣٤ طبيب", "طبيب", "طبيب"),
            ("x y Kurs", "kurs", "kurs"),
        ],
    )
    def test_words_that_say_something_are_kept(self, text, term, wording):
        assert missing.countable(text) == missing.Missed(term, wording)

    @pytest.mark.parametrize("text", ["", "   ", "ich und du", "02323 160", "a@b.de", "!!!", "%_\0", "\u202e", "44623"])
    def test_where_nothing_says_anything_there_is_nothing_to_sign(self, text):
        assert missing.countable(text) is None
        assert missing.signed(text) == ""

    def test_a_long_text_is_cut(self):
        assert missing.countable("alpha beta gamma delta epsilon zeta eta theta").wording.count(" ") == 5
        long = missing.countable(" ".join(letter * 50 for letter in "abcdef"))
        assert len(long.wording) <= missing.LONGEST
        assert len(missing.countable("ﷺ" * 5000).term) <= missing.LONGEST

    @pytest.mark.parametrize("text", ["Schwimmkurse für Bücher", "Лікарня", "المستشارين", "Straße Ämter"])
    def test_what_is_read_is_what_was_signed(self, text):
        assert missing.read(missing.signed(text)).missed == missing.countable(text)


class TestTap:
    def test_it_is_counted_and_thanked_for(self, client):
        response = tap("Hundesteuer", client)
        assert (response.status_code, response["Location"]) == (303, THANKS)
        page = client.get(THANKS).content.decode()
        assert "Danke für den Hinweis" in page
        assert 'href="tel:+49232316' in page
        assert counted() == {("hundesteu", "de"): 1}

    def test_each_page_counts_for_its_language(self):
        tap("Hundesteuer")
        tap("Hundesteuern")
        tap("Hundesteuer", language="ar")
        assert counted() == {("hundesteu", "de"): 2, ("hundesteu", "ar"): 1}

    def test_weeks_are_counted_apart(self):
        for day in (MONDAY, MONDAY + timedelta(days=6), MONDAY + timedelta(days=7)):
            actions.count(ticket=missing.read(missing.signed("Hundesteuer")), day=day)
        weeks = list(MissedTerm.objects.order_by("week").values_list("week", "number"))
        assert weeks == [(MONDAY, 2), (MONDAY + timedelta(days=7), 1)]

    def test_a_second_click_and_a_reload_count_nothing(self, client):
        token = missing.signed("Hundesteuer")
        answers = [client.post(REPORT, {"token": token}).status_code for _ in range(3)]
        assert answers == [303, 303, 303]
        assert counted() == {("hundesteu", "de"): 1}

    @pytest.mark.parametrize(
        "token",
        ["", "x", "a:b:c", signing.dumps(["hundesteuer", "de", "n"]), "\0" * 9],
        ids=["empty", "short", "parts", "another-salt", "nul"],
    )
    def test_what_we_have_not_rendered_is_not_counted(self, client, token):
        assert client.post(REPORT, {"token": token}).status_code == 303
        assert counted() == {}

    def test_an_old_page_is_not_counted(self, client, monkeypatch):
        token = missing.signed("Hundesteuer")
        monkeypatch.setattr(missing, "LIFETIME", timedelta(seconds=-1))
        assert client.post(REPORT, {"token": token}).status_code == 303
        assert counted() == {}

    def test_it_works_without_cookies_and_leaves_none(self):
        browser = Client(enforce_csrf_checks=True)
        assert tap("Hundesteuer", browser).status_code == 303
        assert browser.get(THANKS).status_code == 200
        assert not browser.cookies

    def test_nothing_about_the_visitor_is_kept(self, client):
        tap("Hundesteuer", client)
        columns = {field.name for field in MissedTerm._meta.concrete_fields}
        assert columns == {"id", "term", "wording", "language", "week", "number", "settled_at", "settled_by"}
        key = IdempotencyKey.objects.get()
        assert (key.digest, key.result) == ("", "")

    def test_reading_counts_nothing(self, client):
        assert client.get(REPORT).status_code == 405
        assert counted() == {}

    def test_in_a_flood_only_known_words_are_counted(self, monkeypatch):
        monkeypatch.setattr(actions, "MOST_TERMS_A_WEEK", 2)
        last_week = missing.week_of(timezone.localdate()) - timedelta(days=7)
        MissedTerm.objects.create(term="alt", wording="alt", language="de", week=last_week)
        for text in ("eins zwei", "drei vier", "fünf sechs", "drei vier", "alt"):
            tap(text)
        assert sorted(counted().values()) == [1, 1, 2]
        assert ("alt", "de") in counted()


@pytest.mark.django_db(transaction=True)
class TestRace:
    def test_twenty_taps_at_once_are_twenty(self):
        tickets = [missing.read(missing.signed("Hundesteuer")) for _ in range(20)]
        results = race(lambda number: actions.count(ticket=tickets[number], day=MONDAY))
        assert results == [True] * 20
        assert MissedTerm.objects.get().number == 20

    def test_one_page_sent_twenty_times_at_once_is_one(self):
        ticket = missing.read(missing.signed("Hundesteuer"))
        results = race(lambda number: actions.count(ticket=ticket, day=MONDAY))
        assert sorted(results) == [False] * 19 + [True]
        assert MissedTerm.objects.get().number == 1


class TestPart:
    def render(self, token):
        return render_to_string("offers/_missing.html", {"token": token})

    def test_it_holds_one_button_and_says_what_is_counted(self):
        html = self.render(missing.signed("Hundesteuer"))
        assert html.count("<button") == 1
        assert "Das fehlt mir" in html
        assert "Wir zählen nur das Wort" in html
        assert f'action="{REPORT}"' in html

    def test_without_a_word_there_is_no_button(self):
        assert self.render("").strip() == ""

    def test_the_form_sends_what_is_counted(self, client):
        token = self.render(missing.signed("Hundesteuer")).split('value="')[1].split('"')[0]
        client.post(REPORT, {"token": token})
        assert counted() == {("hundesteu", "de"): 1}


class TestPurge:
    def row(self, term, weeks, number=1, language="de"):
        week = missing.week_of(timezone.localdate()) - timedelta(weeks=weeks)
        return MissedTerm.objects.create(term=term, wording=term, language=language, week=week, number=number)

    def test_rare_words_go_after_eight_weeks_and_all_after_two_years(self):
        kept = [self.row("selten", 8), self.row("oft", 103, 2), self.row("oft", 9), self.row("neu", 0)]
        self.row("selten", 9), self.row("selten", 10, 2, "ar"), self.row("oft", 105, 9)
        assert actions.purge() == 3
        assert set(MissedTerm.objects.all()) == set(kept)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "question", "term"), [("de", "Suche Unterwasserrugby", "unterwasserrugby"), ("ar", "غواصة", "غواص")]
)
def test_one_tap_on_an_empty_list_is_counted_without_javascript_and_cookie(open_page, language, question, term):
    make.offer(title="Nähcafé")
    indexing.refresh_all()
    page = open_page(f"/{language}/angebote/?q={question}", width=390, java_script=False)
    button = page.locator("form.missing button")
    assert button.bounding_box()["height"] >= 44
    with page.expect_response("**/fehlt/") as answer:
        button.click()
    assert (answer.value.status, answer.value.headers["location"]) == (303, THANKS.replace("/de/", f"/{language}/"))
    assert counted() == {(term, language): 1}
    assert page.context.cookies() == []
    assert page.failures == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("de", 360, "light"), ("ar", 360, "dark"), ("en", 1280, "dark")]
)
def test_nobody_is_shut_out_from_the_thanks(open_page, language, width, scheme):
    page = open_page(THANKS.replace("/de/", f"/{language}/"), width=width, color_scheme=scheme)
    assert checks.everything(page) == []
    assert page.failures == []
