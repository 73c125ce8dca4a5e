"""Addresses, stem by stem."""

from fund.urls import applicants, applications, boards, money, notices, office, public, rounds, sessions, submissions

app_name = "fund"
urlpatterns = [
    *public.urlpatterns,
    *applications.urlpatterns,
    *submissions.urlpatterns,
    *applicants.urlpatterns,
    *boards.urlpatterns,
    *sessions.urlpatterns,
    *office.urlpatterns,
    *rounds.urlpatterns,
    *notices.urlpatterns,
    *money.urlpatterns,
]
