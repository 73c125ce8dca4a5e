"""The one way from a state to the next."""

from django.utils import timezone

from fund.choices.applications import NEXT_STATES, ApplicationState
from herne_integration.rules import RuleBroken

IMPOSSIBLE = "Dieser Antrag ist {state} und kann nicht {next} werden."


def require(application, state):
    """Says in words why a state cannot follow; the application is locked."""
    if state not in NEXT_STATES[ApplicationState(application.state)]:
        words = {"state": application.get_state_display(), "next": ApplicationState(state).label}
        raise RuleBroken(IMPOSSIBLE.format(**words))


def move(application, state, *, at=None, **values):
    """Moves a locked application on and saves it, with `values` for its columns; boards call this for decisions."""
    require(application, state)
    for name, value in values.items():
        setattr(application, name, value)
    application.state, application.state_since = state, at or timezone.now()
    application.save(update_fields=["state", "state_since", *values])
    return application
