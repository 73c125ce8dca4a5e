"""Months of case work through the actions: nobody is lost, says a checker that knows nothing of the rules."""

import pytest
from django.utils import timezone

from bench import simulate_folders
from tests.welcome_folder import make

pytestmark = pytest.mark.django_db


def test_three_hundred_folders_live_for_six_months_and_nobody_is_lost():
    lived = simulate_folders.Simulation(number=300, months=6, pace=0.2, every=15).run()
    assert [lived.found, lived.own] == [[], []]
    happened = {"arrive", "plan", "log", "offer", "answer", "law", "rest", "close", "finish", "drop", "leaver"}
    assert happened <= lived.told.keys()


def test_the_checker_sees_who_is_lost():
    lead = make.case_worker()
    made = [make.folder(lead=lead) for _ in range(3)]
    assert simulate_folders.lost(timezone.localdate()) == {}
    made[0].steps.update(state="done", settled_at=timezone.now(), settled_by=lead)
    made[1].team.update(ended_at=timezone.now(), ended_by=lead)
    assert simulate_folders.lost(timezone.localdate()) == {"nothing to come": 1, "lead": 1}
    # The database would refuse both at the end of the transaction.
    made[0].delete()
    made[1].delete()
