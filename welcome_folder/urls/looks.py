"""Addresses of the access log."""

from django.urls import path

from welcome_folder.views import looks

urlpatterns = [
    path("ordner/<uuid:pk>/zugriffe/", looks.look_list, name="look-list"),
    path("datenschutz/zugriffe/", looks.access_log, name="access-log"),
]
