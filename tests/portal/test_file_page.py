"""The progress page in the browser: every state, in both directions of writing."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from herne_integration.models import PreparedFile
from herne_integration.views import files
from tests.accessibility import checks
from tests.people import log_in
from tests.portal import make


def file(state, language):
    return PreparedFile.objects.create(
        kind="list",
        title="Telefonliste der Angebote",
        language=language,
        state=state,
        percent=40,
        name="liste.pdf",
        content="prepared/liste",
        requested_by=make.person(),
        expires_at=timezone.now() + timedelta(hours=1),
    )


@pytest.fixture(autouse=True)
def _stands_still(monkeypatch):
    """The page must not reload itself while it is looked at."""
    monkeypatch.setattr(files, "SECONDS", 3600)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("state", ["working", "ready", "failed"])
def test_the_page_has_no_findings(open_page, client, state, language):
    one = file(state, language)
    with translation.override(language):
        address = one.get_absolute_url()
    page = open_page(address, client=log_in(client, one.requested_by), width=360)
    assert checks.everything(page) == []


@pytest.mark.browser
def test_the_page_shows_how_far_the_work_is_without_javascript(open_page, client):
    one = file("working", "de")
    client = log_in(client, one.requested_by)
    page = open_page(one.get_absolute_url(), client=client, width=360, java_script=False)
    assert page.get_by_role("progressbar").get_attribute("value") == "40"
