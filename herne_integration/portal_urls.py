"""Addresses without a language: links from paper."""

from django.urls import path

from herne_integration.views import short_links

app_name = "portal"
urlpatterns = [
    path("k/<str:code>", short_links.short_link, name="short-link"),
]
