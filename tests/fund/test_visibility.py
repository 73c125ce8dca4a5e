"""Who sees which application, its lines, files, versions and requests: person x own or foreign."""

import pytest
from django.contrib.auth.models import AnonymousUser

from fund.actions import applicants, attachments
from fund.models import (
    Applicant,
    ApplicantMember,
    Application,
    ApplicationVersion,
    Attachment,
    CostItem,
    FinancingItem,
    FormalCheck,
    Opinion,
    Supplement,
)
from herne_integration import stored_files
from tests.fund import make

pytestmark = pytest.mark.django_db
THINGS = ("application", "draft", "foreign", "foreign_draft", "anonymous_draft")
SEES = {
    "chair": {"application", "draft"},
    "lead": {"application", "draft"},
    "treasurer": {"application", "draft"},
    "former": set(),
    "office": {"application", "foreign"},
    "member": set(),
    "stranger": set(),
    "anonymous": set(),
    "device": {"anonymous_draft"},
    "other_device": set(),
}


@pytest.fixture
def world():
    made = make.world()
    former = make.somebody("Früher")
    place = applicants.join(applicant=made.club, user=former, role="treasurer", by=made.club.chair)
    applicants.leave(member=place, by=former)
    made.people = {
        "chair": (made.club.chair, ()),
        "lead": (made.club.lead, ()),
        "treasurer": (made.club.treasurer, ()),
        "former": (former, ()),
        "office": (made.office, ()),
        "member": (made.member, ()),
        "stranger": (made.stranger, ()),
        "anonymous": (AnonymousUser(), ()),
        "device": (AnonymousUser(), [made.anonymous_draft.key]),
        "other_device": (AnonymousUser(), ["", "geraten"]),
    }
    return made


@pytest.mark.parametrize("who", sorted(SEES))
def test_everybody_sees_what_is_theirs_and_nothing_else(world, who):
    user, keys = world.people[who]
    seen = set(Application.objects.visible_to(user, keys=keys))
    assert {name for name in THINGS if getattr(world, name) in seen} == SEES[who]
    assert len(seen) == len(SEES[who])


@pytest.mark.parametrize("who", sorted(SEES))
@pytest.mark.parametrize("model", [CostItem, FinancingItem, Attachment])
def test_lines_and_files_are_as_visible_as_their_application(world, who, model):
    user, keys = world.people[who]
    if model is Attachment:
        for name in THINGS:
            Attachment.objects.create(application=getattr(world, name), document="konzept", file=_file())
    seen = {one.application for one in model.objects.visible_to(user, keys=keys)}
    assert {name for name in THINGS if getattr(world, name) in seen} == SEES[who]


@pytest.mark.parametrize("who", sorted(SEES))
def test_versions_and_requests_follow_and_notes_of_the_office_stay_inside(world, who):
    user, _keys = world.people[who]
    made = make.asked(of=world.other, in_round=world.application.round)
    team, is_office = SEES[who] == {"application", "draft"}, who == "office"
    versions = {one.application for one in ApplicationVersion.objects.visible_to(user)}
    assert (world.application in versions, made in versions) == (team or is_office, is_office)
    assert list(Supplement.objects.visible_to(user)) == ([made.supplement] if is_office else [])
    assert FormalCheck.objects.visible_to(user).exists() == is_office
    assert not Opinion.objects.visible_to(user).exists()


@pytest.mark.parametrize("who", sorted(SEES))
def test_a_team_is_seen_by_itself_and_the_office(world, who):
    user, _keys = world.people[who]
    expected = {"office": {world.club, world.other}}.get(
        who, {world.club} if SEES[who] == {"application", "draft"} else set()
    )
    assert set(Applicant.objects.visible_to(user)) == expected
    assert {one.applicant for one in ApplicantMember.objects.visible_to(user)} == expected


def test_the_asked_team_sees_its_own_request(world):
    made = make.asked(of=world.club, in_round=world.application.round)
    assert list(Supplement.objects.visible_to(world.club.treasurer)) == [made.supplement]
    assert not FormalCheck.objects.visible_to(world.club.chair).exists()


def test_a_superuser_is_nobody(world):
    nobody = make.somebody("Super", is_superuser=True)
    assert not Application.objects.visible_to(nobody).exists()


def test_one_sees_each_application_once_whatever_leads_to_it(world):
    for _time in range(3):
        make.opened(world.anonymous_draft)
    keys = [make.opened(world.anonymous_draft) for _time in range(3)]
    assert Application.objects.visible_to(AnonymousUser(), keys=keys).count() == 1
    assert Application.objects.of(world.club.lead).count() == 2


def test_a_file_without_an_account_says_so(world):
    draft = world.anonymous_draft
    attached = attachments.attach(application=draft, document="konzept", upload=make.upload(), key=draft.key)
    assert (attached.file.uploaded_by.name, attached.file.uploaded_by.is_active) == ("Antrag ohne Konto", False)


def _file():
    return stored_files.store(make.upload(), by=make.somebody())
