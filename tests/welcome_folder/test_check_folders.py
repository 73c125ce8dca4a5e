"""`./portal manage check_folders`: what it says and how it ends."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from tests.welcome_folder import make

pytestmark = pytest.mark.django_db


def test_nothing_to_name_ends_with_zero(capsys):
    make.folder()
    assert call_command("check_folders") is None
    assert "Niemand geht verloren" in capsys.readouterr().out


def test_each_broken_promise_is_named_and_ends_with_one(capsys):
    with transaction.atomic():
        lost, led = make.folder(), make.folder()
        lost.steps.update(state="done", settled_at=timezone.now(), settled_by=lost.opened_by)
        led.opened_by.is_active = False
        led.opened_by.save()
        for options in ({}, {"json": True}):
            with pytest.raises(SystemExit) as ended:
                call_command("check_folders", **options)
            assert ended.value.code == 1
        text, told = capsys.readouterr().out.rsplit("\n", 2)[:2]
        assert sorted(text.splitlines()) == sorted(
            [
                f"Ordner {lost.number} hat weder einen offenen Schritt noch einen geplanten Termin.",
                f"Ordner {led.number} wird von jemandem geführt, der dort nicht mehr arbeitet.",
            ]
        )
        assert {(one["folder"], one["promise"]) for one in json.loads(told)} == {
            (lost.number, "next_step"),
            (led.number, "lead_person"),
        }
        transaction.set_rollback(True)


def test_a_closed_folder_breaks_no_promise(capsys):
    stamp = {"closed_at": timezone.now(), "closed_by": make.case_worker(), "closing_reason": "Weggezogen"}
    closed = make.folder(state="closed", with_step=False, **stamp)
    assert call_command("check_folders") is None
    assert closed.number not in capsys.readouterr().out


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="day"):
        call_command("check_folders", "--day", "31.03.2026")
