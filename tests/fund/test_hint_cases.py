"""Which applications the database hands to `hints`: all at which there can be a hint."""

import json

import pytest
from django.db import connection

from fund import hint_cases, hints
from fund.choices.hints import HintKind
from fund.models import ApplicantMember
from tests.fund import make

TEXTS = [
    "Nähkurs für Mütter",
    "Das Projekt: ein NÄHKURS für die Mütter!",
    "Straßenfest (Baukau) 2026/27",
    "Verein für Bildung e. V.",
    "VEREIN FÜR BILDUNG E.V.",
    "Bildung gGmbH",
    "Eingetragener Verein Éloïse & Çelik",
    "в гостях у друзей",
    "  ",
    "Evi und die Gmbhs",
]


@pytest.mark.django_db
@pytest.mark.parametrize("text", TEXTS)
def test_the_database_makes_the_same_keys_as_the_rules(text):
    content = json.dumps({"answers": {"title": text, "applicant_name": text}})
    with connection.cursor() as cursor:
        cursor.execute("SELECT fund_title_key(%s::jsonb), fund_name_key(%s::jsonb)", [content, content])
        assert cursor.fetchone() == (hints.title_key(text), hints.name_key(text))


def kinds(application):
    """{number: kind} of the hints at an application."""
    return {hint.number: hint.kind for hint in hint_cases.at(application.latest_version)}


def found(mine, *others):
    """Submits what is given, all in one round, and returns the other numbers with the kinds of hints."""
    return [kinds(mine).get(other.number) for other in others]


@pytest.mark.django_db
def test_a_similar_title_of_somebody_else_is_found():
    mine = make.submitted(title="Nähkurs für Mütter")
    similar = make.submitted(in_round=mine.round, title="Ein Nähkurs für die Mutter")
    other = make.submitted(in_round=mine.round, title="Fahrradwerkstatt")
    assert found(mine, similar, other) == [HintKind.DOUBLE, None]


@pytest.mark.django_db
def test_the_same_people_are_found_by_record_by_name_and_by_signature():
    club = make.applicant(name="Nachbarn Baukau e. V.")
    mine = make.submitted(of=club, title="Nähkurs")
    same = make.submitted(of=club, in_round=mine.round, title="Fahrradwerkstatt")
    named = make.submitted(of=make.applicant(name="NACHBARN BAUKAU"), in_round=mine.round, title="Lesestunde")
    other = make.applicant(name="Chor Sodingen")
    ApplicantMember.objects.filter(applicant=other, role="chair").update(user=club.chair)
    other.chair = club.chair
    signed = make.submitted(of=other, in_round=mine.round, title="Chorprobe")
    stranger = make.submitted(in_round=mine.round, title="Kochabend")
    hit = found(mine, same, named, signed, stranger)
    assert hit[3] is None
    assert None not in hit[:3]
