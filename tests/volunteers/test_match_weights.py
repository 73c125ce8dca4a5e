"""Weights count from their day on and stay as they were; so does a run, until its time is over."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from herne_integration.rules import RuleBroken
from tests.volunteers import make
from tests.volunteers.weights import HEAVY, ago
from volunteers.actions import matching, matching_records
from volunteers.choices.matching import Unassigned
from volunteers.models import MatchRun, MatchScore, MatchWeights

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return make.coordinator()


class TestWeights:
    def test_newer_ones_count_from_their_day_on(self, coordinator):
        today = timezone.localdate()
        make.volunteer(confirmed_at=ago(10))
        make.opportunity()
        before = matching.run(by=coordinator)
        row = matching_records.set_weights(valid_from=today, by=coordinator, note="mehr Gewicht", **HEAVY)
        after = matching.run(by=coordinator)
        assert (after.weights, before.weights.note) == (row, "Anfangswerte, noch von niemandem beschlossen")
        assert matching.run(by=coordinator, day=today - timedelta(days=1)).weights == before.weights
        assert after.scores.get().points - before.scores.get().points == 10 * 50

    def test_others_may_not_set_them(self):
        with pytest.raises(RuleBroken, match="nur die Koordination"):
            matching_records.set_weights(valid_from=timezone.localdate(), by=make.volunteer().user, **HEAVY)

    def test_a_day_has_one_set(self, coordinator):
        matching_records.set_weights(valid_from=timezone.localdate(), by=coordinator, **HEAVY)
        with pytest.raises(RuleBroken, match="schon Gewichte"):
            matching_records.set_weights(valid_from=timezone.localdate(), by=coordinator, **HEAVY)

    @pytest.mark.parametrize(
        ("changes", "sentence", "name"),
        [
            ({"area": Decimal(-1)}, "nicht negativ", "not_negative"),
            ({"volunteer_waits": Decimal(0)}, "zählt immer", "waiting_counts"),
            ({"volunteer_waits": Decimal("0.0151")}, "höchstens 0,02", "no_jump"),
        ],
    )
    def test_what_would_break_a_promise_is_refused(self, coordinator, changes, sentence, name):
        with pytest.raises(ValidationError, match=sentence):
            matching_records.set_weights(valid_from=timezone.localdate(), by=coordinator, **HEAVY | changes)
        row = MatchWeights(
            valid_from=timezone.localdate(), set_at=timezone.now(), set_by=coordinator, **HEAVY | changes
        )
        with pytest.raises(IntegrityError, match=f"volunteers_match_weights_{name}"):
            row.save()

    def test_what_was_counted_with_stays(self, coordinator):
        row = matching_records.set_weights(valid_from=timezone.localdate(), by=coordinator, **HEAVY)
        with pytest.raises(IntegrityError, match="volunteers_match_weights_stay"), transaction.atomic():
            MatchWeights.objects.filter(pk=row.pk).update(area=1)
        with pytest.raises(IntegrityError, match="volunteers_match_weights_stay"), transaction.atomic():
            row.delete()


class TestKeeping:
    def test_a_run_is_not_changed(self, coordinator):
        make.volunteer()
        make.opportunity()
        run = matching.run(by=coordinator)
        with pytest.raises(IntegrityError, match="volunteers_match_run_stays"), transaction.atomic():
            MatchRun.objects.filter(pk=run.pk).update(proposals=7)
        with pytest.raises(IntegrityError, match="volunteers_match_score_stays"), transaction.atomic():
            run.scores.update(points=7)

    def test_after_half_a_year_it_goes_with_its_scores(self, coordinator):
        make.volunteer()
        make.opportunity()
        run = matching.run(by=coordinator)
        assert matching_records.purge(at=run.asked_at + timedelta(days=180)) == 0
        assert matching_records.purge(at=run.asked_at + timedelta(days=180, seconds=1)) == 1
        assert (MatchRun.objects.count(), MatchScore.objects.count()) == (0, 0)

    def test_whoever_goes_is_forgotten_and_the_counts_stay(self, coordinator):
        gone, other = make.volunteer(), make.volunteer()
        make.opportunity(capacity=2)
        run = matching.run(by=coordinator)
        matching_records.forget(key=gone.pk)
        assert {score.volunteer for score in run.scores.all()} == {other}
        run.refresh_from_db()
        assert run.proposals == 2

    @pytest.mark.parametrize(
        "columns",
        [
            {},
            {"points": 5},
            {"reason": Unassigned.NO_TASK_FITS, "points": 5},
            {"reason": Unassigned.NO_TASK_FITS, "is_proposed": True},
        ],
    )
    def test_a_score_is_a_pair_with_points_or_one_side_with_a_reason(self, coordinator, columns):
        run = matching.run(by=coordinator)
        with pytest.raises(IntegrityError, match="volunteers_match_score_pair_or_reason"):
            MatchScore.objects.create(run=run, volunteer=make.volunteer(), **columns)

    def test_nobody_has_two_proposals_in_a_run(self, coordinator):
        run, person = matching.run(by=coordinator), make.volunteer()
        MatchScore.objects.create(run=run, volunteer=person, opportunity=make.opportunity(), points=1, is_proposed=True)
        with pytest.raises(IntegrityError, match="volunteers_match_score_one_proposal"):
            MatchScore.objects.create(
                run=run, volunteer=person, opportunity=make.opportunity(), points=1, is_proposed=True
            )
