"""Addresses, stem by stem."""

from volunteers.urls import opportunities, profiles, representing, sign_up, work

app_name = "volunteers"
urlpatterns = [
    *opportunities.urlpatterns,
    *sign_up.urlpatterns,
    *profiles.urlpatterns,
    *work.urlpatterns,
    *representing.urlpatterns,
]
