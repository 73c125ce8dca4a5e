"""Who sees people, and what happens at once when somebody leaves."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from herne_integration.accounts.actions import grants, invitations, people
from herne_integration.accounts.models import Invitation
from herne_integration.rules import RuleBroken
from offers.actions import memberships
from offers.models import Membership, Organisation
from tests.accounts.test_entrance import PASSWORD, authenticator
from tests.people import person

pytestmark = pytest.mark.django_db


def test_the_list_finds_people_by_name_and_address(client, log_in, system, newcomer, stranger):
    log_in(client, system)
    page = reverse("accounts:people-list")
    html = client.get(page, {"suche": "NINA"}).content.decode()
    assert (newcomer.email in html, stranger.email in html) == (True, False)
    assert "Niemand gefunden" in client.get(page, {"suche": "%"}).content.decode()


def test_the_account_of_the_command_line_is_not_listed(client, log_in, system):
    log_in(client, system)
    assert people.installer().email not in client.get(reverse("accounts:people-list")).content.decode()


def test_the_list_costs_the_same_for_one_and_for_three(client, log_in, system, count_queries):
    log_in(client, system)
    page = reverse("accounts:people-list")
    one = count_queries(client, page)
    for n in range(2):
        person(f"Kollegin {n}", "redaktion", "lenkungsgruppe")
    assert count_queries(client, page) == one


def test_roles_are_given_and_ended_on_the_person_s_page(client, log_in, system, newcomer):
    log_in(client, system)
    page = reverse("accounts:person-detail", args=[newcomer.key])
    assert client.post(reverse("accounts:role-grant", args=[newcomer.key]), {"role": "redaktion"}).url == page
    assert grants.held_by(newcomer) == {"redaktion"}
    assert "Redaktion" in client.get(page).content.decode()
    assert client.post(reverse("accounts:role-end", args=[newcomer.key, "redaktion"])).url == page
    assert grants.held_by(newcomer) == set()


def test_data_protection_sees_and_changes_nothing(client, log_in, datenschutz, newcomer):
    log_in(client, datenschutz)
    html = client.get(reverse("accounts:person-detail", args=[newcomer.key])).content.decode()
    assert ("Rolle vergeben" in html, "Konto schließen" in html) == (False, False)
    assert client.post(reverse("accounts:role-grant", args=[newcomer.key]), {"role": "redaktion"}).status_code == 409
    assert client.post(reverse("accounts:person-leave", args=[newcomer.key])).status_code == 403


def test_the_person_s_page_says_what_they_are_elsewhere(client, log_in, system, newcomer):
    house = Organisation.objects.create(name="Haus der Hilfe")
    memberships.grant(user=newcomer, organisation=house, role="case_worker", by=system)
    log_in(client, system)
    html = client.get(reverse("accounts:person-detail", args=[newcomer.key])).content.decode()
    assert "Fallbearbeitung, Haus der Hilfe" in html


def test_who_leaves_is_out_with_the_next_request(client, log_in, system, redaktion):
    log_in(client, redaktion)
    assert client.get(reverse("accounts:profile")).status_code == 200
    people.end(user=redaktion, by=system)
    assert client.get(reverse("accounts:profile")).url.startswith(reverse("account_login"))


def test_leaving_ends_everything_with_stamps(system, client, log_in):
    leaver = person("Lars Leaver", "projektbuero", password=PASSWORD)
    house = Organisation.objects.create(name="Haus der Hilfe")
    memberships.grant(user=leaver, organisation=house, role="case_worker", by=system)
    invitations.invite(email="neu@example.org", name="Neu", role_keys=set(), by=leaver)
    authenticator(leaver)
    log_in(client, leaver)
    people.end(user=leaver, by=system)
    leaver.refresh_from_db()
    assert (leaver.is_active, leaver.left_by) == (False, system)
    assert (leaver.groups.count(), grants.held_by(leaver), leaver.usersession_set.count()) == (0, set(), 0)
    assert Membership.objects.get().ended_by == system
    assert Invitation.objects.get().revoked_by == system
    assert not Authenticator.objects.exists()
    answer = client.post(reverse("account_login"), {"login": leaver.email, "password": PASSWORD})
    assert answer.url == reverse("account_inactive")
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_a_session_that_nobody_recorded_is_refused_too(client, system, newcomer):
    client.force_login(newcomer)
    people.end(user=newcomer, by=system)
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_who_left_gets_no_mail_to_come_back(client, system):
    leaver = person("Lars Leaver", password=PASSWORD)
    people.end(user=leaver, by=system)
    client.post(reverse("account_reset_password"), {"email": leaver.email})
    with pytest.raises(RuleBroken, match="schon ein Konto"):
        invitations.invite(email=leaver.email, name="Lars", role_keys=set(), by=system)


def test_duties_have_to_be_handed_over_first(settings, system, newcomer):
    settings.CLOSING_DUTIES = ["tests.accounts.test_people.duty"]
    with pytest.raises(RuleBroken, match="leitet noch eine Stelle"):
        people.end(user=newcomer, by=system)
    newcomer.refresh_from_db()
    assert newcomer.is_active


def duty(user):
    """Something that somebody has to take over."""
    return [f"{user.name} leitet noch eine Stelle."]


def test_the_last_system_person_stays(system):
    with pytest.raises(RuleBroken, match="Eine Person braucht die Rolle System"):
        people.end(user=system, by=system)
    system.refresh_from_db()
    assert system.is_active


def test_closing_on_the_page_asks_first_and_answers_the_second_click_in_words(client, log_in, system, newcomer):
    log_in(client, system)
    page = reverse("accounts:person-leave", args=[newcomer.key])
    assert "Das gilt sofort" in client.get(page).content.decode()
    assert client.post(page).url == reverse("accounts:people-list")
    second = client.post(page)
    assert (second.status_code, "schon geschlossen" in second.content.decode()) == (409, True)


@pytest.mark.parametrize("name", ["person-leave", "role-grant", "second-factor-reset"])
def test_sensitive_acts_ask_for_the_password_again_after_five_minutes(client, log_in, newcomer, name):
    admin = person("Ada Admin", "system", password=PASSWORD)
    log_in(client, admin, ago=301)
    answer = client.post(reverse(f"accounts:{name}", args=[newcomer.key]), {"role": "redaktion"})
    assert answer.url.startswith(reverse("account_reauthenticate"))
    newcomer.refresh_from_db()
    assert newcomer.is_active


def test_a_lost_second_factor_is_reset_by_somebody_else(client, log_in, system, redaktion):
    authenticator(redaktion)
    session = log_in(type(client)(), redaktion)
    log_in(client, system)
    client.post(reverse("accounts:second-factor-reset", args=[redaktion.key]))
    assert not Authenticator.objects.filter(user=redaktion).exists()
    assert session.get(reverse("accounts:profile")).status_code == 302
    with pytest.raises(RuleBroken, match="eine andere Person"):
        people.reset_second_factor(user=system, by=system)


def test_left_means_inactive_and_is_stamped(newcomer, system):
    newcomer.left_at, newcomer.left_by = timezone.now(), system
    with pytest.raises(IntegrityError, match="accounts_user_left_is_inactive"), transaction.atomic():
        newcomer.save()
    newcomer.is_active, newcomer.left_by = False, None
    with pytest.raises(IntegrityError, match="accounts_user_left_stamped"), transaction.atomic():
        newcomer.save()


def test_one_s_own_page_names_roles_and_leads_staff_to_people(client, log_in, system, newcomer):
    log_in(client, newcomer)
    assert "Personen und Rollen" not in client.get(reverse("accounts:profile")).content.decode()
    log_in(client, system)
    html = client.get(reverse("accounts:profile")).content.decode()
    assert ("Personen und Rollen" in html, ">System</bdi>" in html) == (True, True)
