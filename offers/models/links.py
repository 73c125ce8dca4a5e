"""History of what an offer is linked with: topics, target groups, languages and the rest.

A change of a many-to-many field touches no column of the offer, so the offer's own event table would not know of it.
The link tables are therefore tracked themselves, through proxies of Django's own: one event when a word is added, one
when it is taken away. An offer's history by field is its events and these, ordered by `pgh_created_at`.
"""

import pghistory

from herne_integration.privacy import classified
from offers.models.offers import Offer

ADDED, REMOVED = "added", "removed"


def tracked(model):
    """Class decorator: one event when a link comes, one when it goes."""
    return pghistory.track(pghistory.InsertEvent(ADDED), pghistory.DeleteEvent(REMOVED), obj_field=None)(model)


@classified(plain="id offer topic")
@tracked
class OfferTopic(Offer.topics.through):
    """An offer is about a topic."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "Thema des Angebots"
        verbose_name_plural = "Themen der Angebote"


@classified(plain="id offer goal")
@tracked
class OfferGoal(Offer.goals.through):
    """An offer serves a goal."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "Ziel des Angebots"
        verbose_name_plural = "Ziele der Angebote"


@classified(plain="id offer organisation")
@tracked
class OfferPartner(Offer.partners.through):
    """Somebody takes part in an offer."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "Mitwirkende des Angebots"
        verbose_name_plural = "Mitwirkende der Angebote"


@classified(plain="id offer targetgroup")
@tracked
class OfferTargetGroup(Offer.target_groups.through):
    """An offer is for a group of people."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "Zielgruppe des Angebots"
        verbose_name_plural = "Zielgruppen der Angebote"


@classified(plain="id offer legalstatus")
@tracked
class OfferResidenceStatus(Offer.residence_statuses.through):
    """An offer is for people with a residence status."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "Aufenthaltsstatus des Angebots"
        verbose_name_plural = "Aufenthaltsstatus der Angebote"


@classified(plain="id offer language")
@tracked
class OfferLanguage(Offer.languages.through):
    """A language is spoken at an offer."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "Sprache des Angebots"
        verbose_name_plural = "Sprachen der Angebote"


# Field of the offer -> (link, name of its other end): what a history by field reads.
LINKS = {
    "topics": (OfferTopic, "topic"),
    "goals": (OfferGoal, "goal"),
    "partners": (OfferPartner, "organisation"),
    "target_groups": (OfferTargetGroup, "targetgroup"),
    "residence_statuses": (OfferResidenceStatus, "legalstatus"),
    "languages": (OfferLanguage, "language"),
}
