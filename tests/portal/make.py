"""Builders whose defaults are valid."""

from itertools import count

from herne_integration.accounts.models import User

_numbers = count(1)


def person(**fields):
    """Somebody with an account and no role."""
    number = next(_numbers)
    defaults = {"email": f"person{number}@beispiel.invalid", "name": f"Person {number}"}
    return User.objects.create_user(**defaults | fields)
