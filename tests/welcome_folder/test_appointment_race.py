"""Many people at one entry and at one folder at once: nothing is overwritten unseen, nobody is lost."""

import os

import pytest
from django.db import transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from tests.threads import race
from tests.welcome_folder import make
from welcome_folder.actions import appointments
from welcome_folder.actions.safety import lock_folder
from welcome_folder.forms.entries import EditForm
from welcome_folder.models import Appointment

pytestmark = pytest.mark.django_db(transaction=True)
# With PORTAL_RACE_ROUNDS=100 five hundred edits meet.
EDITORS, ROUNDS = 5, int(os.environ.get("PORTAL_RACE_ROUNDS", "4"))


def edit(entry, place, by, version, typed):
    """What the page does when somebody saves: True, or the text of the faster one that the form shows."""
    with transaction.atomic():
        lock_folder(entry.folder_id)
        data = {"day": entry.day.isoformat(), "place": typed, "version": version}
        form = EditForm(data, place=place, instance=Appointment.objects.get(pk=entry.pk), names=("day", "place"))
        form.fields.pop("once")
        if not form.is_valid():
            return [(pair["mine"], pair["theirs"]) for pair in form.conflict.fields]
        appointments.change(appointment=entry, by=by, version=form.cleaned_data["version"], **form.typed())
        return True


def test_of_many_edits_at_once_one_is_saved_and_the_others_see_both_texts():
    lead = make.case_worker()
    with transaction.atomic():
        folder = make.folder(lead=lead)
        entry = make.appointment(folder, by=lead)
    place = type("Place", (), {"areas": make.AREAS, "organisation": lead.office})
    for round_ in range(1, ROUNDS + 1):
        outcome = race(lambda number, v=round_: edit(entry, place, lead, v, f"Raum {v}.{number}"), EDITORS)
        winner = outcome.index(True)
        others = [
            (f"Raum {round_}.{number}", f"Raum {round_}.{winner}") for number in range(EDITORS) if number != winner
        ]
        assert [pairs for pairs in outcome if pairs is not True] == [[pair] for pair in others]
        stored = Appointment.objects.get(pk=entry.pk)
        assert [stored.place, stored.version] == [f"Raum {round_}.{winner}", round_ + 1]


def test_the_last_two_appointments_are_not_both_cancelled_at_once():
    lead = make.case_worker()
    with transaction.atomic():
        folder = make.folder(lead=lead)
        both = [make.appointment(folder, by=lead, day=timezone.localdate()) for _ in range(2)]
    folder.steps.all().delete()
    outcome = race(lambda number: appointments.cancel(appointment=both[number], by=lead, reason="krank"), 2)
    assert sorted(type(one) for one in outcome if isinstance(one, RuleBroken)) == [RuleBroken]
    assert folder.appointments.planned().count() == 1
