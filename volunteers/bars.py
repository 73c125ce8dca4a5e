"""Numbers of people as a picture: labels and numbers in, SVG out. A hidden number is dotted and has no length.

The picture is an `<img>` with a `data:` address, so that it takes nothing from the page; it is drawn on white with a
frame, to be read in the dark scheme too. 480 units are legible on a phone; the table beside it says the same.
"""

from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

WIDTH, MARGIN, BAR, FONT, STEP = 480, 16, 22, 16, 52
SIGNS = 46
INK, FILL, LINE, PAPER = "#14232b", "#073b50", "#33464f", "#ffffff"
# As wide for every hidden number: its length would tell it.
HIDDEN_WIDTH = 24
SAFE = " ='()/:;,.-_!*"
DOTS = mark_safe(
    '<defs><pattern id="dots" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8"'
    ' fill="#ffffff"/><circle cx="4" cy="4" r="1.6" fill="#33464f"/></pattern></defs>'
)


def lengths(bars):
    """The width of each bar; the largest number takes the whole room, zero none, a hidden one always the same."""
    room = WIDTH - 2 * MARGIN
    most = max((number for _label, number in bars if number), default=1)
    return [HIDDEN_WIDTH if number is None else room * number // most for _label, number in bars]


def svg(bars, hidden):
    """The picture of [(label, number or None)]; `hidden` is what stands for None."""
    height = 2 * MARGIN + STEP * len(bars)
    rows = zip(bars, lengths(bars), range(MARGIN, height, STEP), strict=False)
    drawn = format_html_join("", "{}", ((_bar(label, n, width, y, hidden),) for (label, n), width, y in rows))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" font-family="sans-serif"'
        ' font-size="{}" fill="{}">{}<rect width="{}" height="{}" fill="{}"/>{}</svg>',
        *(WIDTH, height, WIDTH, height, FONT, INK, DOTS, WIDTH, height, PAPER, drawn),
    )


def address(picture):
    """A picture as the address of an `<img>`."""
    return f"data:image/svg+xml,{quote(str(picture), safe=SAFE)}"


def sentence(title, bars, hidden):
    """What the picture shows, for whoever does not see it."""
    return f"{title}: " + "; ".join(f"{label}: {hidden if n is None else n}" for label, n in bars) + "."


def _bar(label, number, width, y, hidden):
    words = label if len(label) <= SIGNS else f"{label[: SIGNS - 1]}…"
    return format_html(
        '<text x="{}" y="{}">{}: {}</text><rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"/>',
        *(MARGIN, y + FONT, words, hidden if number is None else number),
        *(MARGIN, y + FONT + 6, width, BAR, "url(#dots)" if number is None else FILL, LINE),
    )
