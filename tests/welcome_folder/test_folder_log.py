"""Where the view log cannot be written, nothing is shown: on no page of a folder."""

import pytest
from django.db import connection
from django.test import Client

from bench import folder_log
from tests.people import log_in

pytestmark = pytest.mark.django_db


def test_without_its_row_in_the_log_no_page_shows_a_byte():
    folder, lead, entries = folder_log.build()
    client, urls = log_in(Client(), lead), list(folder_log.pages(folder, entries))
    # The tries count what is there: with a log, pages do show content.
    assert folder_log.leaks(client, urls[:1], 1)[1] > 0
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        folder_log.refuse_log()
        cursor.execute("SET ROLE portal_app")
    # Every second page, so that all topics are among them.
    assert folder_log.leaks(client, urls[::2], 20) == ({503: 20}, 0)
