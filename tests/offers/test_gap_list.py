"""The Redaktion's list of overlaps and holes."""

import re

import pytest
from django.utils import timezone

from offers.choices import State
from offers.models import Task
from tests.offers import make
from tests.portal.make import person
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db

PAGE = "/de/redaktion/zustaendigkeiten/"


def words(response):
    """The page's text without tags and line breaks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def editor(client, log_in, redaktion):
    """A signed-in person of the Redaktion."""
    return log_in(client, redaktion)


@pytest.fixture
def only_pass():
    """Nothing but one task."""
    Task.objects.exclude(key="pass").delete()


def test_overlaps_come_before_holes_and_all_is_counted(editor, only_pass):
    make.responsibility(group="uma", organisation=make.organisation(name="Amt A"), note="Beide.")
    make.responsibility(group="uma", organisation=make.organisation(name="Amt B"))
    text = words(editor.get(PAGE))
    assert "zusammen 96 Kombinationen: 0 haben genau eine Stelle, 4 mehrere (Doppelstruktur), 92 keine (Lücke)" in text
    assert "ganz Herne Amt A; Amt B Mehrere Stellen sind gleich genau eingetragen" in text
    assert "keine Angabe sagt, wer vorgeht. Beide." in text
    rows = re.findall(r"Passbeschaffung und Mitwirkung (Doppelstruktur|Lücke)", text)
    assert rows == ["Doppelstruktur", "Lücke"]


def test_where_everything_is_settled_it_says_so(editor, only_pass):
    make.responsibility()
    assert "Alles ist geklärt" in words(editor.get(PAGE))


def test_a_unit_that_is_gone_leaves_holes(editor, only_pass):
    gone = make.organisation(state=State.ARCHIVED, archived_at=timezone.now(), archived_by=person())
    make.responsibility(organisation=gone)
    assert "96 keine (Lücke)" in words(editor.get(PAGE))


def test_others_may_not_see_it(client, log_in, newcomer):
    assert log_in(client, newcomer).get(PAGE).status_code == 403


def test_it_is_not_written(editor):
    assert editor.post(PAGE).status_code == 405


def test_the_list_is_paged(editor):
    first, second = (words(editor.get(PAGE, {"page": number})) for number in (1, 2))
    assert (first.count(" Lücke "), second.count(" Lücke ")) == (20, 2)


def test_many_rows_cost_as_many_queries_as_one(editor):
    assert_constant_queries(editor, PAGE, lambda: make.responsibility(group="b"))
