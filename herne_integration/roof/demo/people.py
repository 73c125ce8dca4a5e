"""Creates the invented people."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation

from herne_integration.accounts.actions import grants
from herne_integration.accounts.actions.people import installer
from herne_integration.accounts.second_factor import DEMO_DOMAIN
from herne_integration.roof.demo_people import PEOPLE
from offers.actions import memberships
from offers.models import Organisation

# Roles of invented people hang on an invented organisation, never on a real one.
ORGANISATION = "Muster-Träger e. V. (erfunden)"


def load():
    """Creates who is missing; returns a sentence when somebody was."""
    known = set(get_user_model().objects.filter(email__endswith=DEMO_DOMAIN).values_list("email", flat=True))
    missing = [person for person in PEOPLE if person.email not in known]
    for person in missing:
        _create(person)
    return f"{len(missing)} erfundene Personen sind angelegt." if missing else ""


def log_ins():
    """Lines that the launcher prints: who there is, and where one click logs in."""
    with translation.override("de"):
        address = settings.SITE_URL + reverse("roof:demo-people")
        return [f"{person.label}: {person.name} (erfunden), {address}" for person in PEOPLE if person.role]


def _create(person):
    """Through the actions, so that stamps and history exist as for everybody."""
    by = installer()
    user = get_user_model().objects.create_user(person.email, name=f"{person.name} (erfunden)", wish=person.wish)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if person.role:
        grants.grant(user=user, role=person.role, by=by)
    # Who works with folders is given her place by `folders.load`, together with her institution.
    if person.membership and not person.works_for:
        note = "Für die Vorführung erfunden."
        organisation, _created = Organisation.objects.get_or_create(name=ORGANISATION, defaults={"note": note})
        memberships.grant(user=user, organisation=organisation, role=person.membership, by=by)
