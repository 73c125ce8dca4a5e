"""Addresses of the foundation, without a language: from paper, and of files, whose page has the file's language."""

from django.urls import path

from herne_integration.views import files, short_links

app_name = "portal"
urlpatterns = [
    path("k/<str:code>", short_links.short_link, name="short-link"),
    path("dateien/<uuid:pk>/", files.file_detail, name="file-detail"),
    path("dateien/<uuid:pk>/herunterladen/", files.file_download, name="file-download"),
]
