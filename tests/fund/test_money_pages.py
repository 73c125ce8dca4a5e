"""The money on screen: a year at a glance, any past day, the report that is the same everywhere, and the forms."""

import csv
import io
import re
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from fund import books, council, council_page, year_glance
from fund.actions import awards, resolutions
from fund.models import BudgetYear, LedgerEntry
from herne_integration import money, pdf
from tests.fund import make_boards, make_money
from tests.fund.board_pages import browser, sent, url
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
OVERVIEW = "fund:year-overview"


@pytest.fixture
def body():
    return make_boards.body(3)


def granted(body, amount="1234.56", **fields):
    """An award that a session has just made."""
    item = make_boards.ready_item(body, amount=amount, **fields)
    return resolutions.pass_resolution(item=item, by=body.office, note="Betrag erfunden").award


def test_the_year_at_a_glance_says_what_the_books_say(body):
    granted(body)
    make_boards.item(body, amount="500.00")
    page = browser(body.office).get(reverse(OVERVIEW))
    pot, total = books.balance(body.purse.year).total, page.context["glance"].total
    assert total == pot
    html = page.content.decode()
    for amount in ("200.000,00 EUR", "1.234,56 EUR", "198.765,44 EUR", "500,00 EUR", "198.265,44 EUR"):
        assert amount in html
    assert html.count("data:image/svg+xml") == 2


def test_fields_of_action_and_envelopes_have_their_own_sums(body):
    envelope = make_money.envelope(body.purse, amount="3000", field="wohnen")
    granted(body, envelope=envelope)
    today = timezone.localdate()
    sources, pots, fields = year_glance.of(body.purse.year, day=today, is_known_today=True).pictures
    assert sources.rows[0][1:4] == ["203.000,00", "0,00", "1.234,56"]
    assert ["Wohnen", "3.000,00", "0,00", "1.234,56", "1.765,44", "1.765,44"] in pots.rows
    assert ["Ankommen in Herne", "1.234,56", "0,00"] in fields.rows


def test_a_past_day_shows_what_was_known_or_what_is_known_now(body):
    award, year = granted(body), body.purse.year
    entry = LedgerEntry.objects.get(kind="commit")
    awards.reduce(award=award, amount=Decimal("34.56"), by=body.office, reason="Rest", valid_on=entry.valid_on)
    client, day = browser(body.office), year.starts_on.isoformat()
    start = client.get(reverse(OVERVIEW), {"jahr": year.year, "stand": day, "wissen": "heute"})
    assert start.context["glance"].total.committed == 0
    assert start.context["glance"].total.available == 200_000
    known_then = client.get(reverse(OVERVIEW), {"jahr": year.year, "stand": day})
    assert known_then.context["glance"].total.available in {0, 200_000}
    now = client.get(reverse(OVERVIEW))
    assert now.context["glance"].total.committed == Decimal("1200.00")
    assert "spätere Berichtigungen zählen nicht" in known_then.content.decode()


@pytest.mark.parametrize("query", ["jahr=9999", "jahr=x", "stand=2026-99-99", "stand=morgen", "wissen=x", "page=-1"])
def test_nonsense_in_the_address_asks_for_today(body, query):
    client = browser(body.office)
    for name in ("year-overview", "entry-list", "council-report", "council-report-csv"):
        assert client.get(f"{reverse(f'fund:{name}')}?{query}").status_code == 200


def test_without_a_year_the_page_offers_the_one_button():
    office = make_boards.make.office()
    BudgetYear.objects.all().delete()
    assert "Haushaltsjahr eröffnen" in browser(office).get(reverse(OVERVIEW)).content.decode()


def test_page_file_paper_and_command_agree_to_the_cent(body):
    first = granted(body, title='=HYPERLINK("x")')
    granted(body, amount="0.01", title="Ein Cent für Ömer")
    awards.reduce(award=first, amount=Decimal("0.55"), by=body.office, reason="Rest")
    client = browser(body.seats[0].user)
    sentence = council.report_of(body.purse.year, day=timezone.localdate(), is_known_today=True).sentence
    assert sentence == "2 Projekte, 1.234,02 EUR bewilligt, 198.765,98 EUR frei"
    assert sentence in client.get(reverse("fund:council-report")).content.decode()
    out = io.StringIO()
    call_command("fund_report", fund=body.purse.fund.key, stdout=out)
    assert sentence in out.getvalue()
    file = client.get(reverse("fund:council-report-csv"))
    assert file.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][1] == sentence
    assert rows[2][0] == '\'=HYPERLINK("x")'
    amounts = [money.parse(row[3]) for row in rows[2:]]
    assert sum(amounts[:-1]) == amounts[-1] == Decimal("1234.02")
    if pdf.available():
        paper = client.get(reverse("fund:council-report-pdf"))
        text = re.sub(r"\s+", " ", " ".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.content)).pages))
        assert sentence in text
        assert "1.234,01" in text


