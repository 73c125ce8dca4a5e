"""Addresses of the folder on paper."""

from django.urls import path

from welcome_folder.views import papers

urlpatterns = [
    path("ordner/<uuid:pk>/drucken/", papers.print_detail, name="print-detail"),
    path("ordner/<uuid:pk>/papier/", papers.paper_entry, name="paper-entry"),
    path("ordner/<uuid:pk>/papier/<int:sheet>/", papers.paper_entry, name="paper-entry-sheet"),
]
