"""Who gets a reminder, what it says and what it keeps to itself."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from herne_integration.models import OutboxMail
from offers.models import Language
from tests.welcome_folder import make
from welcome_folder.actions import reminders
from welcome_folder.models import Appointment, PersonLanguage

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def in_days(number):
    return TODAY() + timedelta(days=number)


@pytest.fixture
def folder():
    return make.folder(whose=make.person(email="samira@example.org", channel="email"))


def planned(folder, **fields):
    fields = {
        "day": in_days(fields.pop("days", 1)),
        "time": time(9, 30),
        "place": "Rathaus",
        "with_whom": "Frau Amt",
    } | fields
    return make.appointment(folder, by=fields.pop("by", None) or folder.opened_by, **fields)


def test_a_mail_says_when_and_where_once(folder):
    appointment = planned(folder)
    assert [reminders.send_due(), reminders.send_due()] == [1, 0]
    mail = OutboxMail.objects.get()
    assert [mail.to, mail.subject] == ["samira@example.org", "Erinnerung an einen Termin"]
    assert (
        f"am {in_days(1):%d.%m.%Y} haben Sie einen Termin.\nUhrzeit: 09:30\nStelle: {folder.lead}\nOrt: Rathaus"
        in mail.body
    )
    assert not [
        word for word in ("Samira", "Beratung", "Frau Amt", folder.number) if word in mail.body.split("Stelle")[0]
    ]
    assert Appointment.objects.get(pk=appointment.pk).reminded_on == TODAY()


@pytest.mark.parametrize(
    "fields",
    [{"visibility": "own"}, {"visibility": "protected"}, {"area": "gesundheit", "kind": "arzt"}, {"sensitive": True}],
    ids=["own", "protected", "health", "sensitive institution"],
)
def test_where_the_place_would_tell_only_the_moment_is_said(folder, fields):
    if fields.pop("sensitive", False):
        fields["by"] = make.case_worker(of=make.institution(is_sensitive=True, name="Haus am Park"))
    planned(folder, **fields)
    reminders.send_due()
    body = OutboxMail.objects.get().body
    assert [word for word in ("Stelle", "Ort", "Rathaus", "Park", "Arzt") if word in body] == []
    assert f"{in_days(1):%d.%m.%Y}" in body


@pytest.mark.parametrize(
    ("of_person", "of_entry"),
    [
        ({"email": ""}, {}),
        ({"channel": "phone"}, {}),
        ({}, {"days": 0}),
        ({}, {"days": 3}),
        ({}, {"state": "cancelled"}),
    ],
    ids=["no address", "another way", "today", "far away", "cancelled"],
)
def test_nobody_else_gets_one(folder, of_person, of_entry):
    type(folder.person).objects.filter(pk=folder.person.pk).update(**of_person)
    planned(folder, **of_entry)
    assert reminders.send_due() == 0


def test_a_closed_folder_reminds_nobody(folder):
    planned(folder)
    stamp = {"closed_at": timezone.now(), "closed_by": folder.opened_by, "closing_reason": "weggezogen"}
    type(folder).objects.filter(pk=folder.pk).update(state="closed", **stamp)
    assert reminders.send_due() == 0


@pytest.mark.parametrize(("code", "language"), [("ar", "ar"), ("en", "en"), ("uk", "de")])
def test_the_language_for_letters_is_taken_where_we_write_it(folder, code, language):
    row = {"person": folder.person, "language": Language.objects.get(key=code), "is_for_letters": True}
    PersonLanguage.objects.create(**row)
    assert reminders.language_for_letters(folder.person) == language
