"""What the database refuses about boards, subprojects and members."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from offers.choices import State
from offers.choices_structure import StructureRole
from offers.models import StructurePart
from tests.offers import make, make_structure

pytestmark = pytest.mark.django_db
SPRING, SUMMER = date(2026, 3, 1), date(2026, 7, 1)


def refused(name, act):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


def test_days_do_not_run_backwards():
    wrong = {"starts_on": SUMMER, "ends_on": SPRING}
    refused("offers_structure_part_ends_after_start", lambda: make_structure.part(**wrong))
    refused("offers_structure_member_ends_after_start", lambda: make_structure.member(**wrong))


def test_an_institution_is_no_member_twice_at_the_same_time():
    board, unit = make_structure.part(), make.organisation()
    make_structure.member(board, organisation=unit, ends_on=SPRING)
    make_structure.member(board, organisation=unit, starts_on=SUMMER)
    make_structure.member(organisation=unit)
    refused(
        "offers_structure_member_once_at_a_time",
        lambda: make_structure.member(board, organisation=unit, role=StructureRole.LEAD, starts_on=SPRING),
    )


def test_nothing_stands_below_its_own_part_however_many_steps_away():
    whole = make_structure.part()
    middle = make_structure.part(parent=whole)
    lowest = make_structure.part(parent=middle)
    own = StructurePart.objects.filter(pk=whole.pk)
    refused("offers_structure_part_no_circle", lambda: own.update(parent=lowest))
    refused("offers_structure_part_no(t_its_own_parent|_circle)", lambda: own.update(parent=whole))
    own.update(parent=make_structure.part())


def test_nothing_is_confirmed_without_a_person_and_nothing_is_archived():
    for state in (State.CONFIRMED, State.ARCHIVED):
        refused("offers_structure_part_confirmed_by_a_person", lambda state=state: make_structure.part(state=state))
    refused("offers_field_goal_confirmed_by_a_person", lambda: make_structure.goal(state=State.CONFIRMED))


def test_names_are_not_empty():
    refused("offers_structure_part_has_name", lambda: make_structure.part(name=""))
    refused("offers_structure_member_names_a_unit", lambda: make_structure.member(unit_text=""))


def test_a_field_has_a_goal_once():
    make_structure.goal()
    refused("offers_field_goal_once", make_structure.goal)


def test_every_constraint_says_in_german_what_is_wrong():
    wrong = StructurePart(kind="board", name="Beirat", starts_on=SUMMER, ends_on=SPRING)
    with pytest.raises(ValidationError, match="Das Ende liegt vor dem Anfang"):
        wrong.full_clean()


def test_a_day_tells_who_is_there():
    board = make_structure.part()
    gone = make_structure.member(board, ends_on=SPRING)
    there = make_structure.member(board, starts_on=SPRING)
    assert set(board.members.live_on(SPRING)) == {gone, there}
    assert set(board.members.live_on(SUMMER)) == {there}
    assert set(StructurePart.objects.live_on(SUMMER)) == {board}
