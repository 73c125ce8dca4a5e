"""Giving and ending roles of the house. The person's groups follow, so permissions follow with the next request."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from herne_integration.accounts import roles
from herne_integration.accounts.models import RoleGrant
from herne_integration.rules import RuleBroken


def held_by(user):
    """Keys of the roles that a person has now."""
    return set(RoleGrant.objects.live().filter(user=user).values_list("role", flat=True))


def givable_by(user):
    """Keys of the roles that somebody may give; the server's command line may give all."""
    return list(roles.HOUSE) if user.is_installer else roles.given_by(held_by(user))


@transaction.atomic
def grant(*, user, role, by):
    """Gives a role; whoever has it already keeps it as it is."""
    user = _locked(user)
    if not user.is_active:
        raise RuleBroken("Dieses Konto ist geschlossen und kann keine Rolle mehr bekommen.")
    _check_may_give(role, by)
    if role in held_by(user):
        return
    RoleGrant.objects.create(user=user, role=role, granted_at=timezone.now(), granted_by=by)
    user.groups.add(Group.objects.get(name=roles.HOUSE[role].label))


@transaction.atomic
def end(*, user, role, by):
    """Takes a role away; somebody with the role System always remains."""
    user = _locked(user)
    _check_may_give(role, by)
    _check_someone_remains(user, role)
    _close(user, [role], by)


@transaction.atomic
def end_all(*, user, by):
    """Takes all roles away, because the person leaves."""
    held = held_by(user)
    for role in held:
        _check_someone_remains(user, role)
    _close(user, held, by)


def _close(user, keys, by):
    live = RoleGrant.objects.live().filter(user=user, role__in=keys)
    live.update(ended_at=timezone.now(), ended_by=by)
    user.groups.remove(*Group.objects.filter(name__in=[roles.HOUSE[key].label for key in keys]))


def _locked(user):
    """The row, locked; not its key, which the stamps of everybody's grants refer to (two would wait for each other)."""
    return get_user_model().objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)


def _check_may_give(role, by):
    if role not in givable_by(by):
        raise RuleBroken(f"Ihre Rolle erlaubt nicht, die Rolle {roles.HOUSE[role].label} zu vergeben oder zu beenden.")


def _check_someone_remains(user, role):
    if role != "system":
        return
    # Two people who end each other's role at once wait for each other here.
    holders = RoleGrant.objects.live().filter(role="system", user__is_active=True).select_for_update(of=("self",))
    if {grant.user_id for grant in holders} == {user.pk}:
        raise RuleBroken("Eine Person braucht die Rolle System. Geben Sie sie zuerst jemand anderem.")
