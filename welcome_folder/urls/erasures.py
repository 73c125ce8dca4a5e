"""Addresses of data protection: retention, erasing, consents."""

from django.urls import path

from welcome_folder.views import erasures

urlpatterns = [
    path("datenschutz/aufbewahrung/", erasures.retention_list, name="retention-list"),
    path("datenschutz/aufbewahrung/anbieten/", erasures.erasure_offer, name="erasure-offer"),
    path("datenschutz/loeschungen/", erasures.erasure_list, name="erasure-list"),
    path("datenschutz/loeschungen/<uuid:pk>/", erasures.erasure_detail, name="erasure-detail"),
    path("datenschutz/loeschungen/<uuid:pk>/archiv/", erasures.erasure_answer, name="erasure-answer"),
    path("datenschutz/loeschungen/<uuid:pk>/zurueck/", erasures.erasure_withdraw, name="erasure-withdraw"),
    path("datenschutz/loeschungen/<uuid:pk>/loeschen/", erasures.erasure_erase, name="erasure-erase"),
    path("datenschutz/loeschungen/<uuid:pk>/bescheinigung/", erasures.erasure_certificate, name="erasure-certificate"),
    path("datenschutz/einwilligungen/", erasures.consent_list, name="consent-list"),
]
