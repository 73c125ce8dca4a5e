"""The year as a picture: layout in, SVG out; legible in grey, from the right too, and what the table says."""

import re
from decimal import Decimal
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from fund import chart
from fund.budget import Pot
from fund.chart import BAR, FILLS, LEAST, MARGIN, WIDTH, Bar, layout, svg

SERIES = ("bewilligt", "vorgemerkt", "frei")
ROOM = WIDTH - 2 * MARGIN
NAME = "{http://www.w3.org/2000/svg}"


def bar(label, *amounts):
    return Bar(label, tuple(map(Decimal, amounts)))


YEAR = [bar("Wohnen", "52440.30", "10000.00", "137559.70"), bar("Netzwerkarbeit", "0.01", "0", "99999.99")]


def parts(bars, **options):
    """(series, x, width) of each drawn part, row by row."""
    drawn = layout(bars, SERIES, **options)
    rows = sorted({part.y for part in drawn.parts})
    return [[(one.series, one.x, one.width) for one in drawn.parts if one.y == y] for y in rows]


def tree(picture):
    """The picture as XML: what is not well-formed stops here."""
    return ElementTree.fromstring(str(picture))


def test_parts_are_as_long_as_their_amounts_and_the_longest_bar_takes_all_the_room():
    first, second = parts(YEAR)
    granted, reserved = int(ROOM * 0.2622015), int(ROOM * 0.05)
    assert [one[0] for one in first] == [0, 1, 2]
    assert [one[2] for one in first[:2]] == [granted, reserved]
    assert [one[1] for one in first] == [MARGIN, MARGIN + granted, MARGIN + granted + reserved]
    assert ROOM - 3 <= sum(one[2] for one in first) <= ROOM
    # A cent is seen, nothing is not drawn, half as much is half as long.
    assert second == [(0, MARGIN, LEAST), (2, MARGIN + LEAST, int(ROOM * 0.49999995))]


