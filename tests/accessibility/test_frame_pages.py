"""The pages that belong to the frame: error pages, legal pages, gallery; each template in three variants."""

import pytest

from tests.accessibility import checks

PAGES = [
    "impressum/",
    "datenschutz/",
    "barrierefreiheit/",
    "einfache-sprache/",
    "gebaerdensprache/",
    "galerie/",
    "gibt-es-nicht/",
]
VARIANTS = [("de", 360), ("en", 1280), ("ar", 360)]


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("language", "width"), VARIANTS)
def test_page_has_no_findings(open_page, settings, path, language, width):
    page = open_page(f"/{language}/{path}", width=width)
    assert checks.everything(page) == []
