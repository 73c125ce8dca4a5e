"""Addresses, stem by stem."""

from fund.urls import applicants, applications, public, submissions

app_name = "fund"
urlpatterns = [
    *public.urlpatterns,
    *applications.urlpatterns,
    *submissions.urlpatterns,
    *applicants.urlpatterns,
]
