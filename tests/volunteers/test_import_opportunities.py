"""Importing opportunities: all or nothing, a person's edit wins, nothing is concluded that no source says."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.offers.make import organisation
from tests.volunteers import make
from volunteers import importing
from volunteers.actions import opportunities
from volunteers.models import ImportedOpportunity, Opportunity

pytestmark = pytest.mark.django_db
FILE = Path(settings.BASE_DIR, "volunteers", "demo", "opportunities.csv")
ROW = {
    "id": "V900",
    "title": "Vorlesen",
    "organisation": "Leseverein",
    "activity_type": "Vorlesen",
    "origin": "herne",
    "verified": "source",
}


@pytest.fixture(autouse=True)
def _words(db):
    make.words()


@pytest.fixture
def file(tmp_path):
    """Writes rows and returns the path."""

    def write(*rows):
        path = tmp_path / "einsaetze.csv"
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, [column.name for column in importing.COLUMNS], restval="")
            writer.writeheader()
            writer.writerows(ROW | row for row in rows)
        return path

    return write


def run(path, *options):
    out = StringIO()
    call_command("import_opportunities", str(path), *options, stdout=out)
    return out.getvalue()


def test_all_56_are_there_as_unconfirmed_and_six_say_that_they_are_invented():
    said = run(FILE)
    assert "56 Zeilen gelesen, 56 neu, 0 geändert, 0 unverändert; davon erfundene Muster: 6." in said
    rows = Opportunity.objects.listed()
    assert [rows.count(), rows.filter(state="unconfirmed", confirmed_by=None).count()] == [56, 56]
    assert sorted(one.is_sample == one.title.endswith("(Muster)") for one in rows) == [True] * 56
    assert sum(one.is_sample for one in rows) == 6
    assert not rows.exclude(capacity=None, district=None, german_level="", task_class="").exists()


def test_the_same_file_again_changes_nothing():
    run(FILE)
    versions = dict(Opportunity.objects.values_list("reference", "version"))
    assert "0 neu, 0 geändert, 56 unverändert" in run(FILE)
    assert dict(Opportunity.objects.values_list("reference", "version")) == versions


def test_a_dry_run_tells_the_same_and_changes_nothing():
    said = run(FILE, "--dry-run")
    assert said.startswith("Probelauf: Nichts wurde geändert.")
    assert "56 neu" in said
    assert [Opportunity.objects.count(), ImportedOpportunity.objects.count()] == [0, 0]


@pytest.mark.parametrize(
    ("reference", "name", "value"),
    [
        ("V009", "kind", "interpreting"),
        ("V005", "kind", "tandem"),
        ("V012", "kind", "once"),
        ("V003", "kind", ""),
        ("V003", "is_time_open", True),
        ("V013", "activity_type", "housing_guide"),
        ("V006", "activity_type", "reading"),
        ("V032", "minimum_age", 18),
        ("V005", "source_email", "ehrenamt@herne.de"),
        ("V013", "source", "Ratsvorlage 2017/0429 der Stadt Herne, 2017"),
    ],
)
def test_words_become_values_where_they_say_just_that(reference, name, value):
    run(FILE)
    assert getattr(Opportunity.objects.get(reference=reference), name) == value


def test_only_what_the_source_itself_requires_is_required():
    run(FILE)
    required = {
        one.reference: sorted(one.extra_requirements.values_list("key", flat=True))
        for one in Opportunity.objects.filter(reference__in=["V004", "V016", "V033", "V034", "V049", "V003"])
    }
    assert required == {
        "V003": [],
        "V004": [],
        "V016": [],
        "V033": ["fuehrungszeugnis", "verschwiegenheit"],
        "V034": ["schulung", "verschwiegenheit"],
        "V049": ["fuehrungszeugnis", "masernschutz"],
    }


def test_times_of_the_week_are_read(file):
    run(file({"time_effort": "Mi 14–16 Uhr"}))
    assert [str(row) for row in Opportunity.objects.get().windows.all()] == ["Mittwoch, 14:00 bis 16:00"]


def test_a_known_name_is_linked_and_an_unknown_one_makes_no_institution(file):
    known = organisation(name="Leseverein")
    said = run(file({}, {"id": "V901", "organisation": "Sonst wer"}))
    assert [one.organisation for one in Opportunity.objects.order_by("reference")] == [known, None]
    assert "V901 (Zeile 3): Sonst wer" in said


def test_a_persons_edit_wins_and_the_conflict_is_reported_until_it_is_gone(file):
    run(file({"city": "Herne"}))
    coordinator = make.coordinator()
    change = opportunities.Content(columns={"title": "Vorlesen am Nachmittag"})
    opportunities.change(opportunity=Opportunity.objects.get(), content=change, by=coordinator)
    assert "Widersprüche" not in run(file({"city": "Herne"}))
    said = run(file({"title": "Lesen", "city": "Wanne"}))
    conflict = "V900, Titel – im Portal: Vorlesen am Nachmittag | Quelle bisher: Vorlesen | Quelle jetzt: Lesen"
    task = Opportunity.objects.get()
    assert [conflict in said, task.title, task.city] == [True, "Vorlesen am Nachmittag", "Wanne"]
    assert conflict in run(file({"title": "Lesen", "city": "Wanne"}))
    assert ImportedOpportunity.objects.in_conflict().visible_to(coordinator).count() == 1
    assert "widersprechen" not in run(file({"title": "Vorlesen am Nachmittag", "city": "Wanne"}))


def test_what_a_person_has_confirmed_no_source_changes(file):
    run(file({}))
    contact = make.contact()
    known = {"organisation": contact.office, "contact_name": "K", "contact_email": "k@example.org", "capacity": 1}
    coordinator = make.coordinator()
    task = opportunities.change(
        opportunity=Opportunity.objects.get(), content=opportunities.Content(columns=known), by=coordinator
    )
    opportunities.confirm(opportunity=task, by=coordinator)
    assert "V900, Ort – im Portal: leer | Quelle bisher: leer | Quelle jetzt: Herne" in run(file({"city": "Herne"}))
    task.refresh_from_db()
    assert [task.city, task.state] == ["", "confirmed"]


def test_what_is_gone_from_the_file_is_told_and_kept(file):
    run(file({}, {"id": "V901"}))
    assert "V901: Vorlesen" in run(file({}))
    assert Opportunity.objects.listed().count() == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"activity_type": "Fliegen"}, "Zeile 3, Spalte 4 (activity_type)"),
        ({"title": ""}, "Zeile 3, Spalte 2 (title): Die Zelle ist leer."),
        ({"source_year": "20"}, "Zeile 3, Spalte 15 (source_year)"),
        ({"email": "x"}, "Zeile 3, Spalte 13 (email)"),
        ({"origin": "demo", "verified": "none_demo"}, "Zeile 3, Spalte 2 (title): Ein erfundener Einsatz heißt"),
        ({"title": "=1+1"}, "führen das als Formel aus"),
        ({"id": "V900"}, "steht schon in Zeile 2"),
    ],
    ids=["activity", "title", "year", "email", "sample", "formula", "twice"],
)
def test_a_wrong_cell_refuses_the_whole_file_by_line_and_column(file, row, said):
    with pytest.raises(CommandError) as refused:
        run(file({}, {"id": "V901", **row}))
    assert "Nichts wurde eingelesen (1 Fehler)" in str(refused.value)
    assert said in str(refused.value)
    assert not Opportunity.objects.exists()
