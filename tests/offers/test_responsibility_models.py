"""What the database guarantees about responsibilities, and how they are loaded."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from offers.actions import responsibilities
from offers.choices import State
from offers.demo import RESPONSIBILITIES
from offers.models import Responsibility, TargetGroup, Task
from tests.offers import make
from tests.portal.make import person

pytestmark = pytest.mark.django_db

NEW_YEAR, SUMMER, NEXT_YEAR = date(2026, 1, 1), date(2026, 7, 1), date(2027, 1, 1)


def refused(constraint):
    """The database says no by this name."""
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("offers_responsibility_ends_after_start", {"starts_on": SUMMER, "ends_on": NEW_YEAR}),
        ("offers_responsibility_confirmed_stamped", {"confirmed_at": timezone.now(), "state": State.CONFIRMED}),
        ("offers_responsibility_confirmed_by_a_person", {"state": State.CONFIRMED}),
        ("offers_responsibility_confirmed_by_a_person", {"state": State.ARCHIVED}),
        ("offers_responsibility_names_a_unit", {"organisation": None}),
    ],
)
def test_a_responsibility_that_cannot_be_is_refused(constraint, fields):
    made = make.responsibility()
    with refused(constraint), transaction.atomic():
        Responsibility.objects.filter(pk=made.pk).update(**fields)


def test_a_person_confirms():
    made = make.responsibility(state=State.CONFIRMED, confirmed_at=timezone.now(), confirmed_by=person())
    assert made.get_state_display() == "bestätigt"


@pytest.mark.parametrize("where", [{}, {"group": "uma"}, {"district": "wanne"}, {"group": "uma", "district": "wanne"}])
def test_the_same_unit_is_not_entered_twice_for_the_same_days(where):
    unit = make.organisation()
    make.responsibility(organisation=unit, starts_on=NEW_YEAR, ends_on=SUMMER, **where)
    with refused("offers_responsibility_once_at_a_time"), transaction.atomic():
        make.responsibility(organisation=unit, starts_on=SUMMER, **where)


def test_open_days_overlap_with_all_days():
    unit = make.organisation()
    make.responsibility(organisation=unit)
    with refused("offers_responsibility_once_at_a_time"), transaction.atomic():
        make.responsibility(organisation=unit, starts_on=NEW_YEAR, ends_on=SUMMER)


def test_another_time_group_borough_task_or_unit_is_another_responsibility():
    unit = make.organisation()
    make.responsibility(organisation=unit, ends_on=SUMMER)
    make.responsibility(organisation=unit, starts_on=NEXT_YEAR)
    make.responsibility(organisation=unit, group="uma")
    make.responsibility(organisation=unit, district="wanne")
    make.responsibility("rueckkehr", organisation=unit)
    make.responsibility()
    assert Responsibility.objects.count() == 6


def test_a_form_would_say_so_in_german():
    unit = make.organisation()
    made = make.responsibility(organisation=unit)
    twice = Responsibility(task=made.task, organisation=unit)
    with pytest.raises(ValidationError, match="Diese Stelle ist dafür in dieser Zeit schon eingetragen"):
        twice.validate_constraints()


def test_days_are_counted_with_the_first_and_the_last():
    made = make.responsibility(starts_on=NEW_YEAR, ends_on=SUMMER)
    live = [Responsibility.objects.live_on(day).count() for day in (date(2025, 12, 31), NEW_YEAR, SUMMER, NEXT_YEAR)]
    assert (live, str(made).startswith("Passbeschaffung und Mitwirkung: ")) == ([0, 1, 1, 0], True)


def test_neither_a_mere_name_nor_an_archived_unit_counts():
    make.responsibility(unit_text="Krankenkassen")
    gone = make.organisation(state=State.ARCHIVED, archived_at=timezone.now(), archived_by=person())
    make.responsibility(organisation=gone)
    there = make.responsibility()
    assert list(Responsibility.objects.counting()) == [there]


def test_a_change_leaves_a_trace():
    made = make.responsibility()
    made.note = "neu"
    made.save()
    assert [event.pgh_label for event in made.events.order_by("pgh_id")] == ["insert", "update"]


# Loading


def entry(**fields):
    """One statement of a source."""
    return {"reference": "pass-1", "task": "pass", "unit_text": "Amt", "source": "Zeitung"} | fields


def test_what_sources_say_is_loaded_once_and_stays_as_a_person_left_it():
    unit = make.organisation(reference="O900")
    assert responsibilities.load([entry(organisation="O900", target_group="b", starts_on="2026-01-01")]) == 1
    made = Responsibility.objects.get()
    assert (made.task, made.target_group, made.organisation, made.district, made.starts_on) == (
        Task.objects.get(key="pass"),
        TargetGroup.objects.get(key="b"),
        unit,
        None,
        NEW_YEAR,
    )
    Responsibility.objects.update(note="von einer Person")
    assert responsibilities.load([entry(organisation="O900", note="aus der Quelle")]) == 0
    assert Responsibility.objects.get().note == "von einer Person"


def test_a_unit_that_the_directory_does_not_have_stays_a_name():
    responsibilities.load([entry(organisation="O999")])
    made = Responsibility.objects.get()
    assert (made.organisation, made.unit_text, made.state) == (None, "Amt", State.UNCONFIRMED)


def test_every_shipped_statement_names_its_source_and_what_the_source_says():
    entries = json.loads(RESPONSIBILITIES.read_text(encoding="utf-8"))
    assert len({one["reference"] for one in entries}) == len(entries) == 86
    assert [one for one in entries if not one.get("source") or not one.get("unit_text")] == []
    responsibilities.load(entries)
    assert {one.task.key for one in Responsibility.objects.select_related("task")} == {
        task.key for task in Task.objects.all()
    }
