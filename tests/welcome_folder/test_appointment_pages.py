"""The folder's page and the forms of its appointments."""

import re
from datetime import time, timedelta

import pytest
from django.utils import timezone

from tests.people import log_in
from tests.queries import assert_constant_queries
from tests.welcome_folder import make
from tests.welcome_folder.entry_pages import entry, hidden, send, text, url
from welcome_folder.actions import appointments
from welcome_folder.models import Appointment, ViewLog

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
SOON, YESTERDAY = TODAY() + timedelta(days=5), TODAY() - timedelta(days=1)


@pytest.fixture
def world():
    return make.world()


def test_the_entry_of_today_is_made_in_one_go_and_once(client, world):
    log_in(client, world.lead)
    address = url("folder-detail", world.folder.pk)
    typed = hidden(client.get(address))
    typed |= entry(agreed="Pass vorlegen", agreed_due=SOON, next_day=SOON, kind="jobcenter")
    pages = [client.post(address, typed, follow=True) for _ in range(2)]
    assert ["Der Termin ist eingetragen." in text(page) for page in pages] == [True, False]
    found = world.folder.appointments.values_list("kind_id", "area_id", "state", "day", "institution")
    lead = world.lead.office.pk
    assert list(found) == [
        ("jobcenter", "arbeit", "kept", TODAY(), lead),
        ("jobcenter", "arbeit", "planned", SOON, lead),
    ]
    assert world.folder.steps.get(origin="agreement").title == "Pass vorlegen"
    assert f"Zuletzt vereinbart {TODAY():%d.%m.%Y}" in text(pages[1])


def test_an_unfinished_entry_says_what_is_missing_and_keeps_every_word(client, world):
    log_in(client, world.lead)
    page = send(client, url("folder-detail", world.folder.pk), **entry(result="", agreed_due=SOON, step="Anrufen"))
    assert {name: list(errors) for name, errors in page.context["form"].errors.items()} == {
        "result": ["Bitte schreiben Sie in wenigen Worten, was herauskam."],
        "agreed": ["Was ist bis dahin vereinbart?"],
        "step_due": ["Ein Schritt hat einen Tag, bis zu dem er getan ist."],
    }
    assert 'value="Anrufen"' in page.content.decode()
    assert "<details open>" in page.content.decode()
    assert world.folder.appointments.count() == 0


def test_what_a_rule_refuses_stands_at_the_form(client, world):
    make.appointment(world.folder, by=world.lead, day=TODAY())
    world.folder.steps.all().delete()
    planned = world.folder.appointments.get()
    log_in(client, world.lead)
    address = url("appointment-cancel", world.folder.pk, planned.pk)
    page = send(client, address, reason="krank")
    assert "hätte diese Person keinen nächsten Schritt" in text(page)
    page = send(client, address, reason="krank", step="Neuen Termin machen", step_due=SOON)
    assert "Der Termin ist abgesagt." in text(page)
    assert world.folder.steps.get().institution == world.lead.office


def test_everybody_reads_what_she_may_and_nothing_else(client, world):
    refuge = make.case_worker(of=make.institution(is_sensitive=True, name="Haus am Park"))
    make.member(world.folder, refuge, areas=["wohnen"])
    for by, area, visibility, result in [
        (world.lead, "wohnen", "shared", "Wohnung gefunden"),
        (world.lead, "gesundheit", "shared", "Zahnarzt"),
        (world.lead, "wohnen", "own", "Notiz der Federführung"),
        (refuge, "wohnen", "shared", "Auszug begleitet"),
        (refuge, "wohnen", "own", "Notiz des Hauses"),
        (refuge, "wohnen", "protected", "Nur für mich"),
    ]:
        make.appointment(
            world.folder, by=by, area=area, visibility=visibility, result=result, state="kept", day=YESTERDAY
        )
    words = ["Wohnung gefunden", "Zahnarzt", "Notiz der F", "Auszug", "Notiz des H", "Nur für mich", "Haus am Park"]
    seen = {}
    for name, person in {"lead": world.lead, "helper": world.helper, "refuge": refuge}.items():
        log_in(client, person)
        shown = text(client.get(url("folder-detail", world.folder.pk)))
        seen[name] = [word for word in words if word in shown]
    assert seen == {
        "lead": ["Wohnung gefunden", "Zahnarzt", "Notiz der F", "Auszug"],
        "helper": ["Wohnung gefunden", "Auszug"],
        "refuge": ["Wohnung gefunden", "Auszug", "Notiz des H", "Nur für mich", "Haus am Park"],
    }
    log_in(client, refuge)
    shown = text(client.get(url("folder-detail", world.folder.pk)))
    assert ["geschützt: nur Sie" in shown, "nur die eigene Stelle" in shown] == [True, True]


