"""What the directory asks of a person on "Meine Übersicht"."""

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from herne_integration.overview import Item
from offers import info_work, path_work
from offers.choices import Origin, State
from offers.missing import LEAST_SHOWN
from offers.models import AdvicePath, InfoPage, MissedTerm, Offer, OfferTranslation, StructurePart


def items(user):
    """For the Redaktion: what is unconfirmed, due for review, outdated in another language, or missed by visitors."""
    found = (*_work_on_offers(user), *_missed(user), *_work_on_knowledge(user))
    return [item for item in found if item.count]


def _work_on_knowledge(user):
    """Paths, information pages, and who works with whom."""
    if user.has_perm("offers.edit_path"):
        rows = path_work.rows(AdvicePath.objects.visible_to(user), timezone.localdate())
        yield Item(
            title="Offene Punkte in Beratungswegen",
            text="Was die Quellen nicht sagen, herausfinden und in einer neuen Fassung eintragen.",
            count=sum(row.number_open for row in rows),
            url=reverse("offers:open-point-list"),
        )
        yield Item(
            title="Schritte, deren letztes Angebot endet",
            text="Ein anderes Angebot suchen und in einer neuen Fassung verknüpfen.",
            count=len(path_work.running_out(timezone.localdate())),
            url=reverse("offers:path-work-list"),
        )
    if user.has_perm("offers.edit_info_page"):
        yield Item(
            title="Nicht bestätigte Informationsseiten",
            text="Texte, Zahlen und Kontakte prüfen und bestätigen.",
            count=InfoPage.objects.visible_to(user).filter(confirmed_at=None).count(),
            url=reverse("offers:info-page-work"),
        )
        yield Item(
            title="Informationsseiten, die etwas brauchen",
            text="Eine Übersetzung ist veraltet, eine Anlaufstelle hat geendet, oder ein Wert ist offen.",
            count=info_work.waiting(InfoPage.objects.visible_to(user), day=timezone.localdate()).count(),
            url=reverse("offers:info-page-work"),
        )
    if user.has_perm("offers.edit_structure"):
        yield Item(
            title="Nicht bestätigte Gremien, Netzwerke und Programme",
            text="Mitglieder und Handlungsfeld prüfen und bestätigen.",
            count=StructurePart.objects.visible_to(user).filter(state=State.UNCONFIRMED).count(),
            url=reverse("offers:structure-list"),
        )


def _missed(user):
    open_terms = MissedTerm.objects.visible_to(user).open().often(least=LEAST_SHOWN)
    if user.has_perm("offers.edit_lexicon"):
        yield Item(
            title="Wonach Menschen vergeblich suchen",
            text="Ein Wort im Wörterbuch ergänzen, oder ein Angebot finden, das fehlt.",
            count=open_terms.count(),
            url=reverse("offers:missing-list"),
        )


def _work_on_offers(user):
    if not user.has_perm("offers.edit_offer"):
        return []
    listed = Offer.objects.visible_to(user).listed()
    outdated = OfferTranslation.objects.filter(offer__in=listed, source_revision__lt=F("offer__text_revision"))
    return [
        _item(
            listed.filter(state=State.UNCONFIRMED, origin=Origin.HERNE).count(),
            "Nicht bestätigte Angebote in Herne",
            "Anbieter anrufen, Angaben prüfen, bestätigen.",
            f"state={State.UNCONFIRMED}&origin={Origin.HERNE}",
        ),
        _item(
            listed.filter(review_on__lte=timezone.localdate()).count(),
            "Angebote, deren Prüfung fällig ist",
            "Die letzte Bestätigung liegt länger zurück.",
            "due=1",
        ),
        *(
            _item(
                outdated.filter(language=language).count(),
                f"Veraltete Übersetzungen ({name})",
                "Der deutsche Text hat sich geändert.",
                f"translation={language}-veraltet",
            )
            for language, name in (("en", "Englisch"), ("ar", "Arabisch"))
        ),
    ]


def _item(count, title, text, query):
    return Item(title=title, text=text, count=count, url=f"{reverse('offers:editing-list')}?{query}")
