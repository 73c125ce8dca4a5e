"""The list of overlaps and holes, as data and as a command."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from offers import who_helps
from offers.actions import imports, responsibilities
from offers.choices import ImportKind, State
from offers.demo import ORGANISATIONS, RESPONSIBILITIES
from offers.models import TargetGroup, Task
from offers.responsibility import Verdict
from tests.offers import make
from tests.portal.make import person

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 1)


@pytest.fixture
def only_pass():
    """Nothing but one task."""
    Task.objects.exclude(key="pass").delete()


def told(*arguments):
    """What the command prints."""
    out = StringIO()
    call_command("check_responsibilities", *arguments, stdout=out)
    return out.getvalue()


def lines():
    """Kind, groups, boroughs and notes of each line."""
    return [(str(line.gap.verdict), line.groups, line.districts, line.notes) for line in who_helps.review(DAY).lines]


def test_without_any_source_everything_is_one_hole(only_pass):
    assert lines() == [("hole", "alle Zielgruppen", "ganz Herne", ["Keine Quelle nennt eine Stelle."])]


def test_one_unit_for_everybody_leaves_nothing_open(only_pass):
    make.responsibility()
    review = who_helps.review(DAY)
    assert (review.lines, review.asked, review.count(Verdict.UNIT)) == ([], 96, 96)


def test_few_and_many_groups_are_told_in_few_words(only_pass):
    make.responsibility(group="uma", district="wanne")
    assert lines() == [
        (
            "hole",
            "alle Zielgruppen außer: Unbegleitete minderjährige Ausländerinnen und Ausländer (UMA)",
            "ganz Herne",
            ["Keine Quelle nennt eine Stelle."],
        ),
        (
            "hole",
            "Unbegleitete minderjährige Ausländerinnen und Ausländer (UMA)",
            "Herne-Mitte, Eickel, Sodingen",
            ["Keine Quelle nennt eine Stelle."],
        ),
    ]


def test_people_of_no_group_are_named_as_such(only_pass):
    for group in TargetGroup.objects.exclude(key__in=["alle", "uma"]):
        make.responsibility(group=group.key)
    assert [line[1] for line in lines()] == [
        "ohne Zielgruppe; Unbegleitete minderjährige Ausländerinnen und Ausländer (UMA)"
    ]


def test_an_overlap_tells_what_is_noted_at_its_units(only_pass):
    for note in ("Erste.", "Zweite.", ""):
        make.responsibility(note=note)
    make.responsibility(unit_text="Beratung", note="Nur ein Name.")
    assert lines() == [("overlap", "alle Zielgruppen", "ganz Herne", ["Erste.", "Zweite."])]


def test_a_unit_that_is_gone_is_named_where_it_leaves_a_hole(only_pass):
    gone = make.organisation(name="Altes Amt", state=State.ARCHIVED, archived_at=timezone.now(), archived_by=person())
    make.responsibility(organisation=gone)
    assert lines()[0][3] == ["ohne Zielgruppe: „Altes Amt“.", "Keine Quelle nennt eine Stelle."]


def test_a_hole_tells_whom_the_source_names_without_saying_where(only_pass):
    make.responsibility(unit_text="Beratung", group="b", note="Welche, steht nicht dort.")
    name = "Geflüchtete mit unwahrscheinlicher Bleibeaussicht"
    assert lines()[0][3] == [
        f"{name}: „Beratung“. Welche, steht nicht dort.",
        "Keine Quelle nennt eine Stelle.",
    ]


def test_what_is_said_of_another_time_or_borough_explains_nothing(only_pass):
    make.responsibility(unit_text="Früher", ends_on=date(2026, 2, 28))
    make.responsibility(district="eickel")
    make.responsibility(unit_text="In Wanne", district="wanne")
    make.responsibility(unit_text="In Eickel", district="eickel")
    assert lines()[0][2:] == (
        "Herne-Mitte, Wanne, Sodingen",
        ["ohne Zielgruppe: „In Wanne“.", "Keine Quelle nennt eine Stelle."],
    )


def test_the_command_lists_and_counts(only_pass):
    for name in ("Amt A", "Amt B"):
        make.responsibility(organisation=make.organisation(name=name), group="uma")
    group = "Unbegleitete minderjährige Ausländerinnen und Ausländer (UMA)"
    assert told("--day", "2026-03-01").splitlines()[-4:] == [
        f"Doppelstruktur: Passbeschaffung und Mitwirkung | {group} | ganz Herne",
        "    Amt A, Amt B",
        "    Mehrere Stellen sind gleich genau eingetragen, keine Angabe sagt, wer vorgeht.",
        "96 Kombinationen aus Aufgabe, Zielgruppe und Stadtbezirk: 0 mit genau einer Stelle, 4 mit mehreren, 92 ohne.",
    ]


def test_the_command_looks_at_the_day_that_it_is_given(only_pass):
    make.responsibility(starts_on=DAY)
    found = [json.loads(told("--json", "--day", day))["hole"] for day in ("2026-02-28", "2026-03-01")]
    assert found == [96, 0]


def test_the_command_prints_json(only_pass):
    assert json.loads(told("--json"))["lines"] == [
        {
            "kind": "hole",
            "task": "Passbeschaffung und Mitwirkung",
            "groups": "alle Zielgruppen",
            "districts": "ganz Herne",
            "combinations": 96,
            "units": [],
            "causes": ["Zu dieser Aufgabe nennt keine Quelle eine Stelle."],
            "notes": ["Keine Quelle nennt eine Stelle."],
        }
    ]


def test_a_day_that_is_none_is_refused_in_german():
    with pytest.raises(CommandError, match="„gestern“ ist kein Tag"):
        told("--day", "gestern")


def test_the_demo_city_explains_every_overlap_and_every_hole():
    imports.import_file(kind=ImportKind.ORGANISATIONS, path=ORGANISATIONS)
    responsibilities.load(json.loads(RESPONSIBILITIES.read_text(encoding="utf-8")))
    review = who_helps.review(DAY)
    assert [line.task for line in review.lines if not line.notes] == []
    assert {verdict: review.count(verdict) for verdict in Verdict} == {"unit": 924, "overlap": 48, "hole": 1140}
    overlaps = [note for line in review.lines if line.is_overlap for note in line.notes]
    assert [note for note in overlaps if "Mehrere Stellen: " not in note] == []
