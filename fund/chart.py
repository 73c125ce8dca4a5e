"""The year at a glance as a picture: sums in, SVG out, with the sentence and the table that say the same.

The picture is an `<img>` with a `data:` address, as the content security policy allows, so it takes nothing from the
page: no style sheet, no font, no script. It is drawn on white with a frame, so that it can be read in the dark scheme
too. Parts differ by pattern and lightness, never by colour alone: printed in grey they stay apart. A narrow column of
480 units is legible on a phone; for Arabic everything is mirrored and amounts stay left to right.
"""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from herne_integration import money
from offers.path_diagram import cut

WIDTH, MARGIN = 480, 16
BAR, FONT, STEP = 24, 16, 21
# From the foot of a bar to what it comes to, and from there to the next label.
BELOW, BETWEEN = 20, 18
SIGNS, LINES = 52, 3
NO_BREAK = "\N{NO-BREAK SPACE}"
# What is there at all is seen, be it a cent.
LEAST = 2
INK, LINE, PAPER = "#14232b", "#33464f", "#ffffff"
# One per series, from dark to light: solid, lines, dots, empty.
FILLS = ("#073b50", "url(#lines)", "url(#dots)", PAPER)
# What may stay as it is in an address inside double quotes.
SAFE = " ='()/:;,.-_!*"
PATTERNS = mark_safe(
    '<defs><pattern id="lines" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#ffffff"/><rect width="3" height="7" fill="#33464f"/></pattern>'
    '<pattern id="dots" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#ffffff"/>'
    '<circle cx="4" cy="4" r="1.6" fill="#33464f"/></pattern></defs>'
)


@dataclass(frozen=True)
class Bar:
    """One row: its label and an amount per series; below zero nothing is drawn, and the figure says it."""

    label: str
    amounts: tuple

    @property
    def length(self):
        """What the drawn parts come to."""
        return sum((max(amount, Decimal(0)) for amount in self.amounts), Decimal(0))


@dataclass(frozen=True)
class Part:
    """A drawn part: corner with the smallest coordinates, width, number of the series."""

    x: int
    y: int
    width: int
    series: int


@dataclass(frozen=True)
class Text:
    """A line of text at the edge where reading begins; its foot is at y."""

    y: int
    words: str
    is_label: bool = False


@dataclass(frozen=True)
class Layout:
    """Everything that is drawn, in units of the view box."""

    height: int
    parts: list
    texts: list
    # (corner x, corner y, number of the series, name)
    legend: list


def pots(by_key, names):
    """Bars of budget pots (granted, reserved, still free), one per key in the order of `names`: {key: label}."""
    return [
        Bar(str(label), (by_key[key].committed, by_key[key].reserved, by_key[key].unplanned))
        for key, label in names.items()
        if key in by_key
    ]


def layout(bars, series, *, is_rtl=False):
    """Where everything stands. Several series have a legend above; the longest bar takes the whole width."""
    y, legend = MARGIN, []
    if len(series) > 1:
        for number, name in enumerate(series):
            legend.append((WIDTH - MARGIN - FONT if is_rtl else MARGIN, y, number, name))
            y += STEP + 4
        y += BETWEEN // 2
    longest, parts, texts = max((bar.length for bar in bars), default=Decimal(0)), [], []
    for bar in bars:
        for line in cut(bar.label, SIGNS, LINES):
            texts.append(Text(y + FONT, line, is_label=True))
            y += STEP
        parts += _parts(bar, longest, y + 4, is_rtl)
        y += BAR + 4
        for line in cut(figures(bar, series, space=NO_BREAK), SIGNS, LINES):
            texts.append(Text(y + BELOW, line))
            y += STEP
        y += BETWEEN
    return Layout(max(y - BETWEEN + MARGIN, 2 * MARGIN), parts, texts, legend)


def _parts(bar, longest, y, is_rtl):
    """The parts of one bar from the edge where reading begins; together never longer than there is room."""
    room, done = WIDTH - 2 * MARGIN, 0
    for number, amount in enumerate(bar.amounts):
        if amount <= 0:
            continue
        to_come = LEAST * sum(later > 0 for later in bar.amounts[number + 1 :])
        width = min(max(int(room * amount / longest), LEAST), room - done - to_come)
        x = MARGIN + done
        yield Part(WIDTH - x - width if is_rtl else x, y, width, number)
        done += width


def figures(bar, series, *, space=" "):
    """What stands below a bar: "52.440,30 EUR bewilligt · 0,00 EUR vorgemerkt"; `space` keeps an amount together."""
    named = zip(bar.amounts, series, strict=True)
    return " · ".join(f"{money.written(amount)} EUR {name}".replace(" ", space) for amount, name in named)


def sentence(title, bars, series):
    """What the picture shows, for whoever does not see it."""
    return f"{title}: " + "; ".join(f"{bar.label}: {figures(bar, series)}" for bar in bars) + "."


def table(bars, series, first):
    """Head, rows and the numbers of the columns with figures, as `components/chart.html` takes them."""
    rows = [[bar.label, *map(money.written, bar.amounts)] for bar in bars]
    return [first, *(f"{name} (EUR)" for name in series)], rows, list(range(1, len(series) + 1))


def svg(bars, series, *, is_rtl=False):
    """The picture. `series`: up to four names, one per amount of each bar."""
    if len(series) > len(FILLS):
        raise ValueError(series)
    bars = list(bars)
    drawn = layout(bars, series, is_rtl=is_rtl)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" font-family="sans-serif"'
        ' font-size="{}" fill="{}">{}<rect width="{}" height="{}" fill="{}"/>{}{}{}</svg>',
        *(WIDTH, drawn.height, WIDTH, drawn.height, FONT, INK, PATTERNS, WIDTH, drawn.height, PAPER),
        format_html_join("", "{}", ((_entry(entry, is_rtl),) for entry in drawn.legend)),
        format_html_join("", "{}", ((_rect(part.x, part.y, part.width, BAR, part.series),) for part in drawn.parts)),
        format_html_join("", "{}", ((_line(text, is_rtl),) for text in drawn.texts)),
    )


def address(picture):
    """A picture as the address of an `<img>`; percent signs compress better than base64."""
    return f"data:image/svg+xml,{quote(str(picture), safe=SAFE)}"


def _entry(entry, is_rtl):
    x, y, number, name = entry
    beside = x - 8 if is_rtl else x + FONT + 8
    return format_html("{}{}", _rect(x, y, FONT, FONT, number), _words(beside, y + FONT - 2, name, is_rtl))


def _rect(x, y, width, height, number):
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"/>', x, y, width, height, FILLS[number], LINE
    )


def _line(text, is_rtl):
    return _words(WIDTH - MARGIN if is_rtl else MARGIN, text.y, text.words, is_rtl, is_label=text.is_label)


def _words(x, y, words, is_rtl, *, is_label=False):
    """A line from the edge where reading begins: with direction rtl that is what `start` means."""
    return format_html(
        '<text x="{}" y="{}"{}{}>{}</text>',
        x,
        y,
        mark_safe(' font-weight="bold"' if is_label else ""),  # noqa: S308 (a constant)
        mark_safe(' direction="rtl"' if is_rtl else ""),  # noqa: S308 (a constant)
        words,
    )
