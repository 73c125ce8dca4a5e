"""Our style sheets know no left and right: a page in Arabic is the mirror of the German one."""

import re

import pytest
from django.conf import settings

from tests.house.sources import forge

SIDE = r"(?:left|right|top|bottom)"
PHYSICAL = re.compile(
    rf"(?<![\w-])(?:(?:margin|padding|scroll-margin|scroll-padding|inset)-{SIDE}"
    rf"|border-{SIDE}(?:-(?:width|style|color|left-radius|right-radius))?"
    rf"|{SIDE}|(?:text-align|float|clear)(?=\s*:\s*(?:left|right)))\s*:[^;}}]*"
)


def physical(text):
    """Declarations that name a side of the screen. Margin boxes of a printed page have no other names."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return [found.strip() for found in PHYSICAL.findall(text)]


def sheets(root):
    """{name: physical declarations} of our own style sheets."""
    return {path.name: physical(path.read_text(encoding="utf-8")) for path in sorted(root.glob("static/css/*.css"))}


def test_our_sheets_name_no_side_of_the_screen():
    found = sheets(settings.BASE_DIR)
    assert found
    assert {name: odd for name, odd in found.items() if odd} == {}


@pytest.mark.parametrize(
    "text",
    [
        "p { margin-left: 1rem; }",
        "p { left: 0 }",
        "p { text-align: right; }",
        "p { float: left; }",
        "p { border-top: 1px solid; }",
        "p { padding-bottom: 0; }",
        "p{border-top-left-radius:2px}",
    ],
)
def test_a_side_of_the_screen_is_noticed(text, tmp_path):
    forge(tmp_path, {"static/css/a.css": text})
    assert len(sheets(tmp_path)["a.css"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "p { margin-inline-start: 1rem; text-align: start; inset-block-end: 0; }",
        "/* margin-left: 1rem; */",
        "@page { @top-left { content: 'x'; } }",
        ".kern-icon--arrow-left { color: red; }",
        "p { border-start-start-radius: 2px; background-position: left; }",
    ],
)
def test_logical_properties_are_left_alone(text):
    assert physical(text) == []
