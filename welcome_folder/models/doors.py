"""Conditions of the one door: who may see which row of which folder.

A case worker needs all of these: the permission with a second factor (`folder_page`), a live membership in the
institution, a live place in the folder's team for that institution, an area that covers the row, and the row's own
visibility. Each is a condition here, so that pages, counts, files and exports cannot forget one.
"""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from offers.choices import MembershipRole
from offers.models import Membership
from welcome_folder.choices.appointments import Visibility
from welcome_folder.choices.folders import FolderState
from welcome_folder.choices.team import TeamRole

CASE_ROLES = (MembershipRole.CASE_WORKER, MembershipRole.OFFICE_LEAD)


def case_work_on(day):
    """Memberships by which somebody works on cases on a day."""
    return Membership.objects.filter(role__in=CASE_ROLES).live_on(day)


def institutions_of(user, day=None):
    """Keys of the organisations for which somebody works on cases today."""
    return case_work_on(day or timezone.localdate()).filter(user=user.pk).values("organisation")


def places(user, day=None):
    """Live places of a person in teams, of institutions that she still belongs to."""
    # The team's table points at the folder's, whose door this is: asked for by name, because a circle is not allowed.
    members = apps.get_model("welcome_folder", "CareTeamMember").objects
    day = day or timezone.localdate()
    return members.live_on(day).filter(
        Q(role=TeamRole.LEAD) | ~Q(folder__state=FolderState.RESTRICTED),
        user=user.pk,
        organisation__in=institutions_of(user, day),
    )


def in_team(user, *, folder="pk"):
    """Whether a row's folder is one of hers; `folder` is the path from the row to it."""
    return Exists(places(user).filter(folder=OuterRef(folder)))


def covered(user, *, folder="folder", area="area"):
    """In the team, and for the area of the row."""
    return Exists(places(user).filter(folder=OuterRef(folder), areas__contains=[OuterRef(area)]))


def of_own_office(user):
    """What the immigration office wrote itself: it is in no team, and sees nothing else."""
    offices = apps.get_model("welcome_folder", "Institution")._base_manager
    own = offices.filter(is_immigration_office=True, organisation__in=institutions_of(user))
    return Exists(own.filter(organisation=OuterRef("institution")))


def readable(user):
    """Entries that name their institution, their keeper and who may read them."""
    here = places(user).filter(
        folder=OuterRef("folder"), areas__contains=[OuterRef("area")], organisation=OuterRef("institution")
    )
    shared = Q(visibility=Visibility.SHARED) & Q(covered(user))
    own = Q(visibility=Visibility.OWN) & Q(Exists(here))
    protected = Q(visibility=Visibility.PROTECTED, keeper=user.pk) & Q(Exists(here))
    office = Q(of_own_office(user)) & ~Q(folder__state=FolderState.RESTRICTED)
    return shared | own | protected | office
