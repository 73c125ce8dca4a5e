"""The structure as a picture for wide windows: fields of action and who works in each. All of it stands in the list."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.html import format_html, format_html_join

from offers import structure
from offers.path_diagram import cut, texts

MARGIN = 20
FIELD_WIDTH, PART_WIDTH = 262, 286
GAP, COLUMNS = 20, 3
# From the edge of a frame to the boxes in it, and from the field to the frame.
INSIDE, BETWEEN = 14, 36
TITLE_SIGNS, SMALL_SIGNS, TITLE_LINES, SMALL_LINES = 22, 30, 4, 2
TITLE_STEP, SMALL_STEP = 21, 18
ABOVE, BELOW = 30, 8
WITHOUT_FIELD, NOBODY = "Ohne Handlungsfeld in den Quellen", "Niemand bekannt"
WIDTH = 2 * MARGIN + FIELD_WIDTH + BETWEEN + 2 * INSIDE + COLUMNS * PART_WIDTH + (COLUMNS - 1) * GAP


@dataclass(frozen=True)
class Node:
    """What a box says: a title, and smaller lines below it."""

    title: str
    lines: tuple = ()
    is_open: bool = False

    @property
    def title_lines(self):
        """The title as it stands in the box."""
        return cut(self.title, TITLE_SIGNS, TITLE_LINES)

    @property
    def small_lines(self):
        """What stands below it, each line cut to its place."""
        return [text for line in self.lines for text in cut(line, SMALL_SIGNS, SMALL_LINES)]

    @property
    def height(self):
        """How high its box has to be."""
        return ABOVE + len(self.title_lines) * TITLE_STEP + len(self.small_lines) * SMALL_STEP + BELOW


@dataclass(frozen=True)
class Box:
    """A node and where it stands."""

    node: Node
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Layout:
    """Boxes, frames around what belongs together (corner, width, height), and lines from a field to its frame."""

    width: int
    height: int
    boxes: list
    frames: list
    lines: list


def layout(rows, *, is_rtl=False):
    """Rows of (field, parts): the field first, its parts in a frame beside it, three in a line."""
    boxes, frames, lines, y = [], [], [], MARGIN
    left = MARGIN + FIELD_WIDTH + BETWEEN
    inner = WIDTH - MARGIN - left
    for node, parts in rows:
        placed, bottom = _placed(parts, left + INSIDE, y + INSIDE)
        height = max(bottom - y + INSIDE - GAP, node.height)
        boxes += [Box(node, MARGIN, y + (height - node.height) // 2, FIELD_WIDTH, node.height), *placed]
        frames.append((left, y, inner, height))
        lines.append([(MARGIN + FIELD_WIDTH, y + height // 2), (left, y + height // 2)])
        y += height + GAP
    drawn = Layout(WIDTH, y - GAP + MARGIN, boxes, frames, lines)
    return _mirrored(drawn) if is_rtl else drawn


def _placed(parts, x, y):
    """The boxes of a frame line by line, and where the line after them would begin."""
    boxes = []
    for start in range(0, len(parts), COLUMNS):
        line = parts[start : start + COLUMNS]
        height = max(node.height for node in line)
        boxes += [Box(node, x + column * (PART_WIDTH + GAP), y, PART_WIDTH, height) for column, node in enumerate(line)]
        y += height + GAP
    return boxes, y


def _mirrored(drawn):
    def turn(x, width=0):
        return drawn.width - x - width

    return Layout(
        drawn.width,
        drawn.height,
        [Box(box.node, turn(box.x, box.width), box.y, box.width, box.height) for box in drawn.boxes],
        [(turn(x, width), y, width, height) for x, y, width, height in drawn.frames],
        [[(turn(x), y) for x, y in line] for line in drawn.lines],
    )


def picture(terms, links, parts, *, is_rtl=False):
    """The whole as SVG; its texts are German, like the names of those who work together."""
    with translation.override("de"):
        rows = [_row(one) for one in structure.fields(terms, links, parts, "de")]
    return svg(rows, is_rtl=is_rtl) if parts else ""


def _row(one):
    goals = tuple(f"Ziel: {goal.said}" for goal in one.goals)
    parts = [_node(part) for part in one.parts] or [Node(NOBODY, is_open=True)]
    return Node(one.word.text if one.word else WITHOUT_FIELD, goals), parts


def _node(part):
    number = part.number_of_members
    members = "1 Mitglied" if number == 1 else f"{number} Mitglieder" if number else "Mitglieder nicht bekannt"
    above = (f"gehört zu: {part.above.name}",) if part.above else ()
    return Node(part.name.text, (f"{part.kind}, {members}", *above), is_open=not number)


def svg(rows, *, is_rtl=False):
    """The picture. A box with a broken edge has members or parts that nobody knows."""
    drawn = layout(list(rows), is_rtl=is_rtl)
    return format_html(
        '<svg class="path-diagram__image" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}{}{}</svg>',
        drawn.width,
        drawn.height,
        format_html_join(
            "",
            '<rect class="structure-diagram__frame" x="{}" y="{}" width="{}" height="{}" rx="12"/>',
            drawn.frames,
        ),
        format_html_join(
            "",
            '<polyline class="path-diagram__line" points="{}"/>',
            ((" ".join(f"{x},{y}" for x, y in line),) for line in drawn.lines),
        ),
        format_html_join("", "{}", ((_box(box),) for box in drawn.boxes)),
    )


def _box(box):
    node, middle = box.node, box.x + box.width // 2
    kind = "path-diagram__box path-diagram__box--open" if node.is_open else "path-diagram__box"
    first = box.y + ABOVE
    small = first + len(node.title_lines) * TITLE_STEP
    lines = [
        *texts("path-diagram__title", middle, first, TITLE_STEP, node.title_lines),
        *texts("path-diagram__unit", middle, small, SMALL_STEP, node.small_lines),
    ]
    frame = format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="8"/>', kind, box.x, box.y, box.width, box.height
    )
    return format_html_join("", "{}", ((part,) for part in (frame, *lines)))
