"""How often one connection may send something that needs no account."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac

HOUR = 60 * 60


def is_too_many(request, what, *, limit, seconds=HOUR):
    """Counts one more sending; true beyond the limit. The address itself is not kept, only a keyed hash of it."""
    address = get_adapter().get_client_ip(request)
    key = f"limit:{what}:{salted_hmac('portal.limits', address, algorithm='sha256').hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:  # it ran out between the two lines
        return False
