"""A form that is posted carries its token: in a template that gets nothing but what it is given, too."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.people import log_in
from tests.volunteers import make
from tests.volunteers.working import url

ROOT = Path(settings.BASE_DIR) / "templates"
INCLUDED = re.compile(r'{% include "([^"]+)"([^%]*) only %}')
OURS = sorted((ROOT / "volunteers").glob("*.html"))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_whoever_shuts_the_context_hands_over_the_token(path):
    missing = [
        name
        for name, given in INCLUDED.findall(path.read_text())
        if "{% csrf_token %}" in (ROOT / name).read_text() and "csrf_token=csrf_token" not in given
    ]
    assert missing == []


@pytest.mark.django_db
def test_the_next_click_of_the_inbox_is_accepted_by_a_browser_that_is_watched():
    coordinator = make.coordinator()
    placement = make.placement(state="interested", by=coordinator)
    client = log_in(Client(enforce_csrf_checks=True), coordinator)
    page = client.get(url("inbox")).content.decode()
    form = page.partition(url("placement-step", placement.pk, "fragen"))[2].partition("</form>")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    answer = client.post(url("placement-step", placement.pk, "fragen"), {"csrfmiddlewaretoken": token})
    placement.refresh_from_db()
    assert [answer.status_code, placement.state] == [302, "asked"]
