"""Files of offers and institutions, brought in as the Redaktion does."""

import pytest

from offers import demo
from offers.actions import imports
from offers.choices import (
    ImportKind,
)
from tests.offers import files


@pytest.fixture
def institutions():
    """The shipped institutions."""
    return imports.import_file(kind=ImportKind.ORGANISATIONS, path=demo.ORGANISATIONS)


@pytest.fixture
def bring(tmp_path):
    """Imports rows as a file of offers."""

    def bring(*rows, **options):
        return imports.import_file(kind=ImportKind.OFFERS, path=files.written(tmp_path, rows), **options)

    return bring
