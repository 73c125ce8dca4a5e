"""Inviting by a mailed link that works once, for a week, for the person who reads the mail."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from herne_integration.accounts.actions import grants, invitations, people
from herne_integration.accounts.models import Invitation
from herne_integration.idempotency import new_key
from herne_integration.models import OutboxMail
from herne_integration.rules import RuleBroken
from tests.accounts.test_entrance import PASSWORD
from tests.people import person

pytestmark = pytest.mark.django_db


def invited(by, *role_keys, email="neu@example.org"):
    """(invitation, path of its link)."""
    invitation, link = invitations.invite(email=email, name="Nele Neu", role_keys=set(role_keys), by=by)
    return invitation, "/" + link.split("/", 3)[3]


def accept(client, path, **changes):
    return client.post(path, {"name": "Nele Neumann", "password": PASSWORD} | changes)


def test_an_invitation_is_mailed_with_a_neutral_subject_and_a_link_that_is_stored_nowhere(system):
    invitation, path = invited(system, "redaktion")
    mail = OutboxMail.objects.get()
    token = path.rstrip("/").rpartition("/")[2]
    assert (mail.to, mail.subject) == ("neu@example.org", "Einladung zum Integrationsportal Herne")
    assert path in mail.body
    assert len(token) >= 43
    assert token not in str(Invitation.objects.values().get())
    assert invitation.expires_at - invitation.invited_at == timedelta(days=7)


def test_looking_at_the_link_uses_nothing_up(client, system):
    _invitation, path = invited(system)
    for _ in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert not get_user_model().objects.filter(email="neu@example.org").exists()


def test_who_accepts_gets_the_account_and_the_roles_and_staff_set_up_the_factor_at_once(client, system):
    invitation, path = invited(system, "redaktion")
    answer = accept(client, path)
    user = get_user_model().objects.get(email="neu@example.org")
    assert (user.name, grants.held_by(user), user.check_password(PASSWORD)) == ("Nele Neumann", {"redaktion"}, True)
    assert EmailAddress.objects.get(user=user).verified
    assert client.get(answer.url).url.startswith(reverse("mfa_activate_totp"))
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    invitation.refresh_from_db()
    assert (invitation.accepted_by, user.role_grants.get().granted_by) == (user, system)


def test_without_a_staff_role_one_is_simply_in(client, system):
    _invitation, path = invited(system)
    accept(client, path)
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_link_works_once(client, system):
    _invitation, path = invited(system)
    accept(client, path)
    second = type(client)()
    assert second.get(path).status_code == 410
    assert accept(second, path, password="ein anderes passwort").status_code == 410
    assert get_user_model().objects.get(email="neu@example.org").check_password(PASSWORD)


@pytest.mark.parametrize("what", ["expired", "revoked", "invented"])
def test_a_link_that_does_not_hold_says_so(client, system, what):
    invitation, path = invited(system)
    if what == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif what == "revoked":
        invitations.revoke(invitation=invitation, by=system)
    else:
        path = reverse("accounts:invitation-accept", args=["x" * 43])
    for answer in (client.get(path), accept(client, path)):
        assert answer.status_code == 410
        assert "Dieser Link gilt nicht mehr" in answer.content.decode()
    assert not get_user_model().objects.filter(email="neu@example.org").exists()


def test_a_weak_password_is_refused_and_the_link_still_holds(client, system):
    _invitation, path = invited(system)
    assert "password" in accept(client, path, password="kurz").context["form"].errors
    assert "password" in accept(client, path, password="neu@example.org").context["form"].errors
    assert accept(client, path).status_code == 302


def test_a_second_invitation_replaces_the_first(client, system):
    _first, old = invited(system)
    _second, new = invited(system, "redaktion")
    assert (client.get(old).status_code, client.get(new).status_code) == (410, 200)


def test_one_address_has_one_open_invitation(system):
    invitation, _path = invited(system)
    invitation.pk, invitation.token_hash, invitation.email = None, "other", "NEU@example.org"
    with pytest.raises(IntegrityError, match="accounts_invitation_one_open_per_address"), transaction.atomic():
        invitation.save(force_insert=True)


def test_an_existing_account_is_not_invited(system, newcomer):
    with pytest.raises(RuleBroken, match="schon ein Konto"):
        invited(system, email=newcomer.email.upper())


def test_a_sign_up_that_nobody_confirmed_is_taken_over_by_the_owner_of_the_address(client, system):
    squatter = get_user_model().objects.create_user("neu@example.org", "passwort des anderen", name="Wer anders")
    EmailAddress.objects.create(user=squatter, email=squatter.email, verified=False, primary=True)
    _invitation, path = invited(system, "redaktion")
    accept(client, path)
    squatter.refresh_from_db()
    assert squatter.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=squatter).verified


def test_who_is_logged_in_as_somebody_else_is_logged_out_by_accepting(client, log_in, system, newcomer):
    _invitation, path = invited(system)
    log_in(client, newcomer)
    assert "mit einem anderen Konto angemeldet" in client.get(path).content.decode()
    accept(client, path)
    assert "Nele Neumann" in client.get(reverse("accounts:profile")).content.decode()


def test_an_invitation_of_somebody_who_may_no_longer_give_the_role_does_not_hold(client, system):
    second = person("Zweite", "system")
    _invitation, path = invited(second, "system")
    grants.end(user=second, role="system", by=system)
    answer = accept(client, path)
    assert (answer.status_code, "Dieser Link gilt nicht mehr" in answer.content.decode()) == (409, True)
    assert not get_user_model().objects.filter(email="neu@example.org").exists()


def test_the_form_offers_only_roles_that_one_may_give(client, log_in, projektbuero):
    log_in(client, projektbuero)
    page = reverse("accounts:invitation-create")
    choices = [key for key, _label in client.get(page).context["form"].fields["roles"].choices]
    assert choices == ["redaktion", "lenkungsgruppe"]
    answer = client.post(page, {"name": "Nele", "email": "neu@example.org", "roles": ["system"]})
    assert "roles" in answer.context["form"].errors
    with pytest.raises(RuleBroken, match="Ihre Rolle erlaubt nicht"):
        invited(projektbuero, "system")


def test_inviting_and_revoking_on_the_pages(client, log_in, system):
    log_in(client, system)
    page, rows = reverse("accounts:invitation-create"), reverse("accounts:invitation-list")
    assert "Noch niemand eingeladen" in client.get(rows).content.decode()
    typed = {"name": "Nele", "email": "neu@example.org", "roles": ["redaktion"], "once": new_key()}
    assert [client.post(page, typed).url for _click in range(2)] == [rows, rows]
    assert OutboxMail.objects.count() == 1
    assert "offen bis" in client.get(rows).content.decode()
    revoke = reverse("accounts:invitation-revoke", args=[Invitation.objects.get().pk])
    assert client.post(revoke).url == rows
    assert client.post(revoke).status_code == 302
    assert "zurückgezogen" in client.get(rows).content.decode()


def test_inviting_asks_for_the_password_again_after_five_minutes(client, log_in):
    admin = person("Ada Admin", "system", password=PASSWORD)
    log_in(client, admin, ago=301)
    page = reverse("accounts:invitation-create")
    ask = client.post(page, {"name": "Nele", "email": "neu@example.org", "once": new_key()})
    assert ask.url.startswith(reverse("account_reauthenticate"))
    assert not Invitation.objects.exists()
    assert client.post(ask.url, {"password": PASSWORD}).url == reverse("accounts:invitation-list")
    assert Invitation.objects.get().email == "neu@example.org"


def test_the_command_line_invites_the_first_person(client, capsys):
    call_command("invite_person", "chefin@example.org", name="Chefin", role=["system"])
    path = "/" + capsys.readouterr().out.split("http://")[1].split("/", 1)[1].split()[0]
    accept(client, path)
    first = get_user_model().objects.get(email="chefin@example.org")
    assert grants.held_by(first) == {"system"}
    assert first.role_grants.get().granted_by == people.installer()
    assert not OutboxMail.objects.exists()


def test_the_account_of_the_command_line_lets_nobody_in(client):
    installer = people.installer()
    assert (installer.is_active, installer.has_usable_password()) == (False, False)


def test_the_list_costs_the_same_for_one_and_for_three(client, log_in, system, count_queries):
    log_in(client, system)
    invited(system)
    one = count_queries(client, reverse("accounts:invitation-list"))
    for n in range(2):
        invited(person(f"Admin {n}", "system"), email=f"neu{n}@example.org")
    assert count_queries(client, reverse("accounts:invitation-list")) == one
