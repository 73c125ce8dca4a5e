"""What stands on the papers that a person carries, and what never does."""

import io
import re
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from herne_integration import pdf
from tests.welcome_folder import make
from welcome_folder import paper_reading, printing
from welcome_folder.actions import paper_files
from welcome_folder.choices.printouts import PrintKind
from welcome_folder.models import Agreement, FamilyTie, Printout, ViewLog

pytestmark = pytest.mark.django_db
needs_pango = pytest.mark.skipif(not pdf.available(), reason="ohne Pango kein PDF")
TODAY = timezone.localdate


@pytest.fixture
def world():
    # The database looks at the whole folder when a transaction ends.
    with transaction.atomic():
        return make.world()


@pytest.fixture
def printed(monkeypatch):
    """Runs a builder and returns the HTML that goes to the press, without its markup."""
    pages = []
    monkeypatch.setattr(pdf, "_print", lambda html, key: pages.append(html) or b"%PDF")

    def text_of(kind, folders, by, language="de", **params):
        file = paper_files.prepare(folders[0], by=by, kind=kind, language=language, family=folders[1:], **params)
        builder = paper_files.whole if kind == "folder-paper" else paper_files.supplement
        with translation.override(language):
            name, content_type, _content = builder(file)
        assert content_type == "application/pdf"
        return name, pages[-1]

    return text_of


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def entry(world, by, result, **fields):
    return make.appointment(world.folder, by=by, state="kept", day=TODAY(), result=result, **fields)


def test_only_shared_entries_of_own_areas_are_printed(world, printed):
    entry(world, world.lead, "Geteiltes Ergebnis", kind="wohnung", area="wohnen")
    entry(world, world.lead, "Eigene Notiz", visibility="own")
    entry(world, world.lead, "Geschützte Notiz", visibility="protected")
    entry(world, world.helper, "Fremde Notiz", visibility="own", area="wohnen")
    entry(world, world.lead, "Anderes Feld", area="gesundheit", kind="arzt")
    results = ("Geteiltes Ergebnis", "Eigene Notiz", "Geschützte Notiz", "Fremde Notiz", "Anderes Feld")
    by_lead = words(printed("folder-paper", [world.folder], world.lead)[1])
    by_helper = words(printed("folder-paper", [world.folder], world.helper)[1])
    assert [one for one in results if one in by_lead] == ["Geteiltes Ergebnis", "Anderes Feld"]
    assert [one for one in results if one in by_helper] == ["Geteiltes Ergebnis"]


def test_a_sensitive_institution_is_nowhere_named_not_even_on_its_own_paper(printed):
    refuge = make.institution(name="Frauenhaus Beispiel", is_sensitive=True, phone="02323 999999")
    worker = make.case_worker(of=refuge)
    folder = make.folder(lead=worker)
    make.appointment(folder, by=worker, place="Geheime Straße 1", with_whom="Frau Schutz")
    make.step(folder, by=worker, owner="institution", institution=refuge)
    _name, html = printed("folder-paper", [folder], worker)
    secrets = ("Frauenhaus", "02323 999999", "Geheime Straße", "Frau Schutz")
    assert [one for one in secrets if one in html] == []
    assert words(html).count("eine Beratungsstelle") == 3


def test_a_family_that_is_kept_apart_lies_in_no_common_file_and_shows_no_address(world, printed):
    person = world.folder.person
    person.street, person.phone = "Musterstraße 1", "02323 111111"
    person.save()
    other = make.folder(lead=world.lead, whose=make.person(street="Nebenstraße 2"))
    tie = FamilyTie.objects.create(person=person, relative=other.person, relation="spouse")
    together = words(printed("folder-paper", [world.folder, other], world.lead)[1])
    assert ["Musterstraße 1" in together, "Nebenstraße 2" in together] == [True, True]
    tie.keep_apart = True
    tie.save()
    alone = words(printed("folder-paper", [world.folder], world.lead)[1])
    assert [one for one in ("Musterstraße", "02323 111111", "Nebenstraße") if one in alone] == []
    with pytest.raises(PermissionError):
        printed("folder-paper", [world.folder, other], world.lead)


def test_a_look_is_written_down_and_the_file_is_named_by_the_number_alone(world, printed):
    name, html = printed("folder-paper", [world.folder], world.lead)
    assert name == f"ordner-{world.folder.number}.pdf"
    assert ViewLog.objects.filter(folder_id=world.folder.pk, purpose="print", outcome="seen").count() == 1
    assert str(world.folder.pk) not in html
    file = paper_files.prepare(world.folder, by=world.lead, kind="folder-paper", language="de")
    assert [file.title, file.params] == [f"Ordner {world.folder.number}", {"folders": [str(world.folder.pk)]}]


