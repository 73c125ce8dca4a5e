"""500 random steps of random people keep every promise; `bench/fund_steps.py` does 10,000."""

import pytest

from bench import fund_steps
from fund.models import Application

pytestmark = pytest.mark.django_db


def test_whatever_people_try_everything_holds():
    world = fund_steps.run(500, seed=6, size=12, stamp=fund_steps.make.stamped)
    assert sum(world.done.values()) + sum(world.refused.values()) == 500
    assert min(world.done[name] for name in ("submit", "start_check", "judge", "admit", "answer", "board")) > 0
    assert sum(world.refused.values()) > 100


def test_a_broken_promise_is_noticed():
    world = fund_steps.run(40, seed=6, size=4, stamp=fund_steps.make.stamped)
    sent = fund_steps.make.submitted(of=world.clubs[0], in_round=world.round)
    Application.objects.filter(pk=sent.pk).update(title="Heimlich")
    with pytest.raises(AssertionError):
        world.look_at(sent, "submitted")
    Application.objects.filter(pk=fund_steps.make.draft(in_round=world.round).pk).update(
        state="submitted", number="VF-2099-0005", applicant=world.clubs[0]
    )
    assert dict(world.look_at_everything()) == {"gap in the numbers": 1, "submitted without a version": 1}
