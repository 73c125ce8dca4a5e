"""Addresses for machines, without a language."""

from django.urls import path

from offers.views import feeds

app_name = "feeds"
urlpatterns = [
    path("angebote/aenderungen.atom", feeds.changes_feed, name="offer-changes"),
]
