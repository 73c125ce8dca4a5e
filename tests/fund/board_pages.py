"""What tests of boards' pages share: browsers for the office and for members, and forms as they are sent."""

from django.test import Client
from django.urls import reverse

from herne_integration import idempotency
from tests.fund import make_boards
from tests.people import log_in


def browser(user):
    """A browser in which somebody has logged in."""
    return log_in(Client(), user)


def url(name, *args):
    """The address of a page: objects stand for their key."""
    return reverse(f"fund:{name}", args=[getattr(one, "pk", one) for one in args])


def sent(**fields):
    """A form as it is sent the first time."""
    return {"once": idempotency.new_key()} | fields


def said(response):
    """What the page that follows says just happened."""
    return [str(message) for message in response.context["messages"]]


def post(client, name, *args, **data):
    """Sends something and follows; the answer is the page where one ends."""
    return client.post(url(name, *args), data, follow=True)


def show_hands(client, item, seats, letters):
    """Writes down a show of hands, a letter per seat as in `make_boards.vote`."""
    pairs = zip(seats, letters, strict=True)
    return post(
        client, "vote-hands", item, **{f"seat_{seat.pk}": make_boards.LETTERS[letter] for seat, letter in pairs}
    )