def test_from_the_right_everything_is_mirrored():
    for row, mirrored in zip(parts(YEAR), parts(YEAR, is_rtl=True), strict=True):
        assert [(series, WIDTH - x - width, width) for series, x, width in row] == mirrored
    assert [entry[0] for entry in layout(YEAR, SERIES, is_rtl=True).legend] == [WIDTH - MARGIN - 16] * 3
    words = tree(svg(YEAR, SERIES, is_rtl=True)).iter(f"{NAME}text")
    assert {(one.get("direction"), int(one.get("x")) > WIDTH // 2) for one in words} == {("rtl", True)}
    assert {one.get("direction") for one in tree(svg(YEAR, SERIES)).iter(f"{NAME}text")} == {None}


def test_each_series_has_a_pattern_of_its_own_and_a_legend():
    found = tree(svg(YEAR, SERIES))
    fills = [one.get("fill") for one in found.iter(f"{NAME}rect") if one.get("stroke")]
    assert fills[:3] == list(FILLS[:3])
    assert set(fills[3:]) == set(FILLS[:3])
    assert len(set(FILLS)) == 4
    named = {one.get("id") for one in found.iter(f"{NAME}pattern")}
    assert {f"url(#{name})" for name in named} == {fill for fill in FILLS if fill.startswith("url")}
    assert [one.text for one in found.iter(f"{NAME}text")][:3] == list(SERIES)


def test_one_series_needs_no_legend_and_five_cannot_be_told_apart():
    assert layout([bar("2017", "5")], ["bewilligt"]).legend == []
    with pytest.raises(ValueError, match="a"):
        svg([], "abcde")


def test_it_takes_nothing_from_the_page_and_brings_nothing_that_the_policy_forbids():
    text = str(svg(YEAR, SERIES))
    assert not re.search(r"<style|style=|<script|class=|href|onload|@import", text)
    background = next(tree(text).iter(f"{NAME}svg")).findall(f"{NAME}rect")[0]
    assert (background.get("fill"), background.get("width")) == ("#ffffff", str(WIDTH))


def test_labels_are_escaped_and_cut():
    long = bar(
        "Kinder & Jugendliche <und> deren Familien in allen vier Stadtbezirken der Stadt Herne " * 3, "1", "0", "0"
    )
    lines = [one.words for one in layout([long], SERIES).texts if one.is_label]
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert "Kinder & Jugendliche <und>" in " ".join(one.text for one in tree(svg([long], SERIES)).iter(f"{NAME}text"))


def test_a_line_never_ends_between_an_amount_and_what_it_is():
    lines = [text.words.replace("\N{NO-BREAK SPACE}", " ") for text in layout(YEAR[:1], SERIES).texts]
    assert lines == ["Wohnen", "52.440,30 EUR bewilligt · 10.000,00 EUR vorgemerkt ·", "137.559,70 EUR frei"]


def test_the_sentence_and_the_table_say_what_the_picture_shows():
    assert chart.sentence("Mittel 2017", YEAR[1:], SERIES) == (
        "Mittel 2017: Netzwerkarbeit: 0,01 EUR bewilligt · 0,00 EUR vorgemerkt · 99.999,99 EUR frei."
    )
    assert chart.table(YEAR, SERIES, "Handlungsfeld") == (
        ["Handlungsfeld", "bewilligt (EUR)", "vorgemerkt (EUR)", "frei (EUR)"],
        [["Wohnen", "52.440,30", "10.000,00", "137.559,70"], ["Netzwerkarbeit", "0,01", "0,00", "99.999,99"]],
        [1, 2, 3],
    )


def test_pots_become_bars_in_the_order_of_their_names():
    found = {
        None: Pot(allotted=Decimal(10), committed=Decimal(3), reserved=Decimal(2)),
        7: Pot(allotted=Decimal(8), carried_out=Decimal(1)),
    }
    assert chart.pots(found, {7: "Wohnen", 9: "Sport", None: "ohne Teilbudget"}) == [
        Bar("Wohnen", (0, 0, 7)),
        Bar("ohne Teilbudget", (3, 2, 5)),
    ]


def test_the_component_shows_it_without_breaking_its_attribute():
    picture = svg([bar('Treff "Wanne" & Café', "1", "2", "3")], SERIES)
    head, rows, numbers = chart.table(YEAR, SERIES, "Handlungsfeld")
    context = {
        "image": chart.address(picture),
        "alt": "x",
        "title": "t",
        "head": head,
        "rows": rows,
        "numbers": numbers,
    }
    html = render_to_string("components/chart.html", context)
    source = re.search(r'<img src="([^"]*)"', html)[1].replace("&#x27;", "'").replace("&amp;", "&")
    assert source.startswith("data:image/svg+xml,")
    assert unquote(source.partition(",")[2]) == str(picture)
    assert "#" not in source
    assert 'Treff "Wanne" & Café' in [one.text for one in tree(unquote(source.partition(",")[2])).iter(f"{NAME}text")]


def test_a_year_of_six_fields_is_light():
    six = [bar(f"Handlungsfeld {number}", "1000.00", "200.00", "3000.00") for number in range(6)]
    assert len(chart.address(svg(six, SERIES))) < 8000


def test_nothing_to_draw_is_an_empty_frame():
    assert layout([], ["bewilligt"]).height == 2 * MARGIN
    assert tree(svg([], SERIES)).get("width") == str(WIDTH)


amounts = st.decimals(-500, 250000, places=2)
rows = st.lists(st.builds(Bar, label=st.text(max_size=80), amounts=st.tuples(amounts, amounts, amounts)), max_size=7)


@given(rows, st.booleans())
def test_everything_stands_inside_and_nothing_on_something_else(bars, is_rtl):
    drawn = layout(bars, SERIES, is_rtl=is_rtl)
    seen = []
    for one in drawn.parts:
        assert one.x >= MARGIN
        assert one.x + one.width <= WIDTH - MARGIN
        assert one.width >= LEAST
        assert 0 < one.y <= drawn.height - MARGIN - BAR
        assert all(one.y != y or one.x >= end or one.x + one.width <= start for y, start, end in seen)
        seen.append((one.y, one.x, one.x + one.width))
    feet = [text.y for text in drawn.texts]
    assert feet == sorted(set(feet))
    assert all(foot <= drawn.height - MARGIN // 2 for foot in feet)
    assert len(drawn.parts) == sum(amount > 0 for one in bars for amount in one.amounts)
