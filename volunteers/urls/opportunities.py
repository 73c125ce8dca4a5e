"""Addresses about tasks that everybody may read."""

from django.urls import path

from volunteers.views import confirmations, opportunities

urlpatterns = [
    path("ehrenamt/", opportunities.opportunity_list, name="opportunity-list"),
    path("ehrenamt/so-geht-es/", opportunities.how_it_works, name="how-it-works"),
    path("ehrenamt/einsaetze/<uuid:pk>/", opportunities.opportunity_detail, name="opportunity-detail"),
    path("ehrenamt/einsaetze/noch-gebraucht/danke/", confirmations.still_needed_done, name="still-needed-done"),
    path("ehrenamt/einsaetze/noch-gebraucht/<str:token>/", confirmations.still_needed, name="still-needed"),
]
