"""Policies, proofs, texts and agreements: what is published or signed stays, what has served its time goes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from herne_integration.rules import RuleBroken
from tests.volunteers import make
from tests.volunteers.chance import patient
from volunteers import keeping
from volunteers.actions import agreements, clearances, eligible, ending, placements, policies, vocabulary
from volunteers.models import (
    AgreementText,
    Clearance,
    ConsentText,
    CooperationAgreement,
    PolicyItem,
    RequirementPolicy,
    RequirementType,
    Volunteer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(db):
    make.words()
    return make.coordinator()


def certificate():
    return RequirementType.objects.get(key="fuehrungszeugnis")


def test_loading_twice_changes_nothing(coordinator):
    before = [RequirementPolicy.objects.count(), ConsentText.objects.count(), AgreementText.objects.count()]
    vocabulary.load()
    assert [RequirementPolicy.objects.count(), ConsentText.objects.count(), AgreementText.objects.count()] == before
    assert before == [5, 2, 1]


@pytest.mark.parametrize("model", [RequirementPolicy, ConsentText, AgreementText])
def test_what_is_published_stays(coordinator, model):
    for change in (lambda: model.objects.update(number=99), lambda: model.objects.all()._raw_delete("default")):
        with pytest.raises(IntegrityError, match="published_stays"), transaction.atomic():
            change()


def test_items_of_a_published_policy_stay(coordinator):
    policy = RequirementPolicy.objects.get(task_class="general")
    item = {"requirement": certificate(), "legal_basis": "§", "is_legal": True}
    for change in (
        lambda: PolicyItem.objects.create(policy=policy, **item),
        lambda: PolicyItem.objects.update(is_legal=False),
        lambda: PolicyItem.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="volunteers_policy_item_published_stays"), transaction.atomic():
            change()


def test_a_new_version_holds_from_its_day_on(coordinator):
    today = timezone.localdate()
    item = {"requirement": certificate(), "legal_basis": "§ 72a SGB VIII", "is_legal": True, "valid_months": 36}
    made = policies.publish(task_class="general", valid_from=today + timedelta(days=10), items=[item], by=coordinator)
    assert [made.number, made.items.get().valid_months] == [2, 36]
    current = RequirementPolicy.objects.current
    assert [current(today)["general"].number, current(today + timedelta(days=10))["general"].number] == [1, 2]
    with pytest.raises(RuleBroken, match="nennt ihre Grundlage"):
        policies.publish(task_class="general", valid_from=today, items=[item | {"legal_basis": " "}], by=coordinator)
    with pytest.raises(RuleBroken, match="nur die Koordination"):
        policies.publish(task_class="general", valid_from=today, items=[], by=make.contact())


def test_only_that_nothing_stands_in_the_way_is_written_down(coordinator):
    mira, today = make.volunteer(), timezone.localdate()
    proof = {"volunteer": mira, "requirement": certificate(), "by": coordinator}
    made = clearances.record(inspected_on=today, issued_on=today - timedelta(days=9), **proof)
    assert clearances.record(inspected_on=today, issued_on=today - timedelta(days=9), **proof) == made
    for wrong in (
        {"inspected_on": today + timedelta(days=1)},
        {"inspected_on": today, "issued_on": today + timedelta(days=1)},
        {"inspected_on": today, "issued_on": today - timedelta(days=1)},
    ):
        with pytest.raises(RuleBroken):
            clearances.record(**wrong, **proof)
    with pytest.raises(RuleBroken, match="nur die Koordination"):
        clearances.record(volunteer=mira, requirement=certificate(), inspected_on=today, by=mira.user)
    with pytest.raises(IntegrityError, match="volunteers_clearance_stays"), transaction.atomic():
        Clearance.objects.update(is_clear=True)
    with pytest.raises(IntegrityError, match="volunteers_clearance_only_clear"), transaction.atomic():
        make.clearance(make.volunteer(), by=coordinator, is_clear=False)
    assert not hasattr(Clearance, "pgh_event_model")


def test_organisations_see_no_proofs(coordinator):
    task = make.opportunity()
    mira = make.volunteer()
    make.placement(mira, task, state="active")
    make.clearance(mira, by=coordinator)
    assert [Clearance.objects.visible_to(user).count() for user in (task.contact, mira.user, coordinator)] == [0, 1, 1]


def test_a_proof_goes_three_months_after_the_activity(coordinator):
    mira = make.volunteer()
    placement = make.placement(mira, state="active")
    make.clearance(mira, by=coordinator)
    now = timezone.now()
    assert clearances.purge(at=now + timedelta(days=900)) == 0
    ending.end(placement=placement, reason="completed", by=coordinator)
    kept = keeping.add_months(timezone.localdate(), 3)
    days = (kept - timezone.localdate()).days
    assert [clearances.purge(at=now + timedelta(days=number)) for number in (days, days + 1, days + 2)] == [0, 1, 0]


def test_a_proof_goes_at_once_if_the_activity_never_began(coordinator):
    mira, task = make.volunteer(), make.opportunity()
    make.clearance(mira, by=coordinator)
    make.clearance(mira, by=coordinator, requirement="verschwiegenheit")
    placement = make.placement(mira, task, state="asked")
    placements.refuse(placement=placement, by=task.contact)
    assert [proof.requirement.key for proof in Clearance.objects.all()] == ["verschwiegenheit"]


def test_a_proof_that_another_placement_needs_stays(coordinator):
    mira, task = make.volunteer(), make.opportunity()
    make.clearance(mira, by=coordinator)
    make.placement(mira, state="interested")
    placements.say_no(placement=make.placement(mira, task), by=mira.user)
    assert Clearance.objects.count() == 1


ACTIVITIES = st.lists(
    st.builds(keeping.Activity, st.booleans(), st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))),
    max_size=5,
)


@patient
@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), ACTIVITIES)
def test_nothing_is_kept_longer_than_three_months_after_its_reason(recorded_on, activities):
    until = keeping.kept_until(recorded_on, activities)
    assert (until is None) == any(one.ended_on is None for one in activities)
    if until is not None:
        reasons = [one.ended_on for one in activities if one.has_begun] or [recorded_on]
        longest = keeping.add_months(max(reasons), 3)
        assert until <= max(longest, *(one.ended_on for one in activities), recorded_on)
        assert keeping.is_due(recorded_on, activities, day=until + timedelta(days=1))
        assert not keeping.is_due(recorded_on, activities, day=until - timedelta(days=1))


class TestAgreement:
    @pytest.fixture
    def placement(self, coordinator):
        return make.placement(state="introduced")

    def test_both_sign_one_version_and_then_it_stays(self, placement, coordinator):
        contact = make.contact(of=placement.opportunity.organisation)
        agreement = agreements.draw_up(placement=placement, insurance="city", by=coordinator, tasks_text="Vorlesen")
        agreements.publish_text(text="Neue Worte", by=coordinator)
        agreement = agreements.draw_up(placement=placement, insurance="provider", by=coordinator)
        assert [agreement.text.number, agreement.version] == [2, 2]
        for side, by in (
            ("organisation", placement.volunteer.user),
            ("volunteer", contact),
            ("volunteer", coordinator),
        ):
            with pytest.raises(RuleBroken, match="unterschreibt selbst"):
                agreements.sign(agreement=agreement, side=side, by=by)
        agreements.sign(agreement=agreement, side="volunteer", by=placement.volunteer.user, version=2)
        with pytest.raises(RuleBroken, match="schon unterschrieben"):
            agreements.sign(agreement=agreement, side="volunteer", by=placement.volunteer.user)
        with pytest.raises(RuleBroken, match="schon unterschrieben"):
            agreements.draw_up(placement=placement, insurance="city", by=coordinator)
        agreement = agreements.sign(agreement=agreement, side="organisation", by=contact)
        assert [agreement.is_signed, CooperationAgreement.objects.signed().count()] == [True, 1]
        changes = ({"insurance": "vbg"}, {"volunteer_signed_at": None, "volunteer_signed_by": None})
        for change in changes:
            with pytest.raises(IntegrityError, match="volunteers_agreement_signed_stays"), transaction.atomic():
                CooperationAgreement.objects.update(**change)
        with pytest.raises(IntegrityError, match="volunteers_agreement_signed_stays"), transaction.atomic():
            CooperationAgreement.objects.all().delete()

    def test_only_two_who_were_introduced_agree(self, coordinator):
        early = make.placement(state="asked")
        with pytest.raises(RuleBroken, match="einander vorgestellt"):
            agreements.draw_up(placement=early, insurance="city", by=coordinator)
        with pytest.raises(RuleBroken, match="wer diesen Einsatz versichert"):
            agreements.draw_up(placement=make.placement(state="trial"), insurance="", by=coordinator)

    def test_whoever_sees_the_placement_sees_the_agreement(self, placement, coordinator):
        agreements.draw_up(placement=placement, insurance="city", by=coordinator)
        people = (placement.volunteer.user, coordinator, make.contact(), Volunteer.objects.first().user)
        seen = [CooperationAgreement.objects.visible_to(user).count() for user in people]
        assert seen == [1, 1, 0, 1]


def test_an_exemption_stands_in_place_of_a_paper_and_only_where_it_belongs(coordinator):
    mira, today = make.volunteer(), timezone.localdate()
    measles = RequirementType.objects.get(key="masernschutz")
    said = {"volunteer": mira, "inspected_on": today, "by": coordinator, "exemption": "born_before_1971"}
    for more in ({"requirement": certificate()}, {"requirement": measles, "issued_on": today}):
        with pytest.raises(RuleBroken, match="nur für den Masernschutz"):
            clearances.record(**said, **more)
    given = clearances.record(**said, requirement=measles)
    assert str(given) == "Masernschutz: nicht nötig, geboren vor 1971"
    with pytest.raises(IntegrityError, match="volunteers_clearance_exemption_is_no_paper"), transaction.atomic():
        make.clearance(mira, by=coordinator, requirement="masernschutz", exemption="born_before_1971")


def test_whoever_is_exempt_may_help_where_the_law_asks_for_measles_protection(coordinator):
    task = make.opportunity(task_class="minors_facility")
    mira = make.volunteer()
    make.clearance(mira, by=coordinator)
    codes = [reason.code for reason in eligible.reasons(volunteer=mira, opportunity=task)]
    assert codes == ["legal_missing"]
    measles = RequirementType.objects.get(key="masernschutz")
    today = timezone.localdate()
    clearances.record(
        volunteer=mira, requirement=measles, inspected_on=today, by=coordinator, exemption="born_before_1971"
    )
    assert eligible.reasons(volunteer=mira, opportunity=task) == []


def test_names_of_requirements_come_in_the_language_of_the_page(coordinator):
    mira, task = make.volunteer(), make.opportunity(task_class="minors")
    with translation.override("ar"):
        sentence = eligible.reasons(volunteer=mira, opportunity=task)[0].sentence
    assert not any("a" <= letter.lower() <= "z" for letter in sentence), sentence
