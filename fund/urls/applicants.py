"""Addresses of the applicant's team."""

from django.urls import path

from fund.views import applicants

TEAM = "fonds/teams/<uuid:pk>/"

urlpatterns = [
    path(TEAM, applicants.applicant_detail, name="applicant-detail"),
    path(f"{TEAM}aendern/", applicants.applicant_edit, name="applicant-edit"),
    path(f"{TEAM}aufnehmen/", applicants.applicant_member_create, name="applicant-member-create"),
    path(f"{TEAM}mitglieder/<uuid:member>/beenden/", applicants.applicant_member_end, name="applicant-member-end"),
]
