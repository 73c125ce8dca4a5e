"""A coordinator at her desk: signed in, with addresses by name."""

from django.urls import reverse

from tests.people import log_in
from tests.volunteers import make


def url(name, *values):
    """The German address of a page of the volunteers' database."""
    return reverse(f"volunteers:{name}", args=values)


def at_her_desk(client):
    """A coordinator, signed in with her second factor."""
    user = make.coordinator()
    log_in(client, user)
    return user


def post(client, name, *values, **typed):
    """Sends a form and follows to where it leads."""
    return client.post(url(name, *values), typed, follow=True)


def key_of(client, address):
    """The key that makes a form count once."""
    return client.get(address).context["form"]["once"].value()
