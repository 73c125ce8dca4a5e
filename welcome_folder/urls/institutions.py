"""Addresses of the institutions that work with folders."""

from django.urls import path

from welcome_folder.views import institutions

urlpatterns = [
    path("stellen/", institutions.institution_list, name="institution-list"),
    path("stellen/neu/", institutions.institution_create, name="institution-create"),
    path("stellen/<int:pk>/", institutions.institution_edit, name="institution-edit"),
]
