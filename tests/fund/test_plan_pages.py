"""The pages of both plans: rows, sums without a script, and what people type for money."""

import re
from decimal import Decimal

import pytest

from fund.actions.items import MOST
from fund.forms.plans import ODD, TOO_MANY
from fund.models import Application, CostItem, FinancingItem
from tests.fund import make
from tests.fund.applicant_pages import browser, plan, url

pytestmark = pytest.mark.django_db
ROW = {"category": "material", "label": "Stoff"}


@pytest.fixture
def draft():
    return make.draft(of=False, costs=(), own="", amount_requested=None)


@pytest.fixture
def device(draft):
    return browser(draft=draft)


def amounts(of, model=CostItem):
    return list(model.objects.filter(application=of).values_list("amount", flat=True))


def row_of(item, **typed):
    """A stored row as a browser sends it."""
    names = ("category", "label", "note") if isinstance(item, CostItem) else ("kind", "label", "note")
    stored = {name: getattr(item, name) for name in names} | {"amount": str(item.amount).replace(".", ",")}
    return {"id": str(item.pk), "version": item.version} | stored | typed


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("3.496,02", "3496.02"), ("3496.02", "3496.02"), ("1.000", "1000.00"), ("450", "450.00"), (" 12,5 ", "12.50")],
)
def test_money_as_people_type_it(draft, device, typed, amount):
    answer = device.post(url("application-costs", draft), plan([ROW | {"amount": typed}], weiter="1"))
    assert answer.url == url("application-financing", draft)
    assert amounts(draft) == [Decimal(amount)]


