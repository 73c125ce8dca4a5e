"""Who may open what everybody reads, and the pages of the sign-up and of mailed links."""

from tests.house.access_tables import row
from tests.volunteers import make, make_sign_up
from volunteers.actions import confirmations, sign_up

TABLE = {
    "volunteers:opportunity-list": row(200),
    "volunteers:how-it-works": row(200),
    "volunteers:opportunity-detail": row(200),
    "volunteers:still-needed": row(200),
    "volunteers:still-needed-done": row(200),
    "volunteers:sign-up": row(200),
    "volunteers:sign-up-sent": row(200),
    "volunteers:sign-up-later-sent": row(200),
    "volunteers:sign-up-resume": row(302),
    "volunteers:sign-up-step": row(200),
    "volunteers:sign-up-later": row(200),
    "volunteers:sign-up-send": row(200),
    "volunteers:sign-up-confirm": row(200),
    "volunteers:my-erased": row(200),
}


def build(world):
    """A task that is asked about, a draft under way and one that waits for its link."""
    world.opportunity = make.opportunity()
    _asked, world.asked_token = confirmations.ask(opportunity=world.opportunity, by=make.coordinator())
    _draft, world.draft_token = sign_up.begin()
    world.mailed_token = make_sign_up.mailed_token()


def arguments(world):
    """Keys and tokens."""
    draft = [world.draft_token]
    return {
        "volunteers:opportunity-detail": [world.opportunity.pk],
        "volunteers:still-needed": [world.asked_token],
        "volunteers:sign-up-resume": draft,
        "volunteers:sign-up-step": [*draft, "person"],
        "volunteers:sign-up-later": draft,
        "volunteers:sign-up-send": draft,
        "volunteers:sign-up-confirm": [world.mailed_token],
    }
