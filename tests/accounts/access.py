"""Who may open which page of accounts, allauth's pages among them."""

from django.utils import timezone

from herne_integration.accounts.actions import invitations, people
from tests.house.access_tables import row, staff
from tests.people import person

PEOPLE_PAGE = staff(200, "projektbuero", "datenschutz", "system")
OWN = row(200, anonymous=302)

TABLE = {
    "accounts:profile": OWN,
    "accounts:session-list": OWN,
    "accounts:session-end": row(405, anonymous=302),
    "accounts:session-end-others": row(405, anonymous=302),
    "accounts:invitation-accept": row(200),
    "accounts:invitation-list": staff(200, "projektbuero", "system"),
    "accounts:invitation-create": staff(200, "projektbuero", "system"),
    "accounts:invitation-revoke": row(405, anonymous=302),
    "accounts:people-list": PEOPLE_PAGE,
    "accounts:person-detail": PEOPLE_PAGE,
    "accounts:role-grant": row(405, anonymous=302),
    "accounts:role-end": row(405, anonymous=302),
    "accounts:person-leave": staff(200, "system"),
    "accounts:second-factor-reset": row(405, anonymous=302),
    # allauth
    "account_login": row(302, anonymous=200),
    "account_logout": row(200, anonymous=302),
    "account_inactive": row(200),
    "account_signup": row(302, anonymous=200),
    "account_email_verification_sent": row(200),
    "account_confirm_email": row(200),
    "account_reauthenticate": row({200, 302, 403}, anonymous=302),
    "account_change_password": row(302),
    "account_reset_password": row(200),
    "account_reset_password_done": row(200),
    "account_reset_password_from_key": row(200),
    "account_reset_password_from_key_done": row(200),
    "mfa_index": OWN,
    "mfa_authenticate": row(302),
    "mfa_reauthenticate": row({200, 302, 403}, anonymous=302),
    "mfa_activate_totp": OWN,
    "mfa_deactivate_totp": row(404, anonymous=302),
    "mfa_view_recovery_codes": row(404, anonymous=302),
    "mfa_generate_recovery_codes": row({200, 302}, anonymous=302),
}


def build(world):
    """An open invitation and somebody to look at."""
    world.invitation, link = invitations.invite(
        email="eingeladen@example.org", name="Iris Ingeladen", role_keys=set(), by=people.installer(), is_mailed=False
    )
    world.invitation_token = link.rstrip("/").rpartition("/")[2]
    world.somebody = person(f"Somebody {timezone.now():%f}")


def arguments(world):
    """Arguments of the pages above."""
    key = [world.somebody.key]
    return {
        "accounts:session-end": [1],
        "accounts:invitation-accept": [world.invitation_token],
        "accounts:invitation-revoke": [world.invitation.pk],
        "accounts:person-detail": key,
        "accounts:role-grant": key,
        "accounts:role-end": [*key, "redaktion"],
        "accounts:person-leave": key,
        "accounts:second-factor-reset": key,
        "account_confirm_email": ["nonsense"],
        "account_reset_password_from_key": ["1", "nonsense"],
    }
