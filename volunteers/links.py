"""Addresses that stand in mails: one place that knows them, since actions write mails before any page is asked for.

They name no person and no task; whoever follows a secret one proves the address, whoever follows another one logs in.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def _address(name, language, **kwargs):
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse(f'volunteers:{name}', kwargs=kwargs)}"


def sign_up_draft(token, language="de"):
    """Where somebody goes on with a sign-up that is not finished."""
    return _address("sign-up-resume", language, token=token)


def address_confirmation(token, language="de"):
    """Where somebody confirms that the address of a sign-up is hers (GET shows, POST confirms)."""
    return _address("sign-up-confirm", language, token=token)


def still_needed(token):
    """Where a contact person says whether help is still wanted (GET shows, POST answers once)."""
    return _address("still-needed", "de", token=token)


def own_page(language="de"):
    """A volunteer's own page with suggestions and contact data."""
    return _address("my", language)


def course_page(language="de"):
    """Where a volunteer sees her courses."""
    return _address("my-course-list", language)


def organisation_page():
    """An organisation's page with its own opportunities and suggestions."""
    return f"{settings.SITE_URL}/de/ehrenamt/einrichtung/"
