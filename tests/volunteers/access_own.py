"""Who may open a volunteer's own pages: nobody of the house has a profile, so nothing is there for any of them."""

from uuid import UUID

from tests.house.access_tables import row
from tests.volunteers import make

NOBODY = row(404, anonymous=302)
TABLE = {
    "volunteers:my": row(200, anonymous=302),
    **dict.fromkeys(
        (
            "volunteers:my-profile",
            "volunteers:my-edit",
            "volunteers:my-placement",
            "volunteers:my-no",
            "volunteers:my-end",
            "volunteers:my-interest",
            "volunteers:my-agreement",
            "volunteers:my-course-list",
            "volunteers:my-pause",
            "volunteers:my-absence-create",
            "volunteers:my-leave",
            "volunteers:my-erase",
            "volunteers:my-data",
            "volunteers:my-consents",
            "volunteers:my-consent-withdraw",
            "volunteers:my-yes",
            "volunteers:my-sign",
            "volunteers:my-course-join",
            "volunteers:my-course-cancel",
            "volunteers:my-resume",
            "volunteers:my-absence-remove",
            "volunteers:my-return",
            "volunteers:my-consent-give",
        ),
        NOBODY,
    ),
}
NO_SUCH = UUID(int=1)


def build(world):
    """A placement of somebody else's."""
    world.placement = make.placement()


def arguments(world):
    """A foreign placement, and what leads nowhere."""
    placement = [world.placement.pk]
    return {
        "volunteers:my-edit": ["person"],
        "volunteers:my-placement": placement,
        "volunteers:my-yes": placement,
        "volunteers:my-no": placement,
        "volunteers:my-end": placement,
        "volunteers:my-interest": [world.placement.opportunity_id],
        "volunteers:my-agreement": [NO_SUCH],
        "volunteers:my-sign": [NO_SUCH],
        "volunteers:my-course-join": [NO_SUCH],
        "volunteers:my-course-cancel": [NO_SUCH],
        "volunteers:my-absence-remove": [1],
        "volunteers:my-consent-give": ["news"],
        "volunteers:my-consent-withdraw": ["news"],
    }
