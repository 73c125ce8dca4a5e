"""A form of the inbox carries its token to a browser that is watched."""

import re

import pytest
from django.test import Client

from tests.people import log_in
from tests.volunteers import make
from tests.volunteers.working import url


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
