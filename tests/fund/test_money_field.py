"""An amount as it is typed: read, or refused at the field in words that help, with what was typed kept."""

from decimal import Decimal

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from fund.forms.fields import MoneyField
from herne_integration import money

READ = "Bitte einen Betrag wie 3.496,02 oder 450 eintragen."
FINE = "Ein Betrag hat höchstens zwei Stellen nach dem Komma, zum Beispiel 3.496,02."
NEGATIVE = "Ein Betrag kann nicht negativ sein."
CURRENCY = "Bitte nur die Zahl eintragen, ohne € oder EUR."
ZERO = "Der Betrag muss größer als null sein."


class CostForm(forms.Form):
    """A line of a plan."""

    label = forms.CharField()
    amount = MoneyField(label="Betrag")
    rest = MoneyField(required=False, zero_is_fine=True, most=Decimal("1000.00"))


def sent(amount, **more):
    """A form as a browser sends it."""
    return CostForm({"label": "Töpfe", "amount": amount, **more})


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3.496,02", "3496.02"),
        ("3496.02", "3496.02"),
        ("1.000", "1000.00"),
        (" 450 ", "450.00"),
        ("0,01", "0.01"),
        ("9.999.999.999,99", "9999999999.99"),
    ],
)
def test_what_people_mean_is_read(text, amount):
    form = sent(text)
    assert form.is_valid()
    assert str(form.cleaned_data["amount"]) == amount


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1e5", READ),
        ("-5", NEGATIVE),
        ("− 5,00", NEGATIVE),
        ("-", READ),
        ("0,005", FINE),
        ("0.005", FINE),
        ("1234.5678", FINE),
        ("3.496,0200", FINE),
        ("1,000", FINE),
        ("1.5", READ),
        ("3,496.02", READ),
        ("1.00.000", READ),
        ("5 €", CURRENCY),
        ("EUR 5", CURRENCY),
        ("fünf", READ),
        ("٣", READ),
        ("0", ZERO),
        ("0,00", ZERO),
        ("10000000000", READ),
        ("9" * 400, READ),
        ("\x00", READ),
        ("<b>5</b>", READ),
        ("", "Dieses Feld ist zwingend erforderlich."),
    ],
)
def test_everything_else_is_refused_and_kept(text, sentence):
    form = sent(text)
    assert form.errors == {"amount": [sentence]}
    assert form["amount"].value() == text
    assert form["label"].value() == "Töpfe"


def test_megabytes_are_refused_without_being_read(monkeypatch):
    seen = []
    monkeypatch.setattr(money, "parse", lambda text: seen.append(len(text)) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        MoneyField().to_python("5" * 3_000_000)
    assert seen == [21]


@pytest.mark.parametrize(
    ("text", "amount", "sentence"),
    [
        ("", None, None),
        ("0", Decimal("0.00"), None),
        ("1.000", Decimal("1000.00"), None),
        ("1.000,01", None, "Höchstens 1.000,00 EUR."),
    ],
)
def test_a_field_may_be_empty_or_zero_or_have_a_limit(text, amount, sentence):
    form = sent("5", rest=text)
    assert form.is_valid() is (sentence is None)
    assert form.errors.get("rest", [sentence]) == [sentence]
    assert form.cleaned_data.get("rest") == amount


def test_an_amount_from_the_database_is_written_as_people_write_it():
    form = CostForm(initial={"amount": Decimal("3496.02")})
    assert 'value="3.496,02"' in str(form["amount"])
    assert 'inputmode="decimal"' in str(form["amount"])
    assert CostForm()["amount"].value() is None


@pytest.mark.parametrize(
    ("initial", "text", "has_changed"),
    [
        (Decimal("450.00"), "450", False),
        (Decimal("450.00"), "450,01", True),
        (Decimal("450.00"), "x", True),
        (Decimal("450.00"), "", True),
        (None, "", False),
        ("450", "450,00", False),
    ],
)
def test_the_same_amount_in_other_words_is_no_change(initial, text, has_changed):
    assert MoneyField().has_changed(initial, text) is has_changed
    assert not MoneyField(disabled=True).has_changed(initial, text)


@given(st.decimals(Decimal("0.01"), money.MOST, places=2))
def test_what_is_written_is_read_again(amount):
    assert MoneyField().clean(money.written(amount)) == amount


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_refused(text):
    form = sent(text)
    assert form.is_valid() is (form.errors == {})
    if form.is_valid():
        assert form.cleaned_data["amount"] > 0
