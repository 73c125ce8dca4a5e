"""What paths leave open, for the Redaktion, and their confirmation."""

import pytest
from django.urls import reverse

from offers.choices import StepClass
from offers.models import PathVersion
from tests.offers import make, make_paths
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
LIST = "/de/redaktion/wege/offen/"


@pytest.fixture
def editor(client, redaktion, log_in):
    """The Redaktion, signed in with the second factor."""
    log_in(client, redaktion)
    return redaktion


def text(response):
    """The page's HTML on one line."""
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def confirm(client, path, seen):
    """Confirms what was seen."""
    return client.post(reverse("offers:path-confirm", args=[path.key]), {"seen": seen})


def test_every_step_names_what_it_leaves_open(client, editor):
    version = make_paths.version(make_paths.path(title="Weg"))
    said = {"unit_text": "Bürgerbüro", "due_text": "bald", "bring_text": "Ausweis", "source": "Beispielquelle"}
    make_paths.step(version, necessity=StepClass.LOCAL, offers=[make.offer()], **said)
    make_paths.step(version, necessity=StepClass.LOCAL, offers=[make.archived_offer(by=editor)], **said)
    html = text(client.get(LIST))
    assert "noch nicht veröffentlicht. Offene Punkte: 2." in html
    assert "1. Schritt 1</th><td>nichts</td>" in html
    assert (
        '2. Schritt 2</th><td><ul class="plain-list"><li>Alle verknüpften Angebote sind beendet.</li>'
        "<li>Wie geht es danach weiter?</li></ul></td>"
    ) in html


def test_the_newest_version_counts(client, editor):
    path = make_paths.published_path("Alter Schritt", by=editor)
    make_paths.step(make_paths.version(path), title="Neuer Schritt")
    html = text(client.get(LIST))
    assert "Neuer Schritt" in html
    assert "Alter Schritt" not in html


def test_the_list_costs_the_same_for_many_paths(client, editor):
    assert_constant_queries(client, LIST, lambda: make_paths.published_path(by=editor))


def test_without_paths_the_list_says_what_belongs_there(client, editor):
    assert "Noch keine Beratungswege" in text(client.get(LIST))


def test_a_person_confirms_what_they_have_seen(client, editor):
    path = make_paths.published_path(by=editor)
    assert confirm(client, path, seen=1).status_code == 302
    assert PathVersion.objects.get().confirmed_by == editor
    assert "bestätigt am" in text(client.get(LIST))


@pytest.mark.parametrize("seen", ["7", "", "eins"])
def test_whoever_has_seen_something_else_is_told_so(client, editor, seen):
    path = make_paths.published_path(by=editor)
    response = confirm(client, path, seen)
    assert response.status_code == 409
    assert "hat sich geändert" in response.content.decode()
    assert PathVersion.objects.get().confirmed_at is None


def test_what_nobody_can_read_cannot_be_confirmed(client, editor):
    assert confirm(client, make_paths.version().path, seen=1).status_code == 404


def test_others_may_not_confirm(client, newcomer, log_in, redaktion):
    path = make_paths.published_path(by=redaktion)
    log_in(client, newcomer)
    assert confirm(client, path, seen=1).status_code == 403
    assert PathVersion.objects.get().confirmed_at is None
