"""Both sides of the search go through one door: what means the same looks the same behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.search.normalising import LONGEST_WORD, fold, meaningful, sounded, stem, terms, words


@pytest.mark.parametrize(
    "alike",
    [
        ("Bücher", "Buecher", "bucher", "BÜCHER"),
        ("Straße", "Strasse", "straße"),
        ("Kurs", "Kurse", "Kursen"),
        ("Deutschkurs", "Deutschkurse", "deutschkursen"),
        ("Kind", "Kinder", "Kindern"),
        ("Beraterinnen", "Berater"),
        ("Schwangere", "Schwangeren", "schwanger"),
        ("Wohnung", "Wohnungen"),
        ("Café", "Cafe", "cafe"),
        ("școală", "scoala", "şcoală"),
        ("kadınlar", "kadinlar"),
        ("مُستشار", "مستشار", "المستشار", "المستشارين"),
        ("أطفال", "اطفال", "الأطفال"),
        ("مدرسة", "مدرسه"),
        ("کودک", "كودك"),
        ("лікар", "лікаря", "лікарі"),
        ("врач", "врача", "врачи"),
        ("Ёлка", "елка"),
    ],
)
def test_these_words_are_one_term(alike):
    assert len({stem(word) for word in words(" ".join(alike))}) == 1


@pytest.mark.parametrize(
    "different",
    [("Kurs", "Kurt"), ("Führerschein", "Führer"), ("Rad", "Rat"), ("Amt", "Ampel")],
)
def test_these_words_stay_apart(different):
    assert len({stem(word) for word in words(" ".join(different))}) == 2


@pytest.mark.parametrize(
    ("typed", "written"),
    [("likar", "лікар"), ("zhytlo", "житло"), ("shkola", "школа"), ("konsultatsiya", "консультація")],
)
def test_latin_letters_sound_like_cyrillic_ones(typed, written):
    assert sounded(typed) == terms(written)[0]


def test_words_that_say_nothing_are_dropped():
    assert meaningful("Ich suche bitte einen Deutschkurs für mein Kind in Herne") == ["deutschkurs", "kind"]


def test_marks_of_direction_and_nothings_are_no_letters():
    assert fold("\u200fمستشار\u200e\x00") == "مستشار "


def test_an_endless_word_is_cut():
    assert words("x" * 10_000) == ["x" * LONGEST_WORD]


@given(st.text())
def test_no_text_breaks_it_and_folding_twice_changes_nothing(text):
    assert all(terms(text))
    assert fold(fold(text)) == fold(text)
