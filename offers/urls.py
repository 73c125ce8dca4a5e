"""Addresses of the directory."""

from django.urls import path

from offers.views import (
    calendars,
    counter,
    detail,
    editing,
    history,
    imports,
    lexicon,
    listing,
    missing,
    organisation_page,
    organisations,
    paper,
    path_work,
    paths,
    preview,
    providers,
    responsibilities,
    translating,
    worklist,
)

app_name = "offers"
urlpatterns = [
    path("angebote/", listing.offer_list, name="offer-list"),
    path("angebote/fehlt/", missing.missing_report, name="missing-report"),
    path("angebote/fehlt/danke/", missing.missing_thanks, name="missing-thanks"),
    path("angebote/filter/", listing.offer_filter, name="offer-filter"),
    path("angebote/pdf/", paper.offer_list_pdf, name="offer-list-pdf"),
    path("angebote/<uuid:pk>/", detail.offer_detail, name="offer-detail"),
    path("angebote/<uuid:pk>/pdf/", paper.offer_pdf, name="offer-pdf"),
    path("angebote/<uuid:pk>/schalter/", counter.offer_counter, name="offer-counter"),
    path("angebote/<uuid:pk>/kalender.ics", calendars.offer_calendar, name="offer-calendar"),
    path("angebote/<uuid:pk>/qr.svg", paper.offer_qr, name="offer-qr"),
    path("wege/", paths.path_list, name="path-list"),
    path("wege/<slug:key>/", paths.path_detail, name="path-detail"),
    path("wege/<slug:key>/pdf/", paths.path_pdf, name="path-pdf"),
    path("wer-hilft/", responsibilities.task_list, name="task-list"),
    path("wer-hilft/<slug:key>/", responsibilities.task_detail, name="task-detail"),
    path("einrichtungen/<int:pk>/", organisation_page.organisation_detail, name="organisation-detail"),
    path("redaktion/angebote/", editing.editing_list, name="editing-list"),
    path("redaktion/angebote/telefonliste/", worklist.worklist_pdf, name="worklist-pdf"),
    path("redaktion/angebote/neu/", editing.offer_create, name="offer-create"),
    path("redaktion/angebote/<uuid:pk>/", editing.offer_edit, name="offer-edit"),
    path("redaktion/angebote/<uuid:pk>/bestaetigen/", editing.offer_confirm, name="offer-confirm"),
    path("redaktion/angebote/<uuid:pk>/archivieren/", editing.offer_archive, name="offer-archive"),
    path("redaktion/angebote/<uuid:pk>/wiederherstellen/", editing.offer_restore, name="offer-restore"),
    path("redaktion/angebote/<uuid:pk>/vorschau/", preview.offer_preview, name="offer-preview"),
    path("redaktion/angebote/<uuid:pk>/verlauf/", history.offer_history, name="offer-history"),
    path(
        "redaktion/angebote/<uuid:pk>/uebersetzen/<slug:language>/", translating.offer_translate, name="offer-translate"
    ),
    path(
        "redaktion/angebote/<uuid:pk>/uebersetzen/<slug:language>/geprueft/",
        translating.translation_review,
        name="translation-review",
    ),
    path("redaktion/einrichtungen/", organisations.organisation_list, name="organisation-list"),
    path("redaktion/einrichtungen/neu/", organisations.organisation_create, name="organisation-create"),
    path("redaktion/einrichtungen/<int:pk>/", organisations.organisation_edit, name="organisation-edit"),
    path(
        "redaktion/einrichtungen/<int:pk>/bestaetigen/", organisations.organisation_confirm, name="organisation-confirm"
    ),
    path(
        "redaktion/einrichtungen/<int:pk>/archivieren/", organisations.organisation_archive, name="organisation-archive"
    ),
    path(
        "redaktion/einrichtungen/<int:pk>/wiederherstellen/",
        organisations.organisation_restore,
        name="organisation-restore",
    ),
    path("redaktion/einrichtungen/<int:pk>/verlauf/", history.organisation_history, name="organisation-history"),
    path("redaktion/woerterbuch/", lexicon.lexicon_list, name="lexicon-list"),
    path("redaktion/woerterbuch/neu/", lexicon.lexicon_create, name="lexicon-create"),
    path("redaktion/woerterbuch/<int:pk>/", lexicon.lexicon_edit, name="lexicon-edit"),
    path("redaktion/woerterbuch/<int:pk>/geprueft/", lexicon.lexicon_review, name="lexicon-review"),
    path("redaktion/woerterbuch/<int:pk>/abschalten/", lexicon.lexicon_deactivate, name="lexicon-deactivate"),
    path("redaktion/woerterbuch/<int:pk>/einschalten/", lexicon.lexicon_reactivate, name="lexicon-reactivate"),
    path("redaktion/woerterbuch/<int:pk>/verlauf/", lexicon.lexicon_history, name="lexicon-history"),
    path("redaktion/wege/", path_work.open_point_list, name="open-point-list"),
    path("redaktion/wege/<slug:key>/bestaetigen/", path_work.path_confirm, name="path-confirm"),
    path("redaktion/fehlt/", missing.missing_list, name="missing-list"),
    path("redaktion/fehlt/<int:pk>/erledigt/", missing.missing_settle, name="missing-settle"),
    path("redaktion/zustaendigkeiten/", responsibilities.gap_list, name="gap-list"),
    path("redaktion/einlesen/", imports.import_list, name="import-list"),
    path("redaktion/einlesen/<int:pk>/zuordnen/", providers.provider_attach, name="provider-attach"),
    path("redaktion/einlesen/<int:pk>/erledigt/", imports.finding_settle, name="finding-settle"),
]