def test_absent_and_foreign_look_alike_for_folder_entry_and_agreement(client, world):
    own = make.folder(lead=world.stranger)
    elsewhere = appointments.log_past(
        folder=own, institution=world.stranger.office, by=world.stranger, kind="beratung", area="wohnen", day=TODAY(),
        result="x", agreements=[{"what": "y"}],
    )  # fmt: skip
    log_in(client, world.stranger)
    foreign = url("folder-detail", world.folder.pk)
    mine = make.appointment(world.folder, by=world.lead)
    pages = [
        client.get(foreign),
        client.get(url("folder-detail", mine.pk)),
        client.post(f"{url('draft-keep', world.folder.pk)}?seite={foreign}", {"result": "x"}),
        client.get(url("appointment-edit", world.folder.pk, mine.pk)),
        # Through the own folder's door to the entry of another one.
        client.get(url("appointment-edit", own.pk, mine.pk)),
        client.get(url("appointment-calendar", own.pk, mine.pk)),
    ]
    assert [page.status_code for page in pages] == [404] * 6
    log_in(client, world.lead)
    # Both are hers, but the look would be logged for the wrong one.
    assert client.get(url("appointment-edit", make.folder(lead=world.lead).pk, mine.pk)).status_code == 404
    agreement = elsewhere.agreements.get()
    assert client.post(url("agreement-settle", world.folder.pk, agreement.pk)).status_code == 404
    assert ViewLog.objects.filter(outcome="denied", folder_id=world.folder.pk).count() == 3


def test_what_is_missing_for_the_next_appointment_stands_on_top(client, world):
    make.document(world.folder, by=world.lead, kind="pass", state="present", valid_until=TODAY())
    planned = make.appointment(world.folder, by=world.lead, day=SOON, time=time(9, 30))
    planned.papers.set(["pass", "geburtsurkunde", "wohnungsgeber"])
    log_in(client, world.lead)
    shown = text(client.get(url("folder-detail", world.folder.pk)))
    assert re.search(r"09:30 Uhr.*fehlt noch: .*Pass.* \(abgelaufen\), .*\(nicht erfasst\)", shown)
    # The helper covers "wohnen": of other papers she learns nothing.
    planned.area_id = "wohnen"
    planned.save()
    log_in(client, world.helper)
    shown = text(client.get(url("folder-detail", world.folder.pk)))
    assert re.findall(r"fehlt noch: ([^()]*)\(", shown) == ["Wohnungsgeberbestätigung "] * 2


def test_a_planned_appointment_is_logged_moved_and_corrected(client, world):
    log_in(client, world.lead)
    folder = world.folder.pk
    page = send(
        client, url("appointment-create", folder), kind="arzt", day=TODAY(), visibility="shared", papers=["pass"]
    )
    assert "Der Termin ist geplant." in text(page)
    first = world.folder.appointments.get()
    same = {"kind": "arzt", "day": TODAY(), "place": "Praxis", "area": "gesundheit"}
    page = send(client, url("appointment-edit", folder, first.pk), **same, visibility="shared")
    assert "Der Eintrag ist geändert." in text(page)
    page = send(client, url("appointment-move", folder, first.pk), day=SOON, reason="Praxis zu")
    assert "Der Termin ist verschoben." in text(page)
    second = world.folder.appointments.get(state="planned")
    Appointment.objects.filter(pk=second.pk).update(day=TODAY())
    page = send(
        client, url("appointment-log", folder, second.pk), state="kept", result="Geimpft", agreed="Impfpass holen"
    )
    assert "Der Termin ist nachgetragen." in text(page)
    page = send(client, url("appointment-correct", folder, second.pk), **same, state="kept", result="Untersucht")
    shown = text(page)
    assert "Die Berichtigung steht neben dem alten Eintrag." in shown
    assert re.search(r"Untersucht.*Impfpass holen.*Vorher, eingetragen am.*Geimpft", shown)
    kept = world.folder.appointments.values_list("state", "place", "result").order_by("entered_at")
    assert list(kept) == [("moved", "Praxis", ""), ("kept", "Praxis", "Geimpft"), ("kept", "Praxis", "Untersucht")]


def test_an_agreement_is_settled_or_void_from_the_page(client, world):
    appointments.log_past(
        folder=world.folder, institution=world.lead.office, by=world.lead, kind="beratung", area="wohnen", day=TODAY(),
        result="x", agreements=[{"what": "Mietvertrag kopieren"}, {"what": "Keller räumen"}],
    )  # fmt: skip
    first, second = world.folder.agreements.order_by("-what")
    log_in(client, world.helper)
    assert "ist erledigt" in text(client.post(url("agreement-settle", world.folder.pk, first.pk), follow=True))
    assert client.post(url("agreement-settle", world.folder.pk, first.pk)).status_code == 409
    page = send(client, url("agreement-void", world.folder.pk, second.pk), reason="zieht nicht um")
    assert "Grund: zieht nicht um" in text(page)