def test_the_page_of_the_report_says_what_the_paper_says(body):
    for amount, title in (("100.00", "B"), ("100.00", "A"), ("250.50", "C"), ("30.00", "Weg")):
        last = granted(body, amount=amount, title=title)
    awards.reduce(award=last, amount=Decimal("30.00"), by=body.office, reason="Alles zurück")
    year, day = body.purse.year, timezone.localdate()
    for is_known_today in (True, False):
        paper = council.report_of(year, day=day, is_known_today=is_known_today)
        shown = council_page.of(year, day=day, is_known_today=is_known_today)
        assert (shown.sentence, tuple(shown.by_field)) == (paper.sentence, paper.by_field)
        assert tuple(council_page.rows(shown.grants)) == paper.rows
    assert [row.project.title for row in paper.rows] == ["C", "A", "B"]
    before = council_page.of(year, day=year.starts_on)
    assert list(before.grants) == []
    assert before.sentence == council.report_of(year, day=year.starts_on).sentence


def test_entries_are_paged_and_cost_the_same(body):
    client, address = browser(body.office), reverse("fund:entry-list")
    one = count_queries(client, address)
    granted(body)
    granted(body)
    assert count_queries(client, address) == one
    assert one - count_queries(client, reverse("roof:overview")) <= 12
    assert "Betrag erfunden" in client.get(address).content.decode()


def test_the_overview_and_the_report_cost_the_same_with_three(body):
    client = browser(body.office)
    granted(body)
    addresses = [reverse(OVERVIEW), reverse("fund:council-report")]
    before = [count_queries(client, address) for address in addresses]
    granted(body)
    granted(body)
    assert [count_queries(client, address) for address in addresses] == before
    assert max(before) - count_queries(client, reverse("roof:overview")) <= 12


def test_a_double_click_books_once(body):
    client, year = browser(body.office), body.purse.year
    data = sent(source=body.purse.source.pk, amount="1.000,50", note="Nachtrag")
    for _click in range(2):
        client.post(url("allot-create", year), data)
    assert books.balance(year).total.available == Decimal("201000.50")


@pytest.mark.parametrize("amount", ["1e5", "-5", "0,005", "0", "abc", "9" * 3_000_000])
def test_what_is_no_amount_is_refused_at_the_field_and_kept(body, amount):
    answer = browser(body.office).post(
        url("allot-create", body.purse.year), sent(source=body.purse.source.pk, amount=amount, note="bleibt")
    )
    assert list(answer.context["form"].errors) == ["amount"]
    assert "bleibt" in answer.content.decode()


def test_a_year_is_opened_filled_and_what_is_left_carried_over(body):
    client, purse = browser(body.office), body.purse
    following = purse.year.year + 1
    assert client.post(reverse("fund:year-create"), sent(year=following), follow=True).status_code == 200
    again = client.post(reverse("fund:year-create"), sent(year=following))
    assert f"Das Haushaltsjahr {following} gibt es schon." in again.content.decode()
    data = sent(source=purse.source.pk, amount="150,00")
    for _click in range(2):
        client.post(url("carry-create", purse.year), data)
    assert books.balance(purse.year).total.left == Decimal("199850.00")
    assert books.balance(BudgetYear.objects.get(year=following)).total.available == Decimal("150.00")


def test_envelopes_are_made_once_per_field(body):
    client, year = browser(body.office), body.purse.year
    form = client.get(url("envelope-create", year)).context["form"]
    field = form.fields["field_of_action"].queryset.get(key="wohnen")
    client.post(url("envelope-create", year), sent(field_of_action=field.pk))
    second = client.post(url("envelope-create", year), sent(field_of_action=field.pk))
    assert list(second.context["form"].errors) == ["field_of_action"]
    assert year.envelopes.count() == 1


def test_a_year_is_closed_after_a_question(body):
    client, year = browser(body.office), body.purse.year
    assert "lässt sich nicht rückgängig machen" in client.get(url("year-close", year)).content.decode()
    for _click in range(2):
        assert client.post(url("year-close", year)).status_code == 302
    year.refresh_from_db()
    assert year.closed_by == body.office


def test_the_steering_group_reads_and_books_nothing(body):
    member = browser(body.seats[0].user)
    page = member.get(reverse(OVERVIEW)).content.decode()
    assert "Mittel bereitstellen" not in page
    assert member.post(url("allot-create", body.purse.year), sent()).status_code == 403
    assert member.post(reverse(OVERVIEW)).status_code == 405


def test_the_end_of_a_day_counts(body):
    year = body.purse.year
    moment = timezone.make_aware(datetime.combine(date(year.year, 1, 1), time(0)))
    assert books.end_of(date(year.year, 1, 1)) > moment
