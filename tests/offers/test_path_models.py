"""What the database itself guarantees about advice paths."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from offers.choices import DueFrom, StepClass
from offers.models import AdvicePath, PathStep, PathVersion
from tests.offers import make, make_paths
from tests.portal.make import person

pytestmark = pytest.mark.django_db


def refused(constraint):
    """The database refuses what stands below, by this name."""
    return pytest.raises(IntegrityError, match=constraint)


@pytest.fixture
def published():
    """A published version with two steps, the second of which needs the first."""
    version = make_paths.version()
    first = make_paths.step(version, offers=[make.offer()])
    make_paths.step(version, prerequisites=[first])
    return make_paths.publish(version, by=person())


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("offers_advice_path_has_title", {"title": ""}),
        ("offers_advice_path_age_to_after_from", {"age_from": 25, "age_to": 17}),
        ("offers_advice_path_age_of_a_person", {"age_to": 121}),
    ],
)
def test_a_path_that_cannot_be_is_refused(constraint, fields):
    path = make_paths.path()
    with refused(constraint), transaction.atomic():
        AdvicePath.objects.filter(pk=path.pk).update(**fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("offers_path_version_published_stamped", {"published_at": timezone.now()}),
        ("offers_path_version_number_positive", {"number": 0}),
    ],
)
def test_a_version_that_cannot_be_is_refused(constraint, fields):
    version = make_paths.version()
    with refused(constraint), transaction.atomic():
        PathVersion.objects.filter(pk=version.pk).update(**fields)


def test_nobody_confirms_what_is_not_published():
    version = make_paths.version()
    with refused("offers_path_version_confirmed_is_published"), transaction.atomic():
        PathVersion.objects.filter(pk=version.pk).update(confirmed_at=timezone.now(), confirmed_by=person())


def test_who_confirms_is_written_down(published):
    with refused("offers_path_version_confirmed_stamped"), transaction.atomic():
        PathVersion.objects.filter(pk=published.pk).update(confirmed_at=timezone.now())


def test_a_number_is_given_once(published):
    with refused("offers_path_version_number_once"), transaction.atomic():
        make_paths.version(published.path, number=1)


def test_only_one_version_of_a_path_is_open():
    version = make_paths.version()
    with refused("offers_path_version_one_open"), transaction.atomic():
        make_paths.version(version.path)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("offers_path_step_has_title", {"title": ""}),
        ("offers_path_step_position_positive", {"position": 0}),
        ("offers_path_step_law_needs_norm", {"necessity": StepClass.LAW}),
        ("offers_path_step_due_from_somewhere", {"due_days": 14}),
        ("offers_path_step_due_from_somewhere", {"due_from": DueFrom.ARRIVAL}),
    ],
)
def test_a_step_that_cannot_be_is_refused(constraint, fields):
    step = make_paths.step(make_paths.version())
    with refused(constraint), transaction.atomic():
        PathStep.objects.filter(pk=step.pk).update(**fields)


def test_a_step_that_the_law_demands_names_the_norm():
    step = make_paths.step(make_paths.version(), necessity=StepClass.LAW, norm="§ 17 BMG")
    assert step.get_necessity_display() == "gesetzlich erforderlich"


def test_two_steps_change_places_but_never_share_one():
    version = make_paths.version()
    first, second = make_paths.step(version), make_paths.step(version)
    with transaction.atomic():
        PathStep.objects.filter(pk=first.pk).update(position=2)
        PathStep.objects.filter(pk=second.pk).update(position=1)
    with refused("offers_path_step_position_once"), transaction.atomic():
        PathStep.objects.filter(pk=first.pk).update(position=1)
        connection.check_constraints()


@pytest.mark.parametrize(
    "change",
    [
        lambda version: PathVersion.objects.filter(pk=version.pk).update(note="anders"),
        lambda version: PathVersion.objects.filter(pk=version.pk).update(published_at=None, published_by=None),
        lambda version: PathVersion.objects.filter(pk=version.pk).delete(),
    ],
)
def test_a_published_version_stays(published, change):
    with refused("published_stays"), transaction.atomic():
        change(published)


@pytest.mark.parametrize(
    "change",
    [
        lambda step: PathStep.objects.filter(pk=step.pk).update(title="anders"),
        lambda step: step.delete(),
        lambda step: make_paths.step(step.version),
        lambda step: PathStep.objects.filter(pk=step.pk).update(version=make_paths.version()),
        lambda step: PathStep.objects.filter(pk=make_paths.step(make_paths.version()).pk).update(version=step.version),
        lambda step: step.offers.add(make.offer()),
        lambda step: step.offers.clear(),
        lambda step: step.followers.clear(),
        lambda step: step.prerequisites.add(step.followers.get()),
    ],
)
def test_the_steps_of_a_published_version_stay(published, change):
    with refused("offers_path_step_published_stays"), transaction.atomic():
        change(published.steps.first())


def test_a_published_version_can_still_be_confirmed(published):
    published.confirmed_at, published.confirmed_by = timezone.now(), person()
    published.save()
    published.refresh_from_db()
    assert published.confirmed_at


def test_an_open_version_can_be_thrown_away():
    version = make_paths.version()
    make_paths.step(version, prerequisites=[make_paths.step(version, offers=[make.offer()])])
    version.delete()
    assert not PathStep.objects.exists()


def test_a_step_needs_another_one_of_its_own_version():
    step, stranger = make_paths.step(make_paths.version()), make_paths.step(make_paths.version())
    for needed in (step, stranger):
        with refused("offers_path_step_needs_its_own_version"), transaction.atomic():
            step.prerequisites.add(needed)


def test_strangers_see_what_is_published_and_the_redaktion_sees_all(published, redaktion):
    unpublished = make_paths.version().path
    assert set(AdvicePath.objects.visible_to(AnonymousUser())) == {published.path}
    assert set(AdvicePath.objects.visible_to(redaktion)) == {published.path, unpublished}
