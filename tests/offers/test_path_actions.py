"""Writing, publishing and confirming advice paths."""

import json

import pytest

from herne_integration.rules import RuleBroken
from offers import path_reading
from offers.actions import paths
from offers.choices import StepClass
from offers.demo import CHAIN
from offers.demo import paths as demo_paths
from offers.models import AdvicePath, PathStep
from offers.paths import open_points
from tests.offers import make
from tests.offers.test_path_models import refused

pytestmark = pytest.mark.django_db
UNSAID = ("necessity", "norm", "due_days", "due_text", "bring_text", "next_text")
WAY = {"key": "weg", "title": "Weg"}
CHAINED = json.loads(CHAIN.read_text(encoding="utf-8"))["chain"]


def created(*steps, by, **more):
    """A path "Weg" with these steps, open."""
    return paths.create(columns=WAY, steps=steps, by=by, **more)


def test_a_new_path_is_open_and_has_its_steps_in_order(redaktion):
    offer = make.offer()
    version = created({"title": "Anmelden"}, {"title": "Lernen", "offers": [offer], "needs": [1]}, by=redaktion)
    first, second = version.steps.all()
    assert (first.position, second.position) == (1, 2)
    assert (list(second.offers.all()), list(second.prerequisites.all())) == ([offer], [first])
    assert not AdvicePath.objects.published().exists()


def test_publishing_says_who_and_when_and_happens_once(redaktion):
    version = created({"title": "Anmelden"}, by=redaktion)
    published = paths.publish(version=version, seen=1, by=redaktion)
    assert (published.published_by, published.version) == (redaktion, 2)
    assert AdvicePath.objects.published().exists()
    with pytest.raises(RuleBroken, match="schon veröffentlicht"):
        paths.publish(version=version, seen=2, by=redaktion)


def test_what_breaks_a_rule_is_not_published(redaktion):
    version = created({"title": "Anmelden"}, {"title": "Lernen"}, by=redaktion, is_complete=True)
    with pytest.raises(RuleBroken, match=r"Schritt 1: Es fehlt, wer zuständig ist\. Schritt 2: Es fehlt"):
        paths.publish(version=version, seen=1, by=redaktion)


def test_who_decides_has_seen_the_version_as_it_stands(redaktion):
    version = created({"title": "Anmelden"}, by=redaktion)
    for decide in (paths.publish, paths.confirm):
        with pytest.raises(RuleBroken, match="hat sich geändert"):
            decide(version=version, seen=7, by=redaktion)


def test_only_a_published_version_is_confirmed(redaktion):
    version = created({"title": "Anmelden"}, by=redaktion)
    with pytest.raises(RuleBroken, match="noch nicht veröffentlicht"):
        paths.confirm(version=version, seen=1, by=redaktion)
    version = paths.publish(version=version, seen=1, by=redaktion)
    assert paths.confirm(version=version, seen=2, by=redaktion).confirmed_by == redaktion


def test_a_law_without_a_norm_is_refused_as_soon_as_it_is_written(redaktion):
    with refused("offers_path_step_law_needs_norm"):
        created({"title": "Anmelden", "necessity": StepClass.LAW}, by=redaktion)


def test_a_step_whose_last_offer_has_ended_is_reported(redaktion):
    ended, live = make.archived_offer(by=redaktion), make.offer()
    version = created({"title": "A", "offers": [ended]}, {"title": "B", "offers": [ended, live]}, by=redaktion)
    found = [
        (point.position, point.key) for point in open_points(path_reading.rule_steps(version)) if "offers" in point.key
    ]
    assert found == [(1, "ended_offers")]


# The four paths of the sources


def test_the_four_paths_load_once_and_as_they_are(redaktion):
    assert (demo_paths.load(by=redaktion), demo_paths.load(by=redaktion)) == (5, 0)
    read = {
        path.title: [
            (step.position, step.title, step.unit_text, step.detail, step.papers_text, step.source)
            for step in path.versions.get().steps.all()
        ]
        for path in AdvicePath.objects.published().exclude(target_group__key="jugendliche_bis25")
    }
    assert read == {
        row["label"]: [
            (one["n"], one["title"], one["body"], one["detail"], one.get("document", ""), one["source"])
            for one in row["steps"]
        ]
        for row in CHAINED["paths"]
    }
    assert [len(steps) for steps in read.values()] == [12, 7, 7, 5]


def test_nothing_is_added_to_the_sources(redaktion):
    make.organisation(name="Stadt Herne, Fachbereich Soziales")
    demo_paths.load(by=redaktion)
    assert set(PathStep.objects.values_list(*UNSAID)) == {(StepClass.UNCLASSIFIED, "", None, "", "", "")}
    assert not PathStep.objects.filter(offers__isnull=False).exists()
    assert not PathStep.objects.filter(prerequisites__isnull=False).exists()
    linked = PathStep.objects.filter(organisation__isnull=False)
    assert [(step.title, step.unit_text == step.organisation.name) for step in linked] == [
        ("Zuweisung und Unterbringung", True)
    ]
    assert not AdvicePath.objects.filter(versions__confirmed_at__isnull=False).exists()


def test_young_people_beyond_school_have_a_path_of_their_own(redaktion):
    course = make.offer(reference="A054")
    demo_paths.load(by=redaktion)
    path = AdvicePath.objects.get(target_group__key="jugendliche_bis25")
    assert (path.age_from, path.age_to, path.is_beyond_school) == (17, 25, True)
    version = path.versions.published().get()
    assert [step.title for step in version.steps.filter(offers=course)] == [
        "Deutsch lernen und Berufsvorbereitung am Berufskolleg"
    ]
    assert all(step.source for step in version.steps.all())
    found = [point.key for point in open_points(path_reading.rule_steps(version))]
    assert (found.count("due"), found.count("bring"), found.count("necessity"), found.count("next")) == (6, 6, 6, 1)


def test_what_the_sources_do_not_say_is_reported_as_open(redaktion):
    demo_paths.load(by=redaktion)
    path = AdvicePath.objects.get(key="neuzugewanderte-aus-suedosteuropa")
    found = [point.key for point in open_points(path_reading.rule_steps(path.versions.get()))]
    assert {key: found.count(key) for key in found} == {"due": 7, "bring": 7, "necessity": 7, "offers": 7, "next": 1}
