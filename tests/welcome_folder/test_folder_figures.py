"""Three hundred folders cost a case worker no query more than forty; ten thousand: bench/folders.py."""

import pytest
from django.db import connection
from django.test import Client

from bench import folders
from tests.people import log_in
from tests.welcome_folder import make

pytestmark = pytest.mark.django_db


def test_her_pages_cost_the_same_however_many_folders_others_have(settings):
    settings.FOLDER_SEARCHES_PER_HOUR = 1000
    make.words()
    (lead,) = folders.workers(1, 1)
    folder = folders.fill(folders.OWN, [lead], each=4)[0]
    client = log_in(Client(), lead)
    before = folders.measured(client, folder, 0)
    folders.fill(300 - folders.OWN, folders.workers(6, 3), each=4)
    with connection.cursor() as cursor:
        # What a running portal gets from autovacuum: without statistics the plans are those of an empty house.
        cursor.execute("RESET ROLE")
        cursor.execute("ANALYZE")
        cursor.execute("SET ROLE portal_app")
    after = folders.measured(client, folder, 0)
    counted = [{what: queries for what, (queries, _ms, _tables) in found.items()} for found in (before, after)]
    assert counted[0] == counted[1]
    assert max(counted[0].values()) <= 24
