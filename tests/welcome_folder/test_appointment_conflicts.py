"""Two people at one appointment, and what is still being typed: nothing is lost, nothing overwritten unseen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from herne_integration.models import Draft
from tests.people import log_in
from tests.welcome_folder import make
from tests.welcome_folder.entry_pages import entry, hidden, send, text, url
from welcome_folder.actions import appointments
from welcome_folder.models import Appointment

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
SOON, YESTERDAY = TODAY() + timedelta(days=5), TODAY() - timedelta(days=1)


@pytest.fixture
def world():
    return make.world()


def test_two_people_editing_one_entry_see_both_texts(client, world):
    entry = make.appointment(world.folder, by=world.lead, place="Amt", area="wohnen")
    address = url("appointment-edit", world.folder.pk, entry.pk)
    same = {"kind": "beratung", "day": entry.day, "area": "wohnen", "visibility": "shared"}
    log_in(client, world.lead)
    opened = hidden(client.get(address))
    send(client, address, **same, place="Rathaus, Zimmer 1")
    page = client.post(address, opened | same | {"place": "Rathaus, Zimmer 2"})
    shown = text(page)
    assert ["Ihre Fassung Rathaus, Zimmer 2" in shown, "Jetzt gespeichert Rathaus, Zimmer 1" in shown] == [True, True]
    assert Appointment.objects.get(pk=entry.pk).place == "Rathaus, Zimmer 1"


def test_two_people_logging_or_correcting_one_appointment_see_both_texts(client, world):
    planned = make.appointment(world.folder, by=world.lead, day=TODAY(), area="wohnen")
    address = url("appointment-log", world.folder.pk, planned.pk)
    log_in(client, world.helper)
    opened = hidden(client.get(address))
    appointments.log(appointment=planned, by=world.lead, state="kept", result="Schlüssel übergeben")
    page = client.post(address, opened | {"state": "kept", "result": "Kaution besprochen"})
    shown = text(page)
    assert ["Kaution besprochen" in shown, "Schlüssel übergeben" in shown, "inzwischen festgehalten" in shown] == [
        True
    ] * 3
    log_in(client, world.lead)
    address = url("appointment-correct", world.folder.pk, planned.pk)
    opened = hidden(client.get(address))
    appointments.correct(appointment=planned, by=world.lead, result="Schlüssel und Kaution")
    typed = {"kind": "beratung", "day": TODAY(), "state": "kept", "area": "wohnen", "result": "Nur Kaution"}
    shown = text(client.post(address, opened | typed))
    assert ["Nur Kaution" in shown, "Schlüssel und Kaution" in shown] == [True, True]
    assert Appointment.objects.filter(corrects=planned).count() == 1


@pytest.mark.parametrize("name", ["edit", "log", "correct", "move", "cancel"])
def test_the_second_click_of_one_person_is_no_second_person(client, world, name):
    entry = make.appointment(world.folder, by=world.lead, day=TODAY())
    address = url(f"appointment-{name}", world.folder.pk, entry.pk)
    log_in(client, world.lead)
    typed = hidden(client.get(address)) | {"kind": "beratung", "area": "orientierung", "visibility": "shared"}
    typed |= {
        "day": SOON if name == "move" else TODAY(),
        "place": "Rathaus",
        "reason": "x",
        "state": "kept",
        "result": "y",
    }
    pages = [client.post(address, typed) for _ in range(2)]
    assert [(page.status_code, page["Location"]) for page in pages] == [
        (302, url("folder-detail", world.folder.pk))
    ] * 2


def test_who_moves_an_entry_that_has_changed_is_told_and_may_go_on(client, world):
    entry = make.appointment(world.folder, by=world.lead, day=TODAY(), area="wohnen")
    address = url("appointment-move", world.folder.pk, entry.pk)
    log_in(client, world.lead)
    opened = hidden(client.get(address)) | {"day": SOON, "reason": "krank"}
    appointments.change(appointment=entry, by=world.lead, version=1, place="Rathaus")
    page = client.post(address, opened)
    assert ["hat sich geändert" in text(page), "Rathaus" in text(page)] == [True, True]
    assert "ist verschoben" in text(client.post(address, opened | hidden(page), follow=True))


def test_what_is_being_typed_comes_back_to_its_author_only(client, world):
    make.member(world.folder, world.stranger)
    address = url("folder-detail", world.folder.pk)
    keep = f"{url('draft-keep', world.folder.pk)}?seite={address}"
    log_in(client, world.lead)
    typed = hidden(client.get(address)) | entry(result="Mitten im Satz", csrfmiddlewaretoken="x")
    assert [client.post(f"{keep}&still=1", typed).status_code for _ in range(2)] == [204, 204]
    draft = Draft.objects.get()
    assert [draft.user, draft.path, "csrf" in draft.data] == [world.lead, address, False]
    page = client.get(address)
    assert ["Mitten im Satz" in text(page), "Ihre Eingaben sind wieder da" in text(page)] == [True, True]
    assert page.context["form"].errors == {}
    log_in(client, world.stranger)
    assert "Mitten im Satz" not in text(client.get(address))
    log_in(client, world.lead)
    assert "eingetragen" in text(client.post(address, typed, follow=True))
    # The last call of the clock was on its way already.
    assert client.post(f"{keep}&still=1", typed).status_code == 413
    assert Draft.objects.count() == 0


def test_without_script_a_button_keeps_and_another_forgets(client, world):
    address = url("appointment-create", world.folder.pk)
    keep = f"{url('draft-keep', world.folder.pk)}?seite={address}"
    log_in(client, world.lead)
    page = client.post(keep, {"where": "Rathaus"}, follow=True)
    assert ["zwischengespeichert" in text(page), 'value="Rathaus"' in page.content.decode()] == [True, True]
    page = client.post(keep, {"do": "discard"}, follow=True)
    assert ["verworfen" in text(page), Draft.objects.count()] == [True, 0]
    elsewhere = f"{url('draft-keep', world.folder.pk)}?seite=/de/"
    assert [client.post(elsewhere, {"a": "b"}).status_code, client.get(keep).status_code] == [400, 405]


def test_a_draft_of_an_edit_still_notices_that_somebody_was_faster(client, world):
    entry = make.appointment(world.folder, by=world.lead, place="Amt", area="wohnen")
    address = url("appointment-edit", world.folder.pk, entry.pk)
    log_in(client, world.lead)
    typed = hidden(client.get(address))
    typed |= {"kind": "beratung", "day": entry.day, "area": "wohnen", "visibility": "shared", "place": "Rathaus 2"}
    client.post(f"{url('draft-keep', world.folder.pk)}?seite={address}", typed)
    appointments.change(appointment=entry, by=world.lead, version=1, place="Rathaus 1")
    page = client.get(address)
    assert ['value="Rathaus 2"' in page.content.decode(), hidden(page)["version"]] == [True, "1"]
    assert "Jetzt gespeichert Rathaus 1" in text(client.post(address, hidden(page) | typed))
