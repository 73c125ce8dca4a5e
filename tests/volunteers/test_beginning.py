"""Before two begin: the agreement that both have signed, and what is not known is never "fits"."""

from datetime import timedelta

import pytest
from django.utils import timezone

from herne_integration.rules import RuleBroken
from tests.volunteers import make
from volunteers.actions import activities, eligible, matching_records, opportunities, placements, policies, profiles
from volunteers.choices.agreements import WITHOUT_AGREEMENT
from volunteers.models import MatchRun, MatchScore, Opportunity, RequirementType

pytestmark = pytest.mark.django_db
WHY = eligible.Override("Koordination Ehrenamt", "Die Papiere sind in der Post.")


@pytest.fixture
def coordinator(db):
    return make.coordinator()


@pytest.fixture
def introduced(coordinator):
    return make.placement(state="introduced", by=coordinator)


def ask_for_the_agreement(by, *, is_legal=False):
    """From today on the policy of ordinary tasks lists the agreement."""
    item = {"requirement": RequirementType.objects.get(key="vereinbarung"), "is_legal": is_legal, "legal_basis": "X"}
    policies.publish(task_class="general", valid_from=timezone.localdate(), items=[item], by=by)


@pytest.mark.parametrize("is_listed_by", ["policy", "organisation"])
def test_an_agreement_that_is_asked_for_stands_in_the_way_of_the_beginning_only(coordinator, is_listed_by):
    task = make.opportunity(requirements=["vereinbarung"] if is_listed_by == "organisation" else [])
    if is_listed_by == "policy":
        ask_for_the_agreement(coordinator)
    mira = make.volunteer()
    placement = placements.suggest(volunteer=mira, opportunity=task, by=coordinator)
    placements.say_yes(placement=placement, by=mira.user)
    placements.ask_organisation(placement=placement, by=coordinator)
    placements.agree(placement=placement, by=task.contact)
    placement = placements.introduce(placement=placement, by=coordinator)
    with pytest.raises(RuleBroken, match="unterschrieben"):
        activities.start_trial(placement=placement, by=coordinator)
    make.agreement(placement)
    assert activities.start_trial(placement=placement, by=coordinator).state == "trial"


def test_a_trial_begins_without_the_agreement_where_nobody_asks_for_it(introduced, coordinator):
    assert activities.start_trial(placement=introduced, by=coordinator).state == "trial"


def test_an_activity_begins_when_both_have_signed(introduced, coordinator):
    make.agreement(introduced, is_signed=False)
    with pytest.raises(RuleBroken, match="unterschrieben"):
        activities.activate(placement=introduced, by=coordinator)


def test_an_activity_begins_without_signatures_only_for_a_reason_that_stays(introduced, coordinator):
    empty = eligible.Override("Koordination", " ")
    with pytest.raises(RuleBroken, match="Rolle und Begründung"):
        activities.activate(placement=introduced, by=coordinator, without_agreement=empty)
    placement = activities.activate(placement=introduced, by=coordinator, without_agreement=WHY)
    assert [placement.state, placement.override_codes, placement.override_reason, placement.overridden_by] == [
        "active",
        [WITHOUT_AGREEMENT],
        WHY.reason,
        coordinator,
    ]


def test_an_agreement_that_the_law_asks_for_has_no_exception(introduced, coordinator):
    ask_for_the_agreement(coordinator, is_legal=True)
    with pytest.raises(RuleBroken, match="unterschrieben"):
        activities.activate(placement=introduced, by=coordinator, without_agreement=WHY)


def test_what_nobody_knows_is_an_obstacle_as_soon_as_it_is_more_than_an_enquiry(coordinator):
    """The task was confirmed when they met; now nobody stands behind it, and nobody knows which proofs it needs."""
    introduced, suggested = make.placement(state="introduced", by=coordinator), make.placement(by=coordinator)
    for placement in (introduced, suggested):
        opportunities.doubt(placement.opportunity)
        Opportunity.objects.filter(pk=placement.opportunity_id).update(task_class="")
    calls = [
        lambda: activities.start_trial(placement=introduced, by=coordinator),
        lambda: placements.say_yes(placement=suggested, by=suggested.volunteer.user),
    ]
    for call in calls:
        with pytest.raises(eligible.NotEligible) as refused:
            call()
        assert [str(reason.code) for reason in refused.value.reasons] == ["requirements_unknown"]


def test_who_leaves_is_forgotten_by_every_run_and_old_runs_go(coordinator):
    mira, task, now = make.volunteer(), make.opportunity(), timezone.now()
    run = MatchRun.objects.create(
        day=timezone.localdate(), weights=matching_records.first_weights(coordinator), volunteers=1, opportunities=1,
        places=1, fitting=1, proposals=1, asked_at=now - timedelta(days=181), asked_by=coordinator,
    )  # fmt: skip
    MatchScore.objects.create(run=run, volunteer=mira, opportunity=task, points=1, is_proposed=True)
    profiles.leave(volunteer=mira, by=mira.user)
    assert [MatchScore.objects.count(), MatchRun.objects.get().volunteers] == [0, 1]
    assert [matching_records.purge(at=now - timedelta(days=2)), matching_records.purge(at=now)] == [0, 1]
