"""Teams: founding, joining, leaving, closing an account, matching with the directory."""

import pytest
from django.db import IntegrityError, transaction

from fund.actions import applicants
from fund.models import Applicant, ApplicantMember
from herne_integration.accounts.actions import people
from herne_integration.rules import RuleBroken
from offers.models import Organisation
from tests.fund import make
from tests.offers.make import organisation

pytestmark = pytest.mark.django_db


def roles(applicant, user):
    return set(applicant.members.live().filter(user=user).values_list("role", flat=True))


def test_a_name_stays_text_and_makes_no_entry_in_the_directory():
    club = applicants.found(name=" Caritas ", kind="carrier", role="chair", by=make.somebody())
    assert (club.name, club.organisation, club.is_city) == ("Caritas", None, False)
    assert not Organisation.objects.exists()
    with pytest.raises(RuleBroken, match="braucht einen Namen"):
        applicants.found(name="  ", kind="carrier", role="chair", by=make.somebody())


def test_a_department_belongs_to_the_city():
    assert make.applicant(kind="department").is_city


def test_only_the_office_links_a_team_to_the_directory():
    club, place = make.applicant(), organisation()
    with pytest.raises(RuleBroken, match="nur das Projektbüro"):
        applicants.link(applicant=club, organisation=place, by=club.chair)
    linked = applicants.link(applicant=club, organisation=place, by=make.office())
    assert linked.organisation == place
    with pytest.raises(IntegrityError, match="fund_applicant_linked_stamped"), transaction.atomic():
        Applicant.objects.filter(pk=club.pk).update(linked_by=None)


def test_a_lead_who_founds_a_team_finds_its_chair_and_decides_no_more():
    lead, chair, other = make.somebody(), make.somebody(), make.somebody()
    club = applicants.found(name="Neu", kind="initiative", role="project_lead", by=lead)
    with pytest.raises(RuleBroken, match="Das Team ändert"):
        applicants.join(applicant=club, user=other, role="treasurer", by=lead)
    applicants.join(applicant=club, user=chair, role="chair", by=lead)
    with pytest.raises(RuleBroken, match="Das Team ändert"):
        applicants.join(applicant=club, user=other, role="chair", by=lead)
    applicants.join(applicant=club, user=other, role="treasurer", by=chair)
    with pytest.raises(RuleBroken, match="hat die Person in diesem Team schon"):
        applicants.join(applicant=club, user=other, role="treasurer", by=chair)


def test_a_stranger_joins_no_team():
    stranger = make.somebody()
    with pytest.raises(RuleBroken, match="Das Team ändert"):
        applicants.join(applicant=make.applicant(), user=stranger, role="chair", by=stranger)


def test_everybody_leaves_by_herself_and_others_go_at_the_word_of_the_chair():
    club = make.applicant()
    places = {place.role: place for place in club.members.all()}
    with pytest.raises(RuleBroken, match="Das Team ändert"):
        applicants.leave(member=places["chair"], by=club.treasurer)
    applicants.leave(member=places["treasurer"], by=club.treasurer)
    applicants.leave(member=places["project_lead"], by=club.chair)
    assert (roles(club, club.treasurer), roles(club, club.lead)) == (set(), set())
    with pytest.raises(RuleBroken, match="schon beendet"):
        applicants.leave(member=places["treasurer"], by=club.treasurer)


def test_the_last_chair_stays_while_an_application_is_under_way():
    club = make.applicant()
    make.submitted(of=club)
    place = club.members.get(role="chair")
    with pytest.raises(RuleBroken, match="braucht jemanden, der unterschreibt"):
        applicants.leave(member=place, by=club.chair)
    applicants.join(applicant=club, user=club.lead, role="chair", by=club.chair)
    applicants.leave(member=place, by=club.chair)
    assert roles(club, club.chair) == set()


def test_an_account_closes_once_somebody_else_can_sign():
    club = make.applicant()
    make.submitted(of=club)
    by = people.installer()
    with pytest.raises(RuleBroken, match="muss vorher jemand anderes unterschreiben"):
        people.end(user=club.chair, by=by)
    applicants.join(applicant=club, user=club.lead, role="chair", by=club.chair)
    people.end(user=club.chair, by=by)
    people.end(user=club.treasurer, by=by)
    ended = ApplicantMember.objects.filter(user__in=[club.chair, club.treasurer])
    assert {place.ended_by for place in ended} == {by}
    with pytest.raises(RuleBroken, match="Konto ist geschlossen"):
        applicants.join(applicant=club, user=_anew(club.treasurer), role="treasurer", by=club.lead)


def test_the_second_of_two_editors_of_the_record_is_told():
    club = make.applicant()
    mine, theirs = Applicant.objects.get(pk=club.pk), Applicant.objects.get(pk=club.pk)
    mine.name, mine.version = "Meins", 2
    theirs.name, theirs.version = "Deins", 2
    assert applicants.change(applicant=mine, by=club.chair).name == "Meins"
    with pytest.raises(RuleBroken, match="in der Zwischenzeit"):
        applicants.change(applicant=theirs, by=club.chair)


def _anew(user):
    return type(user).objects.get(pk=user.pk)
