"""The markup of information pages: paragraphs, and lists of lines that begin with "- ". Nothing else means anything."""

from dataclasses import dataclass

LIST_MARK = "- "


@dataclass(frozen=True)
class Block:
    """One paragraph of lines, or one list of points."""

    is_list: bool
    lines: tuple


def blocks(text):
    """The blocks of a text; an empty line ends a paragraph, and a list begins and ends by itself."""
    found, lines, is_list = [], [], False
    for line in [*(one.strip() for one in text.splitlines()), ""]:
        is_point = line.startswith(LIST_MARK)
        if lines and (not line or is_point != is_list):
            found.append(Block(is_list, tuple(lines)))
            lines = []
        if line:
            is_list = is_point
            lines.append(line.removeprefix(LIST_MARK).strip() if is_point else line)
    return found
