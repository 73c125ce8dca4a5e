"""How much a first visit loads, and what our sheets may not contain."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
SHEETS = sorted((STATIC / "css").glob("*.css"))
PHYSICAL = re.compile(r"(?<![-\w])(?:min-|max-)?(?:width|height)\s*:")


def compressed(path):
    return len(gzip.compress((STATIC / path).read_bytes(), 9))


def test_sheets_and_script_leave_room_for_the_page():
    # 60 kB for a first visit; the heaviest page is a list of 12 kB.
    assert sum(map(compressed, ["vendor/kern/kern.min.css", "css/portal.css", "js/portal.js"])) < 46_000


def test_own_script_is_small():
    assert (STATIC / "js/portal.js").stat().st_size < 5_000


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheet_names_sizes_along_the_text(sheet):
    rules = re.sub(r"/\*.*?\*/|@media[^{]+", "", sheet.read_text(), flags=re.DOTALL)
    assert PHYSICAL.findall(rules) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_everything_a_sheet_names_exists_here(sheet):
    for address in re.findall(r'url\("([^"]+)"\)', sheet.read_text()):
        assert (sheet.parent / address).resolve().is_file(), address


def test_every_pictogram_has_its_file():
    module = pytest.importorskip("herne_integration.templatetags.portal")
    for key in [*module.OWN_PICTOGRAMS, *module.PICTOGRAMS, "no-such-topic"]:
        assert (STATIC / module.pictogram(key)).is_file(), key


def test_vendored_sheet_is_the_published_one():
    assert "2.7.2" in (STATIC / "vendor/kern/VERSION").read_text()
    assert (STATIC / "vendor/kern/kern.min.css").stat().st_size == 340_042
