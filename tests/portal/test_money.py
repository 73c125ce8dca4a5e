"""Money as people type it: what can be read in two ways is refused, never guessed."""

from decimal import Decimal

import pytest

from herne_integration import money


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3.496,02", "3496.02"),
        ("3496.02", "3496.02"),
        ("3496,02", "3496.02"),
        ("1.000", "1000.00"),
        ("1.234.567", "1234567.00"),
        (" 450 ", "450.00"),
        ("0,5", "0.50"),
        ("0", "0.00"),
    ],
)
def test_what_people_mean_is_read(text, amount):
    assert money.parse(text) == Decimal(amount)
    assert money.parse(text).as_tuple().exponent == -2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,000",
        "3,496.02",
        "12.34.56",
        "1.00.000",
        "1.5",
        "-5",
        "+5",
        "5 €",
        "1e3",
        "٣",
        "1 000",
        "10000000000",
        "0.001",
        "007",
    ],
)
def test_everything_else_is_refused(text):
    with pytest.raises(ValueError, match=r"^"):
        money.parse(text)


@pytest.mark.parametrize(
    ("amount", "text"), [("3496.02", "3.496,02"), ("450", "450,00"), ("1234567.5", "1.234.567,50")]
)
def test_it_is_written_like_on_a_german_sign(amount, text):
    assert money.written(Decimal(amount)) == text
