"""The picture of the structure: layout in, SVG out."""

from offers.structure_diagram import COLUMNS, Node, layout, svg

ROWS = [
    (Node("Ankommen", ("Ziel: Orientierung",)), [Node(f"Programm {number}") for number in range(4)]),
    (Node("Wohnen"), [Node("Niemand bekannt", is_open=True)]),
]


def overlaps(one, other):
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def test_no_box_covers_another_and_all_are_inside():
    for is_rtl in (False, True):
        drawn = layout(ROWS, is_rtl=is_rtl)
        boxes = drawn.boxes
        assert len(boxes) == 7
        assert not [1 for i, one in enumerate(boxes) for other in boxes[i + 1 :] if overlaps(one, other)]
        assert all(
            box.x >= 0 and box.x + box.width <= drawn.width and box.y + box.height <= drawn.height for box in boxes
        )


def test_parts_stand_in_the_frame_of_their_field_three_in_a_line():
    drawn = layout(ROWS)
    x, y, width, height = drawn.frames[0]
    parts = drawn.boxes[1:5]
    assert all(x < box.x and box.x + box.width < x + width and y < box.y < y + height for box in parts)
    assert len({box.y for box in parts}) == 2
    assert [box.y for box in parts].count(parts[0].y) == COLUMNS


def test_an_arabic_page_reads_it_from_the_right():
    plain, turned = layout(ROWS), layout(ROWS, is_rtl=True)
    assert plain.boxes[0].x < plain.boxes[1].x
    assert turned.boxes[0].x > turned.boxes[1].x
    assert [box.y for box in plain.boxes] == [box.y for box in turned.boxes]


def test_long_names_are_cut_with_dots_and_markup_is_harmless():
    picture = svg([(Node("<b>Feld</b>"), [Node("Koordinierung " * 20)])])
    assert "<b>" not in picture
    assert "&lt;b&gt;Feld" in picture
    assert "…" in picture
    assert 'aria-hidden="true"' in picture


def test_what_nobody_knows_has_a_broken_edge():
    assert svg(ROWS).count("path-diagram__box--open") == 1
