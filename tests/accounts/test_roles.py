"""Roles give permissions, only to whom they were given, only while they last."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from herne_integration.accounts import groups, roles
from herne_integration.accounts.actions import grants, people
from herne_integration.accounts.models import RoleGrant
from herne_integration.rules import RuleBroken
from offers.actions import memberships
from offers.models import Membership, Organisation
from tests.people import person

pytestmark = pytest.mark.django_db
EDITOR = "provider_editor"


def anew(user):
    """The same person as the next request loads it."""
    return get_user_model().objects.get(pk=user.pk)


@pytest.fixture
def house():
    return Organisation.objects.create(name="Haus der Hilfe")


@pytest.fixture
def other_house():
    return Organisation.objects.create(name="Anderes Haus")


@pytest.fixture
def editing(monkeypatch):
    """A membership role that gives something; in this version of the portal none does."""
    monkeypatch.setitem(roles.MEMBERSHIP, EDITOR, frozenset({"offers.edit_offer"}))


def test_every_permission_of_the_table_exists():
    known = {f"{label}.{name}" for label, name in Permission.objects.values_list("content_type__app_label", "codename")}
    named = frozenset().union(roles.STAFF, *(role.permissions for role in roles.HOUSE.values()))
    assert named <= known


def test_every_permission_of_the_table_needs_the_second_factor():
    given = frozenset().union(*(role.permissions for role in roles.HOUSE.values()), *roles.MEMBERSHIP.values())
    assert given <= roles.STAFF


def test_groups_follow_the_table_and_nothing_else(redaktion):
    group = redaktion.groups.get()
    group.permissions.add(Permission.objects.get(codename="end_person"))
    groups.sync()
    assert anew(redaktion).get_all_permissions() == {
        "offers.edit_offer",
        "offers.confirm_offer",
        "offers.edit_lexicon",
        "offers.edit_path",
        "offers.edit_info_page",
        "offers.edit_structure",
    }


def test_a_role_of_the_house_holds_for_every_object(redaktion, house):
    assert redaktion.has_perm("offers.edit_offer", house)


def test_a_superuser_is_nobody(superuser, client, log_in):
    assert superuser.get_all_permissions() == set()
    assert not superuser.has_perm("accounts.view_person")
    assert not superuser.has_module_perms("accounts")
    log_in(client, superuser)
    assert client.get(reverse("accounts:people-list")).status_code == 403


def test_permissions_given_past_the_roles_do_not_count(newcomer):
    newcomer.user_permissions.add(Permission.objects.get(codename="end_person"))
    assert not anew(newcomer).has_perm("accounts.end_person")


def test_a_role_is_stamped_when_given_and_when_ended(system, newcomer):
    grants.grant(user=newcomer, role="redaktion", by=system)
    grants.grant(user=newcomer, role="redaktion", by=system)
    assert anew(newcomer).has_perm("offers.edit_offer")
    grants.end(user=newcomer, role="redaktion", by=system)
    grant = RoleGrant.objects.get(user=newcomer)
    assert (grant.granted_by, grant.ended_by) == (system, system)
    assert grant.granted_at < grant.ended_at
    assert not anew(newcomer).has_perm("offers.edit_offer")
    assert [event.pgh_label for event in grant.events.order_by("pgh_id")] == ["insert", "update"]


def test_an_open_role_exists_once(newcomer, system):
    grants.grant(user=newcomer, role="redaktion", by=system)
    with pytest.raises(IntegrityError, match="accounts_rolegrant_once_open"), transaction.atomic():
        RoleGrant.objects.create(user=newcomer, role="redaktion", granted_at=timezone.now(), granted_by=system)


@pytest.mark.parametrize("role", ["projektbuero", "datenschutz", "system"])
def test_the_project_office_cannot_make_anybody_stronger_than_itself(projektbuero, newcomer, role):
    with pytest.raises(RuleBroken, match="Ihre Rolle erlaubt nicht"):
        grants.grant(user=newcomer, role=role, by=projektbuero)


def test_somebody_with_the_role_system_remains(system):
    with pytest.raises(RuleBroken, match="Eine Person braucht die Rolle System"):
        grants.end(user=system, role="system", by=system)
    second = person("Zweite", "system")
    grants.end(user=system, role="system", by=second)


def test_who_left_gets_no_role(system, newcomer):
    people.end(user=newcomer, by=system)
    with pytest.raises(RuleBroken, match="geschlossen"):
        grants.grant(user=newcomer, role="redaktion", by=system)


def test_a_membership_gives_its_permissions_in_its_organisation_only(editing, newcomer, system, house, other_house):
    memberships.grant(user=newcomer, organisation=house, role=EDITOR, by=system)
    user = anew(newcomer)
    assert user.has_perm("offers.edit_offer")
    assert user.has_perm("offers.edit_offer", house)
    assert not user.has_perm("offers.edit_offer", other_house)
    assert not user.has_perm("offers.edit_offer", user)


def test_an_ended_membership_gives_nothing_from_the_next_request_on(editing, newcomer, system, house):
    membership = memberships.grant(user=newcomer, organisation=house, role=EDITOR, by=system)
    memberships.end(membership=membership, by=system)
    assert not anew(newcomer).has_perm("offers.edit_offer")
    with pytest.raises(RuleBroken, match="schon beendet"):
        memberships.end(membership=membership, by=system)


@pytest.mark.parametrize(
    ("starts", "ends", "is_live"), [(0, None, True), (-9, 0, True), (1, None, False), (-9, -1, False)]
)
def test_a_membership_lives_from_its_first_to_its_last_day(editing, newcomer, system, house, starts, ends, is_live):
    today = timezone.localdate()
    Membership.objects.create(
        user=newcomer,
        organisation=house,
        role=EDITOR,
        starts_on=today + timedelta(days=starts),
        ends_on=None if ends is None else today + timedelta(days=ends),
        granted_at=timezone.now(),
        granted_by=system,
    )
    assert anew(newcomer).has_perm("offers.edit_offer", house) is is_live


def test_a_membership_that_was_to_begin_later_never_begins_once_it_is_ended(editing, newcomer, system, house):
    tomorrow = timezone.localdate() + timedelta(days=1)
    membership = memberships.grant(user=newcomer, organisation=house, role=EDITOR, by=system, starts_on=tomorrow)
    memberships.end(membership=membership, by=system)
    assert not Membership.objects.live_on(tomorrow).exists()


def test_the_same_membership_twice_is_refused_in_words(newcomer, system, house):
    memberships.grant(user=newcomer, organisation=house, role=EDITOR, by=system)
    with pytest.raises(RuleBroken, match="Diese Rolle hat die Person dort schon"):
        memberships.grant(user=newcomer, organisation=house, role=EDITOR, by=system)


def test_a_membership_with_a_staff_permission_needs_the_second_factor(client, log_in, editing, newcomer, system, house):
    memberships.grant(user=newcomer, organisation=house, role=EDITOR, by=system)
    log_in(client, newcomer, second_factor=False)
    assert client.get(reverse("accounts:profile")).url.startswith(reverse("mfa_activate_totp"))


def test_permissions_cost_one_query_each_for_house_and_memberships(newcomer, django_assert_num_queries):
    with django_assert_num_queries(2):
        for _ in range(3):
            newcomer.has_perm("offers.edit_offer")
