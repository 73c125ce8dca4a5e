"""Accounts of the fund's demo that have no log-in button: invented people who apply, check and vote."""

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from herne_integration.accounts.actions import grants
from herne_integration.accounts.actions.people import installer
from herne_integration.accounts.second_factor import DEMO_DOMAIN

# key: (name, house role)
PEOPLE = {
    "vorsitz": ("Renate Denkbar", "lenkungsgruppe"),
    "mitglied-2": ("Goran Annahme", "lenkungsgruppe"),
    "mitglied-3": ("Lena Gleichnis", "lenkungsgruppe"),
    "mitglied-4": ("Tarek Gedanke", "lenkungsgruppe"),
    "stellvertretung": ("Sofia Abstrakt", "lenkungsgruppe"),
    "antrag-2": ("Ayla Erdacht", ""),
    "antrag-3": ("Bernd Erdichtet", ""),
    "antrag-4": ("Carla Musteramt", ""),
    "akten-2017": ("Aktenübernahme 2017", ""),
}


def load():
    """Makes those that are missing; returns all of them as {key: user}."""
    return {key: _made(key, *who) for key, who in PEOPLE.items()}


def _made(key, name, role):
    email = f"fonds-{key}{DEMO_DOMAIN}"
    user = get_user_model().objects.filter(email=email).first()
    if user is None:
        user = get_user_model().objects.create_user(email, name=f"{name} (erfunden)")
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if role:
            grants.grant(user=user, role=role, by=installer())
    return user
