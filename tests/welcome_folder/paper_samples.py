"""An invented family whose folders are as full as real ones, for papers: in tests, and in bench/print_pack.py."""

from datetime import date, time, timedelta

from django.utils import timezone

from offers.models import Language
from tests.welcome_folder import make
from welcome_folder.choices.people import BirthPrecision
from welcome_folder.models import Agreement, DocumentKind, FamilyTie, PersonLanguage

NAMES = ["Samira", "Khaled", "Lina", "Omar", "Nour", "Yusuf"]
KINDS = [
    ("jobcenter", "arbeit", "Weiterbewilligungsantrag besprochen, es fehlen zwei Kontoauszüge."),
    ("kursberatung", "bildung", "Einstufung A2. Der Integrationskurs beginnt im nächsten Monat am Vormittag."),
    ("arzt", "gesundheit", "Impfungen eingetragen, Überweisung mitgegeben."),
    ("beratung", "orientierung", "Briefe der letzten Wochen durchgesehen und geordnet; zwei Antworten geschrieben."),
    ("wohnung", "wohnen", "Besichtigung in Wanne-Süd, zwei Zimmer, die Vermieterin meldet sich."),
    ("auslaenderbehoerde", "aufenthalt", "Verlängerung beantragt, Fiktionsbescheinigung ausgehändigt."),
]
PAPERS = [
    ("pass", "present", 200),
    ("asylbescheid", "present", None),
    ("zeugnisse", "missing", None),
    ("geburtsurkunden", "applied", None),
    ("mietvertrag", "present", None),
]


def family(lead, *, members=6, entries=18):
    """Folders of one family with the same lead: parents, and their children."""
    folders = [_member(lead, number, entries) for number in range(members)]
    mother = folders[0].person
    FamilyTie.objects.create(person=mother, relative=folders[1].person, relation="spouse")
    for child in folders[2:]:
        FamilyTie.objects.create(person=mother, relative=child.person, relation="child", custody="shared")
    return folders


def _member(lead, number, entries):
    born = date(1988, 3, 4) if number < 2 else date(2008 + number, 5, 6)
    person = make.person(
        given_name=NAMES[number % len(NAMES)],
        family_name="Al-Beispiel",
        birth_date=born,
        birth_precision=BirthPrecision.DAY,
        citizenships=["SY"],
        phone="02323 000000",
        street="Musterstraße 1",
        postcode="44623",
        city="Herne",
        arrived_on=date(2024, 9, 1),
    )
    if arabic := Language.objects.filter(key="ar").first():
        PersonLanguage.objects.create(person=person, language=arabic, is_first=True, is_for_letters=True)
    folder = make.folder(lead=lead, whose=person)
    for index in range(entries):
        _entry(folder, lead, index, entries)
    for title, days in [("Integrationskurs anmelden", 7), ("Kontoauszüge nachreichen", 3), ("Kinderarzt suchen", 20)]:
        make.step(folder, by=lead, title=title, due_on=timezone.localdate() + timedelta(days=days))
    known = set(DocumentKind.objects.values_list("pk", flat=True))
    for kind, state, days in PAPERS:
        if kind in known:
            until = timezone.localdate() + timedelta(days=days) if days else None
            make.document(folder, by=lead, kind=kind, state=state, valid_until=until)
    return folder


def _entry(folder, lead, index, entries):
    kind, area, result = KINDS[index % len(KINDS)]
    day = timezone.localdate() + timedelta(days=30 * (index - entries + 3))
    is_past = day < timezone.localdate()
    one = make.appointment(
        folder,
        by=lead,
        kind=kind,
        area=area,
        day=day,
        time=time(9, 30) if index % 2 else None,
        place="Freiligrathstraße 12, Zimmer 104",
        state="kept" if is_past else "planned",
        result=result if is_past else "",
    )
    if is_past and index % 2:
        Agreement.objects.create(
            folder=folder,
            appointment=one,
            debtor="person",
            what="Unterlagen bis zum nächsten Termin mitbringen",
            due_on=day + timedelta(days=14),
            entered_at=timezone.now(),
            entered_by=lead,
        )