@pytest.mark.django_db(transaction=True)
def test_a_supplement_holds_only_what_is_new_or_changed_since_the_last_print(world, printed, monkeypatch):
    """Needs real transactions: the history notes when each began."""
    monkeypatch.setattr(printing, "GRACE", timedelta())
    entry(world, world.lead, "Altes Ergebnis")
    planned = make.appointment(world.folder, by=world.lead, day=TODAY() + timedelta(days=3), place="Zimmer 5")
    printed("folder-paper", [world.folder], world.lead)
    empty = words(printed("folder-supplement", [world.folder], world.lead)[1])
    assert "Seit dem letzten Druck ist nichts hinzugekommen." in empty
    planned.reminded_on = TODAY()
    planned.save(update_fields=["reminded_on"])
    old = entry(world, world.lead, "Neues Ergebnis")
    newer = words(printed("folder-supplement", [world.folder], world.lead)[1])
    assert [one in newer for one in ("Altes Ergebnis", "Neues Ergebnis", "Zimmer 5")] == [False, True, False]
    planned.place, planned.version = "Zimmer 6", 2
    planned.save()
    what = {"debtor": "person", "what": "Pass bringen", "entered_at": timezone.now(), "entered_by": world.lead}
    Agreement.objects.create(folder=world.folder, appointment=old, **what)
    newest = words(printed("folder-supplement", [world.folder], world.lead)[1])
    assert [one in newest for one in ("Altes Ergebnis", "Pass bringen", "Zimmer 6")] == [False, True, True]


def test_what_another_printer_could_not_read_is_still_new(world, printed):
    entry(world, world.lead, "Arbeit", area="arbeit", kind="jobcenter")
    printed("folder-paper", [world.folder], world.helper)
    since = paper_files.since_of(world.folder, world.lead)
    assert [since.by_area["wohnen"] is None, since.by_area["arbeit"]] == [False, None]
    assert "Arbeit" in words(printed("folder-supplement", [world.folder], world.lead)[1])
    assert set(Printout.objects.values_list("kind", flat=True)) == {PrintKind.WHOLE, PrintKind.SUPPLEMENT}


def test_a_supplement_since_a_day_asks_no_print(world, printed):
    entry(world, world.lead, "Heute entstanden")
    printed("folder-paper", [world.folder], world.lead)
    html = printed("folder-supplement", [world.folder], world.lead, since=TODAY())[1]
    assert "Heute entstanden" in words(html)


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "\u202eniemand\u202c", "ع" * 90, 'O\'Beispiel & "Söhne"'],
    ids=["script", "marks", "long", "quotes"],
)
def test_hostile_names_stay_text(world, printed, name):
    world.folder.person.given_name, world.folder.person.family_name = "", name
    world.folder.person.save()
    html = printed("folder-paper", [world.folder], world.lead, "ar")[1]
    assert "<script" not in html
    assert f'<h1><bdi dir="{"rtl" if name.startswith("ع") else "ltr"}">' in html.replace("\n", "")


def test_queries_do_not_grow_with_entries(world):
    folder, counts = paper_reading.folder_for_print(world.lead, world.folder.pk), []
    for _ in range(2):
        entry(world, world.lead, "Eins")
        make.document(world.folder, by=world.lead, note=str(len(counts)))
        with CaptureQueriesContext(connection) as seen:
            paper_reading.whole(folder, world.lead, contacts={}, day=TODAY())
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_people_are_printed_together_unless_two_of_them_are_kept_apart():
    class Tie:
        def __init__(self, person_id, relative_id, keep_apart):
            self.person_id, self.relative_id, self.keep_apart = person_id, relative_id, keep_apart

    ties = [Tie(1, 2, False), Tie(2, 3, True)]
    assert [printing.may_print_together(people, ties) for people in ([1, 2], [1, 3], [1, 2, 3])] == [True, True, False]


@needs_pango
@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_paper_is_tagged_and_its_tables_have_headings(world, language):
    entry(world, world.lead, "Ergebnis")
    make.document(world.folder, by=world.lead)
    file = paper_files.prepare(world.folder, by=world.lead, kind="folder-paper", language=language)
    with translation.override(language):
        _name, _type, content = paper_files.whole(file)
    with pikepdf.open(io.BytesIO(content)) as paper:
        root = paper.Root
        kinds = [str(part.get("/S")) for part in pdf._parts(root.StructTreeRoot)]
        languages = {str(part.Lang) for part in pdf._parts(root.StructTreeRoot) if "/Lang" in part}
        assert [bool(root.MarkInfo.Marked), str(root.Lang)] == [True, language]
        assert {"/TH", "/TD", "/H1", "/H2", "/Figure"} <= set(kinds)
        assert languages == (set() if language == "de" else {"de"})
        assert len(paper.pages) > 10


def test_a_sheet_that_a_whole_family_fills_has_fewer_lines_for_notes():
    alone = printing.Register(sheet=None, number=1, papers=["one"], kinds=[], contacts=[])
    family = replace(alone, papers=[], members=[(number, ["one"]) for number in range(6)])
    assert [len(alone.pen_lines), len(family.pen_lines)] == [6, 3]