def test_the_calendar_file_says_appointment_and_nothing_more(client, world):
    planned = make.appointment(
        world.folder, by=world.lead, day=SOON, time=time(10, 15), place="Praxis", kind="arzt", with_whom="Dr. Zahn"
    )
    log_in(client, world.lead)
    address = url("appointment-calendar", world.folder.pk, planned.pk)
    page = client.get(address)
    lines = page.content.decode().split("\r\n")
    assert [line for line in lines if line.startswith(("SUMMARY", "UID", "DTSTART;", "DTEND;"))] == [
        "SUMMARY:Termin",
        f"DTSTART;TZID=Europe/Berlin:{SOON:%Y%m%d}T101500",
        f"DTEND;TZID=Europe/Berlin:{SOON:%Y%m%d}T104500",
        f"UID:{planned.pk}",
    ]
    assert not re.search("Praxis|Arzt|Zahn|Beratung|Samira", page.content.decode())
    assert ["BEGIN:VTIMEZONE" in lines, b"\n" not in page.content.replace(b"\r\n", b"")] == [True, True]
    assert [page["Content-Disposition"], page["Cache-Control"]] == [
        'attachment; filename="termin.ics"',
        "private, no-store",
    ]
    assert client.get(address).content == page.content
    Appointment.objects.filter(pk=planned.pk).update(time=None)
    assert f"DTSTART;VALUE=DATE:{SOON:%Y%m%d}" in client.get(address).content.decode()


def test_the_list_is_narrowed_by_what_the_address_says(client, world):
    refuges = [make.case_worker(of=make.institution(is_sensitive=True)) for _ in range(2)]
    for number, by in enumerate([world.lead, *refuges]):
        what = {"area": "wohnen", "kind": "wohnung", "state": "kept", "day": YESTERDAY}
        make.appointment(world.folder, by=by, result=f"Raum{number}", **what)
    make.appointment(world.folder, by=world.lead, day=SOON, with_whom="Raum3")
    log_in(client, world.lead)
    address = url("folder-detail", world.folder.pk)

    def found(query):
        return re.findall(r"Raum\d", text(client.get(f"{address}?{query}")))

    queries = ["stelle=x", f"stelle={world.lead.office.pk}", "art=wohnung", "stand=planned", "feld=wohnen&stand=kept"]
    queries += ["stelle=999", "feld=%00", "page=99999", f"stelle={refuges[0].office.pk}"]
    # The next appointment stands on top whatever the list is narrowed to.
    assert "Nächster Termin Keiner geplant" not in text(client.get(f"{address}?stand=kept"))
    assert [sorted(found(query)) for query in queries] == [
        ["Raum1", "Raum2"],
        ["Raum0", "Raum3"],
        ["Raum0", "Raum1", "Raum2"],
        ["Raum3"],
        ["Raum0", "Raum1", "Raum2"],
        # Nonsense, and the key of an institution that is not named, narrow nothing.
        *[["Raum0", "Raum1", "Raum2", "Raum3"]] * 4,
    ]


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "a\0b", "x" * 4001], ids=["script", "nul", "too long"])
def test_hostile_text_is_shown_as_text_or_refused_in_words(client, world, typed):
    log_in(client, world.lead)
    page = send(client, url("folder-detail", world.folder.pk), **entry(result=typed))
    saved = world.folder.appointments.count()
    assert [page.status_code, b"<script>alert" in page.content, saved] == [200, False, int(typed.startswith("<"))]


def test_three_megabytes_are_too_much(client, world):
    log_in(client, world.lead)
    address = url("folder-detail", world.folder.pk)
    page = send(client, address, **entry(result="x" * 3_000_000))
    assert [list(page.context["form"].errors), world.folder.appointments.count()] == [["result"], 0]
    keep = f"{url('draft-keep', world.folder.pk)}?seite={address}"
    assert client.post(f"{keep}&still=1", {"result": "x" * 300_000}).status_code == 413


def test_the_page_costs_the_same_for_one_entry_and_for_fifty(client, world):
    log_in(client, world.lead)

    def more():
        past = make.appointment(world.folder, by=world.lead, state="kept", day=YESTERDAY, result="Gut " * 20)
        past.agreements.create(
            folder=world.folder, debtor="person", what="Etwas", entered_at=timezone.now(), entered_by=world.lead
        )
        planned = make.appointment(world.folder, by=world.lead, day=SOON)
        planned.papers.set(["pass"])
        wrong = make.appointment(world.folder, by=world.lead, state="kept", day=YESTERDAY)
        make.appointment(world.folder, by=world.lead, state="kept", day=YESTERDAY, corrects=wrong)

    address = url("folder-detail", world.folder.pk)
    assert_constant_queries(client, address, more, at_most=22)
    page = client.get(address)
    assert len(page.content) < 60_000


def test_every_look_is_logged_with_what_it_was_for(client, world):
    planned = make.appointment(world.folder, by=world.lead, day=TODAY())
    log_in(client, world.lead)
    client.get(url("folder-detail", world.folder.pk))
    client.get(url("appointment-log", world.folder.pk, planned.pk))
    looks = ViewLog.objects.order_by("pk").values_list("purpose", "outcome", "kind", "object_id")
    assert list(looks) == [("log", "seen", "", None), ("entry", "seen", "appointment", planned.pk)]
