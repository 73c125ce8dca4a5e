"""The demo's people apply, check, vote and sign in the fund."""

from django.contrib.auth import get_user_model
from django.utils import timezone

from fund import demo
from herne_integration.roof.demo_people import PEOPLE

CAST = ("projektbuero", "unterschrift", "lenkungsgruppe", "antrag")


def load():
    """Once; returns a sentence when something was made."""
    emails = {person.key: person.email for person in PEOPLE if person.key in CAST}
    cast = {key: get_user_model().objects.get(email=email) for key, email in emails.items()}
    made = demo.load(cast=cast, day=timezone.localdate())
    return (
        f"{made} Anträge an den Verfügungsfonds sind angelegt, 15 davon nach der Ratsvorlage von 2017." if made else ""
    )
