"""Addresses of information pages, inside those of the directory."""

from django.urls import path

from offers.views import info_pages, info_work, open_values, translating

WORK = "redaktion/informationen/<int:pk>/"
urlpatterns = [
    path("informationen/", info_pages.info_page_list, name="info-page-list"),
    path("informationen/<slug:key>/", info_pages.info_page_detail, name="info-page-detail"),
    path("informationen/<slug:key>/pdf/", info_pages.info_page_pdf, name="info-page-pdf"),
    path("redaktion/informationen/", info_work.info_page_work, name="info-page-work"),
    path("redaktion/informationen/neu/", info_work.info_page_create, name="info-page-create"),
    path("redaktion/informationen/werte/<int:pk>/", open_values.open_value_set, name="open-value-set"),
    path(WORK, info_work.info_page_edit, name="info-page-edit"),
    path(f"{WORK}vorschau/", info_work.info_page_preview, name="info-page-preview"),
    path(f"{WORK}verlauf/", info_work.info_page_history, name="info-page-history"),
    path(f"{WORK}veroeffentlichen/", info_work.info_page_publish, name="info-page-publish"),
    path(f"{WORK}zurueckziehen/", info_work.info_page_withdraw, name="info-page-withdraw"),
    path(f"{WORK}bestaetigen/", info_work.info_page_confirm, name="info-page-confirm"),
    path(f"{WORK}uebersetzen/<slug:language>/", translating.info_page_translate, name="info-page-translate"),
    path(f"{WORK}uebersetzen/<slug:language>/geprueft/", translating.info_page_review, name="info-page-review"),
]
