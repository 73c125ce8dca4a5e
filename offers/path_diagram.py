"""A path as a picture for wide windows: layout in, SVG out. Whatever it says stands in the list of steps as well."""

from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

COLUMNS = 4
WIDTH = 248
GAP_ACROSS, GAP_DOWN = 36, 56
MARGIN = 24
# So many signs fit on a line of a box, so many lines into it.
TITLE_SIGNS, TITLE_LINES = 20, 3
UNIT_SIGNS, UNIT_LINES = 27, 3
TITLE_STEP, UNIT_STEP = 22, 19
# From the edge of a box to the foot of its first line, and from the last line to the other edge.
ABOVE, BELOW = 40, 10


@dataclass(frozen=True)
class Node:
    """What a box says; `needs` is a line about earlier steps, empty where the order says it all."""

    number: int
    title: str
    unit: str
    needs: str = ""

    @property
    def title_lines(self):
        """The title as it stands in the box."""
        return cut(self.title, TITLE_SIGNS, TITLE_LINES)

    @property
    def unit_lines(self):
        """Who is responsible, and what comes first."""
        return [*cut(self.unit, UNIT_SIGNS, UNIT_LINES), *([self.needs] if self.needs else [])]

    @property
    def height(self):
        """How high its box has to be."""
        return ABOVE + len(self.title_lines) * TITLE_STEP + len(self.unit_lines) * UNIT_STEP + BELOW


@dataclass(frozen=True)
class Box:
    """A step and where it stands: the corner with the smallest coordinates."""

    node: Node
    x: int
    y: int
    height: int

    @property
    def middle(self):
        """The middle across."""
        return self.x + WIDTH // 2


@dataclass(frozen=True)
class Layout:
    """Boxes, and arrows as lists of points."""

    width: int
    height: int
    boxes: list
    arrows: list


def layout(nodes, *, is_rtl=False):
    """Rows of boxes in reading order; from the end of a row an arrow leads to the beginning of the next one."""
    columns = min(COLUMNS, len(nodes)) or 1
    width = 2 * MARGIN + columns * WIDTH + (columns - 1) * GAP_ACROSS
    height = max((node.height for node in nodes), default=0)
    boxes = []
    for place, node in enumerate(nodes):
        row, column = divmod(place, columns)
        x = MARGIN + column * (WIDTH + GAP_ACROSS)
        boxes.append(Box(node, width - x - WIDTH if is_rtl else x, MARGIN + row * (height + GAP_DOWN), height))
    rows = -(-len(nodes) // columns)
    arrows = [_arrow(before, after) for before, after in pairwise(boxes)]
    return Layout(width, 2 * MARGIN + rows * height + max(rows - 1, 0) * GAP_DOWN, boxes, arrows)


def _arrow(before, after):
    if before.y == after.y:
        middle = before.y + before.height // 2
        leaves, arrives = (before.x + WIDTH, after.x) if before.x < after.x else (before.x, after.x + WIDTH)
        return [(leaves, middle), (arrives, middle)]
    # The number stands on the middle of the upper edge: the arrow arrives beside it.
    beside = after.middle + (WIDTH // 4 if before.x > after.x else -WIDTH // 4)
    foot = before.y + before.height
    between = foot + GAP_DOWN // 2
    return [(before.middle, foot), (before.middle, between), (beside, between), (beside, after.y)]


def svg(nodes, *, is_rtl=False):
    """The picture; its texts are German. A box with a broken edge has nobody who is responsible."""
    drawn = layout(list(nodes), is_rtl=is_rtl)
    return format_html(
        '<svg class="path-diagram__image" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}{}</svg>',
        drawn.width,
        drawn.height,
        format_html_join("", "{}", ((_drawn_arrow(points),) for points in drawn.arrows)),
        format_html_join("", "{}", ((_drawn_box(box),) for box in drawn.boxes)),
    )


def _drawn_arrow(points):
    (x, y), before = points[-1], points[-2]
    if before[1] == y:
        back = 10 if before[0] > x else -10
        head = f"{x},{y} {x + back},{y - 6} {x + back},{y + 6}"
    else:
        head = f"{x},{y} {x - 6},{y - 10} {x + 6},{y - 10}"
    return format_html(
        '<polyline class="path-diagram__line" points="{}"/><polygon class="path-diagram__head" points="{}"/>',
        " ".join(f"{px},{py}" for px, py in points),
        head,
    )


def _drawn_box(box):
    node = box.node
    first = box.y + ABOVE
    rest = first + len(node.title_lines) * TITLE_STEP + 4
    kind = "path-diagram__box" if node.unit else "path-diagram__box path-diagram__box--open"
    parts = [
        format_html(
            '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="8"/>', kind, box.x, box.y, WIDTH, box.height
        ),
        format_html('<circle class="path-diagram__disc" cx="{}" cy="{}" r="17"/>', box.middle, box.y),
        text_line("path-diagram__number", box.middle, box.y + 6, str(node.number)),
        *texts("path-diagram__title", box.middle, first, TITLE_STEP, node.title_lines),
        *texts("path-diagram__unit", box.middle, rest, UNIT_STEP, node.unit_lines),
    ]
    return mark_safe("".join(parts))  # noqa: S308 (every part is escaped)


def texts(kind, x, y, step, lines):
    """Lines below each other, each in the middle of `x`."""
    return [text_line(kind, x, y + number * step, line) for number, line in enumerate(lines)]


def text_line(kind, x, y, text):
    """One line of text."""
    return format_html('<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>', kind, x, y, text)


def cut(text, signs, lines):
    """A text in so many lines at most; the last one says with dots that something is missing."""
    found = wrap(text, signs)
    if len(found) > lines:
        last = found[lines - 1]
        while len(last) > signs - 2 and " " in last:
            last = last.rpartition(" ")[0]
        found = [*found[: lines - 1], f"{last.rstrip(' ,;')} …"]
    return found
