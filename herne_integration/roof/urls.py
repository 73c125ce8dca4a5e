"""Addresses of the roof."""

from django.urls import path

from herne_integration.roof.views import accessibility_report, demo_login, gallery, legal, start

app_name = "roof"
urlpatterns = [
    path("", start.start, name="start"),
    path("uebersicht/", start.overview, name="overview"),
    path("impressum/", legal.imprint, name="imprint"),
    path("datenschutz/", legal.privacy, name="privacy"),
    path("barrierefreiheit/", legal.accessibility, name="accessibility"),
    path("barrierefreiheit/melden/", accessibility_report.accessibility_report, name="accessibility-report"),
    path(
        "barrierefreiheit/melden/danke/",
        accessibility_report.accessibility_report_done,
        name="accessibility-report-done",
    ),
    path("einfache-sprache/", legal.plain_language, name="plain-language"),
    path("gebaerdensprache/", legal.sign_language, name="sign-language"),
    path("demo/", demo_login.demo_people, name="demo-people"),
    path("demo/anmelden/", demo_login.demo_login, name="demo-login"),
    path("galerie/", gallery.gallery, name="gallery"),
]
