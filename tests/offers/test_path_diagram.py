"""A path as a picture: layout in, SVG out."""

import re

import pytest

from offers import path_diagram
from offers.path_diagram import GAP_ACROSS, MARGIN, WIDTH, Node, layout, svg


def nodes(number, **fields):
    """So many steps with short titles."""
    return [Node(place, f"Schritt {place}", "Bürgerbüro", **fields) for place in range(1, number + 1)]


def places(drawn):
    """(column, row) of each box."""
    xs, ys = sorted({box.x for box in drawn.boxes}), sorted({box.y for box in drawn.boxes})
    return [(xs.index(box.x), ys.index(box.y)) for box in drawn.boxes]


def test_boxes_stand_in_rows_of_four_in_reading_order():
    assert places(layout(nodes(6))) == [(0, 0), (1, 0), (2, 0), (3, 0), (0, 1), (1, 1)]


def test_an_arabic_page_reads_them_from_the_right():
    assert places(layout(nodes(6), is_rtl=True)) == [(3, 0), (2, 0), (1, 0), (0, 0), (3, 1), (2, 1)]


@pytest.mark.parametrize("number", [1, 2, 4, 5, 12, 30])
@pytest.mark.parametrize("is_rtl", [False, True])
def test_everything_stands_inside_and_nothing_on_something_else(number, is_rtl):
    drawn = layout(nodes(number), is_rtl=is_rtl)
    for box in drawn.boxes:
        assert MARGIN <= box.x <= drawn.width - MARGIN - WIDTH
        assert MARGIN <= box.y <= drawn.height - MARGIN - box.height
    assert len({(box.x, box.y) for box in drawn.boxes}) == number
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for arrow in drawn.arrows for x, y in arrow)


def test_each_arrow_leads_from_the_edge_of_a_step_to_the_edge_of_the_next():
    drawn = layout(nodes(5))
    first, second = drawn.boxes[:2]
    assert len(drawn.arrows) == 4
    assert drawn.arrows[0] == [(first.x + WIDTH, first.y + first.height // 2), (second.x, first.y + first.height // 2)]
    assert second.x - first.x - WIDTH == GAP_ACROSS
    down, last = drawn.arrows[3], drawn.boxes[4]
    assert (down[0], down[-1][1]) == ((drawn.boxes[3].middle, first.y + first.height), last.y)


def test_a_box_is_as_high_as_its_longest_neighbour():
    long = Node(3, "Gesundheit: Behandlungsschein, dann Krankenkasse", "Ausländerbehörde beziehungsweise Krankenkasse")
    assert {box.height for box in layout([*nodes(2), long]).boxes} == {long.height}
    assert long.height > nodes(1)[0].height


def test_a_text_that_is_too_long_ends_with_dots_after_a_whole_word():
    node = Node(1, "Schule", "VHS und andere Kursträger, Berechtigung über Ausländerbehörde, Jobcenter oder BAMF")
    assert node.unit_lines == ["VHS und andere Kursträger,", "Berechtigung über", "Ausländerbehörde …"]
    assert all(len(line) <= path_diagram.UNIT_SIGNS for line in node.unit_lines)


def test_the_picture_says_everything_once_and_escapes_it():
    picture = svg([Node(1, "Ämter & <b>", "Bürgerbüro"), Node(2, "Lernen", "", needs="nach Schritt 1")])
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", picture)
    assert texts == ["1", "Ämter &amp; &lt;b&gt;", "Bürgerbüro", "2", "Lernen", "nach Schritt 1"]
    assert picture.count("path-diagram__box--open") == 1
    assert "style=" not in picture


def test_without_steps_there_is_nothing_to_draw():
    assert layout([]).boxes == []
