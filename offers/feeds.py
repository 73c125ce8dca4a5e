"""What has changed in the directory, as an Atom feed: in German for every reader, without anybody's name."""

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from offers.choices import State
from offers.clean import clean

PATH = "/angebote/aenderungen.atom"
LONGEST_SUMMARY = 300


def feed(changes):
    """The feed of these `changes.Change`, newest first. An offer is one entry for good: its key is the entry's."""
    made = Atom1Feed(
        title="Änderungen im Angebotsverzeichnis Herne",
        link=f"{settings.SITE_URL}/de/angebote/",
        description="",
        subtitle="" if settings.OFFICIAL else "Entwurf, kein Angebot der Stadt Herne",
        language="de",
        feed_url=f"{settings.SITE_URL}{PATH}",
        feed_guid=f"{settings.SITE_URL}{PATH}",
        author_name="Integrationsportal Herne",
        feed_copyright="Teile der Angebotsdaten: Integreat-Inhalte, Landkreise Augsburg und Rems-Murr, CC BY 4.0.",
    )
    for change in changes:
        offer = change.offer
        made.add_item(
            title=clean(f"{change.kind}: {offer.title}"),
            link=f"{settings.SITE_URL}/de{offer.path}",
            # Readers take a summary for HTML; whatever a source wrote is text.
            description=escape(clean(_summary(offer))),
            unique_id=f"urn:uuid:{offer.pk}",
            updateddate=change.at,
            categories=[change.kind],
        )
    return made.writeString("utf-8")


def _summary(offer):
    provider = offer.organisation.name if offer.organisation else offer.provider_text
    text = " ".join(offer.description.split())
    short = text if len(text) <= LONGEST_SUMMARY else f"{text[:LONGEST_SUMMARY].rsplit(' ', 1)[0]} …"
    return " – ".join(filter(None, (provider, short, _standing(offer))))


def _standing(offer):
    if offer.state == State.CONFIRMED:
        return "bestätigt"
    if offer.state == State.ARCHIVED:
        return "Dieses Angebot ist nicht mehr aktuell."
    if offer.source_year:
        return f"nicht bestätigt, Quelle {offer.source_year}"
    return "nicht bestätigt"
