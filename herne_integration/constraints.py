"""Database constraints that every app needs."""

from django.db.models import CheckConstraint, F, Q


def stamped(decision, *, name):
    """Who and when belong together: `<decision>_at` is set exactly when `<decision>_by` is."""
    moment, person = f"{decision}_at__isnull", f"{decision}_by__isnull"
    return CheckConstraint(
        condition=Q(**{moment: True, person: True}) | Q(**{moment: False, person: False}),
        name=name,
        violation_error_message="Zu jeder Entscheidung gehören Zeitpunkt und Person.",
    )


def ordered(first, last, *, name, sentence="Das Ende liegt vor dem Anfang."):
    """`last` is not before `first`; either may be open (NULL)."""
    open_ended = Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True})
    return CheckConstraint(
        condition=open_ended | Q(**{f"{last}__gte": F(first)}), name=name, violation_error_message=sentence
    )


def refusal(name):
    """The statement by which a trigger refuses: it reads like a broken constraint of that name."""
    return f"RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"
