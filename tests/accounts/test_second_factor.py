"""Whoever holds a staff permission gives a second factor in this very session, on every page."""

import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.urls import URLPattern, URLResolver, converters, get_resolver, reverse

from herne_integration.accounts.second_factor import WAYS_IN
from tests.accounts.test_entrance import authenticator

pytestmark = pytest.mark.django_db
SAMPLES = [
    (converters.IntConverter, "1"),
    (converters.UUIDConverter, str(uuid.UUID(int=0))),
    (converters.StringConverter, "x"),
]


def patterns(resolver=None, route=""):
    """(path, name, view) of every page, with sample values for its parameters."""
    for pattern in (resolver or get_resolver()).url_patterns:
        text = str(pattern.pattern)
        for name, converter in pattern.pattern.converters.items():
            sample = next(sample for kind, sample in SAMPLES if isinstance(converter, kind))
            tag = next(kind for kind, known in converters.get_converters().items() if known is converter)
            text = text.replace(f"<{tag}:{name}>", sample).replace(f"<{name}>", sample)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route + text)
        elif isinstance(pattern, URLPattern) and not text.startswith("^"):
            yield "/" + route + text, pattern.name, pattern.callback


PAGES = [(path, name, view) for path, name, view in patterns() if getattr(view, "login_required", True)]


def test_the_walk_finds_the_staff_pages():
    permissions = {getattr(view, "permission", None) for _path, _name, view in PAGES}
    assert {"accounts.view_person", "accounts.invite_person", "accounts.end_person"} <= permissions


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_factor_staff_reach_no_page_at_all(client, log_in, system, method):
    log_in(client, system, second_factor=False)
    set_up = reverse("mfa_activate_totp")
    reached = [
        path
        for path, name, _view in PAGES
        if name not in WAYS_IN and not (getattr(client, method)(path).get("Location") or "").startswith(set_up)
    ]
    assert reached == []


def test_force_login_of_somebody_with_a_factor_leads_to_the_code(client, log_in, system):
    authenticator(system)
    log_in(client, system, second_factor=False)
    response = client.get(reverse("accounts:people-list"))
    assert response.url.startswith(reverse("mfa_reauthenticate"))


def test_the_record_of_somebody_else_in_the_session_does_not_count(client, log_in, system):
    log_in(client, system)
    session = client.session
    session["account_authentication_methods_user"] = "0"
    session.save()
    assert client.get(reverse("accounts:people-list")).status_code == 302


def test_public_pages_show_staff_without_the_factor_what_everybody_sees(client, log_in, system):
    log_in(client, system, second_factor=False)
    response = client.get(reverse("roof:imprint"))
    assert response.status_code == 200
    assert not response.context["user"].has_perm("accounts.view_person")
    assert not response.context["user"].has_module_perms("accounts")


def test_people_without_staff_permissions_need_no_factor(client, log_in, newcomer):
    log_in(client, newcomer, second_factor=False)
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_who_gives_the_code_goes_on_to_the_page(client, log_in, system):
    authenticator(system)
    log_in(client, system, second_factor=False)
    Authenticator.objects.create(user=system, type="recovery_codes", data={"migrated_codes": ["aaaa-bbbb"]})
    ask = client.get(reverse("accounts:people-list")).url
    response = client.post(ask, {"code": "aaaa-bbbb"})
    assert response.url == reverse("accounts:people-list")
    assert client.get(response.url).status_code == 200
