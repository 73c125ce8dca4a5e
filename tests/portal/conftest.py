"""What tests of the foundation share."""

import pytest

from tests import jobs


@pytest.fixture
def empty_queue(transactional_db):
    """A test that commits jobs leaves none behind."""
    yield
    jobs.forget_jobs()
