"""How often strangers may have mails sent, and how often a member of a team may ask for an address."""

from datetime import timedelta

from herne_integration.accounts.guesses import client_network
from herne_integration.accounts.limits import Limit, take

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEGUN_HERE = Limit("fund-begin", 20, HOUR)
BEGUN_FOR = Limit("fund-begin-for", 5, DAY)
LINKS_HERE = Limit("fund-links", 20, HOUR)
ADDRESSES = Limit("fund-addresses", 20, HOUR)


def begun_too_often(request, email):
    """A town hall has one address, so the limit is wide; one mailbox gets a handful of mails a day."""
    waits = [take(BEGUN_HERE, client_network(request)).wait, take(BEGUN_FOR, email.strip().lower()).wait]
    return any(wait is not None for wait in waits)


def links_too_often(request):
    """Whether one connection asks for links again and again."""
    return take(LINKS_HERE, client_network(request)).wait is not None


def asks_too_often(user):
    """Whether somebody tries which addresses have an account."""
    return take(ADDRESSES, user.pk).wait is not None
