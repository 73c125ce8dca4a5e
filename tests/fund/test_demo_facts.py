"""The facts of the demo fund: what is a fact is one, and whatever is invented says so."""

import json
from datetime import date
from decimal import Decimal

from django.conf import settings

from fund import report
from fund.budget import Entry
from fund.choices.applicants import ApplicantKind
from fund.choices.ledger import EntryKind

FOLDER = settings.BASE_DIR / "fund/demo"
FACTS = json.loads((FOLDER / "facts.json").read_text(encoding="utf-8"))
PROJECTS, STATUS = FACTS["projects"], FACTS["status"]


def test_the_books_say_what_the_councils_paper_says():
    start, day = date(2017, 1, 1), date.fromisoformat(STATUS["day"])
    allotted = Entry(EntryKind.ALLOT, Decimal(FACTS["fund"]["allotted"]), start)
    commits = [
        Entry(EntryKind.COMMIT, Decimal(one["amount"]), date.fromisoformat(one["decided_on"]), subject=one["key"])
        for one in PROJECTS
    ]
    found = report.of([allotted, *commits], {}, day=day)
    assert found.sentence == "15 Projekte, 52.440,30 EUR bewilligt, 147.559,70 EUR frei"
    assert (found.projects, str(found.total.committed), str(found.total.left)) == (
        STATUS["projects"],
        STATUS["granted"],
        STATUS["left"],
    )


def test_six_projects_come_from_the_paper_and_nine_are_marked_composites():
    assert [one["origin"] for one in PROJECTS] == ["source"] * 6 + ["composite"] * 9
    for one in PROJECTS:
        assert (one["amount_note"], one["decided_on_note"]) == ("Betrag erfunden", "Tag erfunden")
        assert one["applicant_kind_note"]
        assert one["field_note"]
        is_paper = one["source"] == "Ratsvorlage 2017/0429 der Stadt Herne, 2017"
        assert is_paper is (one["origin"] == "source")
        assert is_paper or one["applicant"].startswith("Muster")


def test_every_project_can_be_loaded():
    vocabulary = json.loads((settings.BASE_DIR / "offers/vocabulary.json").read_text(encoding="utf-8"))
    known = {one["key"] for one in vocabulary["fields_of_action"]}
    assert {one["field"] for one in PROJECTS} == known
    assert {one["applicant_kind"] for one in PROJECTS} == set(ApplicantKind.values)
    assert len({one["key"] for one in PROJECTS}) == 15
    assert all(Decimal("0.01") <= Decimal(one["amount"]) <= Decimal("10000.00") for one in PROJECTS)


def test_the_remedy_text_waits_for_the_citys_lawyers():
    remedy = json.loads((FOLDER / "remedy_text.json").read_text(encoding="utf-8"))
    assert (remedy["months"], remedy["is_reviewed"]) == (1, False)
    assert "rechtlich zu prüfen" in remedy["source"]
    assert "innerhalb eines Monats nach Bekanntgabe" in remedy["text"]
    assert date.fromisoformat(remedy["valid_from"]) <= date(2017, 2, 14)
