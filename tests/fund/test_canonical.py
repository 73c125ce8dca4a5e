"""One spelling for one content: what is the same has one seal, what differs has another."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.canonical import MOST, is_sealed_by, plain, sha256, text
from fund.choices.voting import BallotChoice

contents = st.recursive(
    st.none() | st.booleans() | st.integers(-MOST, MOST) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def turned(value):
    """The same content with the keys of every dict in the other order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(list(value))}
    return [turned(inner) for inner in value] if isinstance(value, list) else value


def test_it_is_spelt_as_rfc_8785_says():
    content = {"b": [1, True, None], "a": 'Ä "€"\n\x1f/', "": {}, "é": -5}
    assert text(content) == '{"":{},"a":"Ä \\"€\\"\\n\\u001f/","b":[1,true,null],"é":-5}'


def test_keys_follow_their_utf_16_units_as_in_the_example_of_the_rfc():
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    ordered = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert list(json.loads(text(dict.fromkeys(keys, 0)))) == ordered


def test_the_seal_is_the_sha_256_of_the_text():
    assert sha256({"a": "ü"}) == hashlib.sha256(b'{"a":"\xc3\xbc"}').hexdigest()
    assert sha256({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@given(contents)
def test_the_order_of_keys_and_a_way_through_json_change_nothing(content):
    assert sha256(turned(content)) == sha256(content) == sha256(json.loads(json.dumps(content)))
    assert json.loads(text(content)) == content


@given(contents, contents)
def test_another_content_has_another_seal(one, other):
    assert is_sealed_by(one, sha256(other)) is (text(one) == text(other))


def test_numbers_end_where_doubles_begin_to_round():
    assert text([9007199254740991, -9007199254740991]) == "[9007199254740991,-9007199254740991]"
    for number in (9007199254740992, -9007199254740992):
        with pytest.raises(TypeError):
            text(number)


def test_one_sign_breaks_the_seal():
    seal = sha256({"title": "Café", "amount": "3496.02"})
    assert is_sealed_by({"amount": "3496.02", "title": "Café"}, seal)
    assert not is_sealed_by({"title": "Cafe", "amount": "3496.02"}, seal)
    assert not is_sealed_by({"title": "Café", "amount": "3496.03"}, seal)


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), MOST + 1, -MOST - 1, Decimal("1.00"), {1: "a"}, {"a": {None: 1}}, b"a"]
)
def test_what_can_be_spelt_in_two_ways_is_refused(value):
    with pytest.raises(TypeError):
        text([value])


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Decimal("3496.02"), "3496.02"),
        (Decimal("1000"), "1000.00"),
        (Decimal("0.5"), "0.50"),
        (Decimal("1E+3"), "1000.00"),
        (date(2026, 3, 4), "2026-03-04"),
        (datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC), "2026-03-04T05:06:07+00:00"),
        (BallotChoice.YES, "yes"),
        (UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        ({"a": (Decimal("1"), [None, True, 3])}, {"a": ["1.00", [None, True, 3]]}),
        ({BallotChoice.NO: 1}, {"no": 1}),
    ],
)
def test_values_become_what_json_keeps(value, kept):
    assert plain(value) == kept
    assert type(plain(value)) is type(kept)


@pytest.mark.parametrize("value", [Decimal("0.005"), Decimal("NaN"), Decimal("Infinity"), datetime(2026, 3, 4)])  # noqa: DTZ001
def test_what_would_be_rounded_or_guessed_is_refused(value):
    with pytest.raises(ValueError, match=r"."):
        plain(value)
