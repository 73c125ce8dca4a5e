"""Folder numbers notice what people mistype."""

import pytest

from welcome_folder import numbers


def test_a_number_reads_back_however_it_is_typed():
    number = numbers.new_number()
    assert [
        numbers.read(number),
        numbers.read(numbers.spaced(number)),
        numbers.read(f" {number[:4]}-{number[4:]} "),
    ] == [number] * 3


def test_every_single_wrong_sign_is_noticed():
    number = numbers.new_number()
    wrong = [
        number[:place] + sign + number[place + 1 :]
        for place in range(len(number))
        for sign in numbers.ALPHABET
        if sign != number[place]
    ]
    assert [one for one in wrong if numbers.read(one)] == []


def test_nearly_every_swap_of_neighbours_is_noticed():
    swapped = [
        number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        for number in (numbers.new_number() for _ in range(500))
        for place in range(len(number) - 1)
        if number[place] != number[place + 1]
    ]
    assert len([one for one in swapped if numbers.read(one)]) < len(swapped) / 50


@pytest.mark.parametrize("typed", ["", "abc", "0123456789a", "x" * 5000, "١٢٣٤٥٦٧٨٩٠١"])
def test_what_cannot_be_a_number_is_none(typed):
    assert numbers.read(typed) is None
