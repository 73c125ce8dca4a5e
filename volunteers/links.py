"""Addresses that stand in mails: one place that knows them, since actions write mails before any page is asked for.

They name no person and no task; whoever follows a secret one proves the address, whoever follows another one logs in.
"""

from django.conf import settings


def address_confirmation(token, language="de"):
    """Where somebody confirms that the address of a sign-up is hers (GET shows, POST confirms)."""
    return f"{settings.SITE_URL}/{language}/ehrenamt/mitmachen/bestaetigen/{token}/"


def still_needed(token):
    """Where a contact person says whether help is still wanted (GET shows, POST answers once)."""
    return f"{settings.SITE_URL}/de/ehrenamt/einsaetze/noch-gebraucht/{token}/"


def own_page(language="de"):
    """A volunteer's own page with suggestions and contact data."""
    return f"{settings.SITE_URL}/{language}/ehrenamt/mein/"


def organisation_page():
    """An organisation's page with its own opportunities and suggestions."""
    return f"{settings.SITE_URL}/de/ehrenamt/einrichtung/"
