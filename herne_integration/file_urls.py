"""Pages of prepared files."""

from django.urls import path

from herne_integration.views import files

app_name = "files"
urlpatterns = [
    path("dateien/<uuid:pk>/", files.file_detail, name="file-detail"),
    path("dateien/<uuid:pk>/herunterladen/", files.file_download, name="file-download"),
]
