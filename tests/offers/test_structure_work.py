"""The Redaktion's pages for boards, subprojects, members and goals."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from offers.actions import structure
from offers.choices import State
from offers.choices_structure import StructureKind
from offers.forms.structure import COLUMNS
from offers.models import FieldGoal, FieldOfAction, Goal, StructurePart
from tests.offers import make, make_structure
from tests.offers.editing import editor, sent
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
LIST, NEW, GOALS = "/de/redaktion/struktur/", "/de/redaktion/struktur/neu/", "/de/redaktion/struktur/ziele/"
NOT_TYPED = {"id", "reference", "name_sort", "state", "confirmed_at", "confirmed_by", "version"}
SPRING, SUMMER = date(2026, 3, 1), date(2026, 7, 1)


@pytest.fixture
def anna(db):
    return editor("Anna Alt")


def url(part, word="edit", *more):
    return reverse(f"offers:structure-{word}", args=[part.pk, *more])


def opened(client, address):
    """What the form at `address` sends if nothing is changed."""
    return everything_in(client.get(address).context["editor"])


def everything_in(whole):
    """All parts of the form as a browser would send them."""
    data = {}
    for form in [*whole.parts, whole.members.management_form]:
        data |= sent(form)
    return data


def errors(response):
    """{label: messages} of a form that came back."""
    whole = response.context["editor"]
    return {field.label: list(field.errors) for field in whole if field.errors}


def test_every_fact_of_an_entry_can_be_typed():
    assert {field.name for field in StructurePart._meta.concrete_fields} - set(COLUMNS) == NOT_TYPED


def test_a_double_click_makes_one_entry_with_its_members(anna):
    unit = make.organisation()
    typed = opened(anna, NEW) | {
        "kind": StructureKind.SUBPROJECT,
        "name": "Teilprojekt Wohnen",
        "field_of_action": str(FieldOfAction.objects.get(key="wohnen").pk),
        "members-0-organisation": str(unit.pk),
        "members-0-role": "lead",
        "members-0-starts_on": "2026-03-01",
        "members-1-unit_text": "Vermieter",
    }
    first, second = anna.post(NEW, typed), anna.post(NEW, typed)
    part = StructurePart.objects.get()
    assert first["Location"] == second["Location"] == url(part)
    assert [(str(one), one.role, one.starts_on) for one in part.members.all()] == [
        (unit.name, "lead", SPRING),
        ("Vermieter", "member", None),
    ]
    assert part.state == State.UNCONFIRMED


def test_more_rows_come_without_a_script_and_nothing_typed_is_lost(anna):
    typed = opened(anna, NEW) | {"name": "Beirat", "members-0-unit_text": "Vermieter", "do": "more-members"}
    response = anna.post(NEW, typed)
    assert len(response.context["editor"].members.forms) == 6
    assert 'value="Vermieter"' in response.content.decode()
    assert not StructurePart.objects.exists()


def test_what_cannot_be_is_said_at_the_field_and_nothing_is_saved(anna):
    board, unit = make_structure.part(), make.organisation()
    below = make_structure.part(parent=board)
    typed = opened(anna, url(board)) | {"parent": str(below.pk), "starts_on": "2026-07-01", "ends_on": "2026-03-01"}
    member = {"organisation": str(unit.pk), "role": "member"}
    for number, days in enumerate([("", "2026-07-01"), ("2026-07-01", ""), ("2026-07-02", "2026-07-01")]):
        row = member | dict(zip(("starts_on", "ends_on"), days, strict=True))
        typed |= {f"members-{number}-{name}": value for name, value in row.items()}
    response = anna.post(url(board), typed)
    assert errors(response) == {
        "Gehört zu": [
            "Das gehört selbst dazu: Ein Gremium oder Teilprojekt kann nicht unter seinem eigenen Teil stehen."
        ],
        "Bis": ["Das Ende liegt vor dem Anfang."],
        "Zeile 2, Einrichtung": ["Diese Einrichtung ist in dieser Zeit schon Mitglied (Zeile 1)."],
        "Zeile 3, bis": ["Das Ende liegt vor dem Anfang."],
    }
    assert not board.members.exists()
    assert StructurePart.objects.get(pk=board.pk).parent is None


def test_a_member_needs_a_name_and_an_untouched_row_does_not(anna):
    typed = opened(anna, NEW) | {"kind": "board", "name": "Beirat", "members-0-source": "Zeitung"}
    message = "Bitte eine Einrichtung wählen oder den Namen aus der Quelle eintragen."
    assert errors(anna.post(NEW, typed)) == {"Zeile 1, Einrichtung": [message]}
    assert anna.post(NEW, typed | {"members-0-source": "", "members-1-role": "lead"}).status_code == 302


def test_who_saves_second_sees_both_texts_and_loses_nothing(anna):
    board = make_structure.part(name="Beirat", purpose="")
    bert, unit = editor("Bert Bald"), make.organisation(name="Caritas")
    mine = opened(anna, url(board)) | {"name": "Rat", "meets": "monatlich"}
    theirs = opened(bert, url(board)) | {"name": "Runde", "purpose": "Beraten", "members-0-organisation": str(unit.pk)}
    assert bert.post(url(board), theirs).status_code == 302
    response = anna.post(url(board), mine)
    conflict = response.context["editor"].form.conflict
    assert [(pair["name"], pair["mine"], pair["theirs"]) for pair in conflict.fields] == [("name", "Rat", "Runde")]
    assert {pair["name"] for pair in conflict.taken} == {"purpose", "members"}
    again = everything_in(response.context["editor"])
    assert anna.post(url(board), again | {"keep-name": "mine"}).status_code == 302
    board.refresh_from_db()
    assert (board.name, board.meets, board.purpose) == ("Rat", "monatlich", "Beraten")
    assert [str(member) for member in board.members.all()] == ["Caritas"]


def test_a_membership_ends_on_a_day_and_stays_in_the_history(anna):
    board = make_structure.part()
    member = make_structure.member(board, organisation=make.organisation(name="Caritas"), starts_on=SPRING)
    address = url(board, "leave", member.pk)
    early = anna.post(address, {"version": 1, "ends_on": "2026-02-28"})
    assert "Mitglied ist die Einrichtung seit 01.03.2026." in early.content.decode()
    assert anna.post(address, {"version": 1, "ends_on": "2026-07-01"})["Location"] == url(board)
    member.refresh_from_db()
    assert member.ends_on == SUMMER
    assert anna.post(address, {"version": 1, "ends_on": "2026-08-01"}).status_code == 409
    assert anna.post(address, {"version": 2, "ends_on": "2026-08-01"}).status_code == 409
    assert anna.get(url(make_structure.part(), "leave", member.pk)).status_code == 404
    history = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", anna.get(url(board, "history")).content.decode()))
    assert "Mitgliedschaft beendet" in history
    assert "Caritas, Mitglied, 01.03.2026, 01.07.2026" in history


def test_the_history_of_a_part_is_not_that_of_its_whole(anna):
    whole = make_structure.part()
    structure.create(
        content=structure.Content({"kind": "board", "name": "Unterrunde", "parent": whole}), by=anna.person
    )
    assert "Unterrunde" not in anna.get(url(whole, "history")).content.decode()


def test_a_person_confirms_what_she_has_seen(anna):
    board = make_structure.part(name="Beirat")
    assert anna.post(url(board, "confirm"), {"version": 7}).status_code == 409
    assert anna.post(url(board, "confirm"), {"version": 1}).status_code == 302
    board.refresh_from_db()
    assert (board.state, board.confirmed_by) == (State.CONFIRMED, anna.person)


def test_goals_are_saved_per_field_and_saving_confirms(anna):
    link = make_structure.goal("wohnen", "wohnen")
    other = Goal.objects.get(key="selbsthilfe")
    typed = {"field": "wohnen", "wohnen-goals": [link.goal_id, other.pk], "wohnen-opened": [link.goal_id]}
    assert anna.post(GOALS, typed).status_code == 302
    assert {(one.goal.key, one.state) for one in FieldGoal.objects.all()} == {
        ("wohnen", State.CONFIRMED),
        ("selbsthilfe", State.CONFIRMED),
    }
    assert "Noch keinem Handlungsfeld zugeordnet: Orientierung" in anna.get(GOALS).content.decode()


def test_who_saves_goals_second_takes_nothing_back_from_the_first(anna):
    field = FieldOfAction.objects.get(key="wohnen")
    first, second, third = Goal.objects.all()[:3]
    make_structure.goal("wohnen", first.key)
    structure.set_goals(field_of_action=field, chosen=[second], opened=[first], by=anna.person)
    structure.set_goals(field_of_action=field, chosen=[first, third], opened=[first], by=anna.person)
    assert {link.goal for link in FieldGoal.objects.all()} == {second, third}


def test_the_list_shows_what_is_open_and_costs_the_same_for_many(anna):
    board = make_structure.part(name="Beirat", ends_on=timezone.localdate() - timedelta(days=1))
    text = anna.get(LIST).content.decode()
    assert "Ohne Mitglied oder ohne Handlungsfeld: 1" in text
    assert "beendet am" in text
    assert_constant_queries(
        anna, LIST, lambda: make_structure.member(make_structure.part(field="wohnen", parent=board))
    )
    assert_constant_queries(anna, GOALS, lambda: None, sizes=(1, 3))


def test_the_form_costs_the_same_for_many_members(anna):
    board = make_structure.part()
    assert_constant_queries(anna, url(board), lambda: make_structure.member(board), sizes=(1, 3, 20))
