"""Addresses of the roof."""

from django.urls import path

from herne_integration.roof.views import gallery

app_name = "roof"
urlpatterns = [
    path("galerie/", gallery.gallery, name="gallery"),
]