@pytest.mark.parametrize("typed", ["1e5", "-5", "0,005", "0", "NaN", "1,2,3", "12 €", "99999999999", "1.00.0", "٣"])
def test_what_is_no_amount_is_refused_at_its_field_and_everything_stays(draft, device, typed):
    rows = [ROW | {"amount": "100"}, {"category": "fees", "label": "Trainerin", "amount": typed, "note": "2 Abende"}]
    answer = device.post(url("application-costs", draft), plan(rows, weiter="1"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="id_zeile-1-amount_error"' in text
    assert 'href="#id_zeile-1-amount"' in text
    assert all(f'value="{one}"' in text for one in ("Stoff", "100", "Trainerin", typed, "2 Abende"))
    assert amounts(draft) == []


def test_three_megabytes_in_a_row_are_refused_at_the_field(draft, device):
    rows = [ROW | {"amount": "9" * 1_500_000}, {"category": "fees", "label": "x" * 1_500_000, "amount": "5"}]
    text = device.post(url("application-costs", draft), plan(rows)).content.decode()
    assert ['id="id_zeile-0-amount_error"' in text, 'id="id_zeile-1-label_error"' in text] == [True, True]
    assert amounts(draft) == []


def test_new_rows_add_up_on_recalculating(draft, device):
    address = url("application-costs", draft)
    answer = device.post(address, plan([ROW | {"amount": "100"}, ROW | {"amount": "50,50"}, {}], rechnen="1"))
    assert answer.url == f"{address}#summen"
    text = device.get(address).content.decode()
    assert "150,50 EUR" in text
    assert "Die Kosten betragen 150,50 EUR, die Finanzierung 0,00 EUR: Es fehlen 150,50 EUR." in text


def test_while_one_row_is_wrong_the_others_add_up(draft, device):
    rows = [ROW | {"amount": "100"}, ROW | {"amount": "1e5"}]
    assert (
        "<dd>100,00 EUR</dd>" in device.post(url("application-costs", draft), plan(rows, rechnen="1")).content.decode()
    )


def test_a_row_more_keeps_what_is_typed(draft, device):
    address = url("application-costs", draft)
    before = device.get(address).content.decode().count("<fieldset")
    assert before == 2
    wrong = device.post(address, plan([ROW | {"amount": "1e5"}, {}], zeile="1")).content.decode()
    assert (wrong.count("<fieldset"), 'value="1e5"' in wrong) == (3, True)
    answer = device.post(address, plan([ROW | {"amount": "10"}, {}, {}], zeile="1"))
    page, _anchor = answer.url.split("#")
    assert device.get(page).content.decode().count("<fieldset") == 1 + 3


@pytest.mark.parametrize("said", ["-1", "0", "1", "1000000000", "9" * 5000, "x", "", "1.5"])
@pytest.mark.parametrize("button", ["weiter", "zeile"])
def test_a_wrong_number_of_rows_saves_nothing_and_loses_nothing(draft, device, said, button):
    rows = [ROW | {"amount": "10"}, ROW | {"label": "Garn", "amount": "20"}]
    data = plan(rows, **{"zeile-TOTAL_FORMS": said, "zeile-INITIAL_FORMS": said, button: "1"})
    answer = device.post(url("application-costs", draft), data)
    text = answer.content.decode()
    assert (answer.status_code, ODD in text, amounts(draft)) == (200, True, [])
    assert all(f'value="{one}"' in text for one in ("Stoff", "10", "Garn", "20"))
    data |= {"zeile-TOTAL_FORMS": "2", "zeile-INITIAL_FORMS": "0"}
    device.post(url("application-costs", draft), data)
    assert amounts(draft) == [Decimal("10.00"), Decimal("20.00")]


def test_a_page_without_its_number_of_rows_loses_nothing(draft, device):
    data = plan([ROW | {"amount": "10"}])
    del data["zeile-TOTAL_FORMS"], data["zeile-INITIAL_FORMS"]
    text = device.post(url("application-costs", draft), data).content.decode()
    assert [ODD in text, 'value="Stoff"' in text, amounts(draft)] == [True, True, []]


def test_more_rows_than_a_plan_has_are_refused_in_our_words(draft, device):
    text = device.post(url("application-costs", draft), plan([ROW | {"amount": "1"}] * (MOST + 1))).content.decode()
    assert (TOO_MANY in text, text.count('value="Stoff"'), amounts(draft)) == (True, MOST + 1, [])


def test_a_double_click_adds_a_row_once(draft, device):
    form = plan([ROW | {"amount": "10"}])
    answers = [device.post(url("application-costs", draft), form) for _click in range(2)]
    assert answers[0].url == answers[1].url
    assert amounts(draft) == [Decimal("10.00")]


def test_rows_are_changed_and_taken_out(draft, device):
    kept, gone = make.cost(draft, amount="10.00"), make.cost(draft, amount="20.00", label="Weg")
    rows = [row_of(kept, amount="12,34"), row_of(gone, is_dropped="on", amount="keine Zahl")]
    assert device.post(url("application-costs", draft), plan(rows)).status_code == 302
    assert amounts(draft) == [Decimal("12.34")]


def test_a_row_without_an_amount_or_a_name_says_what_is_missing(draft, device):
    text = device.post(url("application-costs", draft), plan([{"label": "Stoff"}, {"amount": "5"}])).content.decode()
    found = re.findall(r'id="id_(zeile-\d-\w+)_error"', text)
    assert found == ["zeile-0-category", "zeile-0-amount", "zeile-1-category", "zeile-1-label"]


def test_an_unknown_kind_is_refused(draft, device):
    text = device.post(
        url("application-costs", draft), plan([ROW | {"category": "gold", "amount": "5"}])
    ).content.decode()
    assert 'id="id_zeile-0-category_error"' in text


def test_whoever_is_slower_sees_the_other_amount_and_may_insist(draft):
    club = make.applicant()
    made = make.draft(of=club, costs=("10.00",), own="")
    item = made.costs.get()
    first, second = browser(club.treasurer), browser(club.lead)
    stale = row_of(item, amount="30")
    first.post(url("application-costs", made), plan([row_of(item, amount="20")]))
    answer = second.post(url("application-costs", made), plan([stale]))
    assert "jetzt „Material“, 20,00 EUR" in answer.content.decode()
    assert amounts(made) == [Decimal("20.00")]
    assert 'name="zeile-0-version" value="2"' in answer.content.decode()
    second.post(url("application-costs", made), plan([stale | {"version": 2}]))
    assert amounts(made) == [Decimal("30.00")]


def test_a_row_that_somebody_deleted_can_be_kept(draft, device):
    gone = make.cost(draft, amount="10.00")
    stale = row_of(gone, amount="30")
    gone.delete()
    answer = device.post(url("application-costs", draft), plan([stale]))
    assert "inzwischen gelöscht" in answer.content.decode()
    assert 'value="30"' in answer.content.decode()
    device.post(url("application-costs", draft), plan([stale | {"id": ""}]))
    assert amounts(draft) == [Decimal("30.00")]


def test_a_row_of_a_foreign_plan_is_out_of_reach(draft, device):
    foreign = make.draft(of=False)
    item = foreign.costs.first()
    before = item.amount
    for extra in ({}, {"is_dropped": "on"}):
        device.post(url("application-costs", draft), plan([row_of(item, amount="1") | extra]))
    item.refresh_from_db()
    assert item.amount == before


@pytest.mark.parametrize("total", ["500", "1000000", "viele", ""])
def test_senseless_numbers_of_rows_are_refused_in_words(draft, device, total):
    form = plan([ROW | {"amount": "5"}]) | {"zeile-TOTAL_FORMS": total}
    answer = device.post(url("application-costs", draft), form)
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert amounts(draft) == []


def test_the_sum_asked_for_stands_on_the_page_of_financing(draft, device):
    make.cost(draft, amount="1000.00")
    address = url("application-financing", draft)
    form = plan([{"kind": "own", "label": "Kasse", "amount": "100"}], amount_requested="900,00", weiter="1")
    form["version"] = device.get(address).context["sheet"].amount["version"].value()
    assert device.post(address, form).url == url("application-documents", draft)
    draft.refresh_from_db()
    assert (draft.amount_requested, amounts(draft, FinancingItem)) == (Decimal("900.00"), [Decimal("100.00")])
    text = device.get(address).content.decode()
    assert "Kosten und Finanzierung gehen auf." in text
    assert "Das sind 100,00 EUR, eingetragen sind 100,00 EUR. (Beispielwert)" in text


def test_a_wrong_sum_saves_no_row_either(draft, device):
    address = url("application-financing", draft)
    form = plan([{"kind": "own", "label": "Kasse", "amount": "100"}], amount_requested="-5")
    form["version"] = device.get(address).context["sheet"].amount["version"].value()
    text = device.post(address, form).content.decode()
    assert ['id="id_amount_requested_error"' in text, 'value="Kasse"' in text] == [True, True]
    assert (amounts(draft, FinancingItem), Application.objects.get(pk=draft.pk).amount_requested) == ([], None)


def test_too_much_money_is_said_to_the_cent(draft, device):
    make.cost(draft, amount="100.00")
    make.financing(draft, amount="30.01")
    Application.objects.filter(pk=draft.pk).update(amount_requested=Decimal("70.00"))
    text = device.get(url("application-financing", draft)).content.decode()
    assert "Das sind 0,01 EUR mehr, als das Projekt kostet." in text
    assert "-0,01 EUR" in text


def test_a_supplement_opens_the_rows_or_the_sum_and_nothing_else():
    club = make.applicant()
    made = make.asked(of=club, unlocks=["amount_requested"])
    lead = browser(club.lead)
    sheet = lead.get(url("application-financing", made)).context["sheet"]
    assert (sheet.rows, sheet.amount is not None) == (None, True)
    assert lead.get(url("application-costs", made)).status_code == 409
    form = plan([{"kind": "own", "label": "Mehr", "amount": "5"}], amount_requested="1000")
    lead.post(url("application-financing", made), form | {"version": sheet.amount["version"].value()})
    assert amounts(made, FinancingItem) == [Decimal("200.00")]
