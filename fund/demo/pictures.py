"""A page for the demo's uploads, with a title that says that it is invented."""

import io

from PIL import Image, ImageDraw

PAPER, INK, LINE = (420, 594), "#14232b", "#c5d3d9"


def page(title):
    """A picture of a sheet of paper, PNG bytes."""
    sheet = Image.new("RGB", PAPER, "white")
    pen = ImageDraw.Draw(sheet)
    pen.text((40, 50), title, fill=INK)
    for row in range(110, 540, 24):
        pen.line([(40, row), (380 - row % 90, row)], fill=LINE, width=6)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()
