"""Addresses of rounds and guidelines."""

from django.urls import path

from fund.views import guidelines, rounds

ROUNDS, GUIDELINES = "fonds/buero/runden/", "fonds/buero/richtlinien/"

urlpatterns = [
    path(ROUNDS, rounds.round_list, name="round-list"),
    path(f"{ROUNDS}planen/", rounds.round_create, name="round-create"),
    path(f"{ROUNDS}<int:pk>/", rounds.round_edit, name="round-edit"),
    path(f"{GUIDELINES}neu/", guidelines.guideline_create, name="guideline-create"),
    path(f"{GUIDELINES}<int:pk>/", guidelines.guideline_detail, name="guideline-detail"),
    path(f"{GUIDELINES}<int:pk>/aendern/", guidelines.guideline_edit, name="guideline-edit"),
]
