"""Invented people, one per role, who log in by one click."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from herne_integration.accounts.actions import grants
from herne_integration.accounts.actions.people import installer
from herne_integration.accounts.choices import Wish
from herne_integration.accounts.second_factor import DEMO_DOMAIN
from offers.actions import memberships
from offers.choices import MembershipRole
from offers.models import Organisation

# Roles of invented people hang on an invented organisation, never on a real one.
ORGANISATION = "Muster-Träger e. V. (erfunden)"


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who does not exist."""

    key: str
    name: str
    label: str | Promise
    may: str | Promise
    role: str = ""
    membership: str = ""
    wish: str = ""

    @property
    def email(self):
        """An address that no mail ever reaches."""
        return f"{self.key}{DEMO_DOMAIN}"


LATER = _("hat ein Konto; eigene Seiten folgen")
PEOPLE = [
    DemoPerson("redaktion", "Erika Muster", "Redaktion", _("pflegt und bestätigt alle Angebote"), role="redaktion"),
    DemoPerson(
        "system", "Jan Beispiel", "System", _("lädt Personen ein, vergibt Rollen, schließt Konten"), role="system"
    ),
    DemoPerson(
        "projektbuero",
        "Selin Probe",
        "Projektbüro",
        _("lädt Personen ein und sieht, wer welche Rolle hat"),
        role="projektbuero",
    ),
    DemoPerson("datenschutz", "Olaf Vorlage", "Datenschutz", _("sieht, wer welche Rolle hat"), role="datenschutz"),
    DemoPerson(
        "lenkungsgruppe",
        "Amira Modell",
        "Lenkungsgruppe",
        LATER,
        role="lenkungsgruppe",
    ),
    DemoPerson(
        "angebote",
        "Piotr Exempel",
        MembershipRole.PROVIDER_EDITOR.label,
        LATER,
        membership=MembershipRole.PROVIDER_EDITOR,
    ),
    DemoPerson(
        "fallbearbeitung",
        "Nadia Schablone",
        MembershipRole.CASE_WORKER.label,
        LATER,
        membership=MembershipRole.CASE_WORKER,
    ),
    DemoPerson(
        "leitung",
        "Ralf Entwurf",
        MembershipRole.OFFICE_LEAD.label,
        LATER,
        membership=MembershipRole.OFFICE_LEAD,
    ),
    DemoPerson(
        "koordination",
        "Ines Skizze",
        MembershipRole.COORDINATOR.label,
        LATER,
        membership=MembershipRole.COORDINATOR,
    ),
    DemoPerson(
        "ansprechperson",
        "Bogdan Attrappe",
        MembershipRole.CONTACT.label,
        LATER,
        membership=MembershipRole.CONTACT,
    ),
    DemoPerson(
        "antrag",
        "Fatma Fiktiv",
        MembershipRole.APPLICANT.label,
        LATER,
        membership=MembershipRole.APPLICANT,
        wish=Wish.APPLICANT,
    ),
    DemoPerson(
        "ehrenamt",
        "Mehmet Phantasie",
        _("Ehrenamt, ohne Rolle"),
        LATER,
        wish=Wish.VOLUNTEER,
    ),
]


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
    if person.membership:
        note = "Für die Vorführung erfunden."
        organisation, _created = Organisation.objects.get_or_create(name=ORGANISATION, defaults={"note": note})
        memberships.grant(user=user, organisation=organisation, role=person.membership, by=by)
