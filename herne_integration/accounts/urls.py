"""Addresses of one's own account and of people."""

from django.urls import path

from herne_integration.accounts.views import invitations, people, profile

app_name = "accounts"
urlpatterns = [
    path("", profile.profile, name="profile"),
    path("sitzungen/", profile.session_list, name="session-list"),
    path("sitzungen/andere/beenden/", profile.session_end_others, name="session-end-others"),
    path("sitzungen/<int:pk>/beenden/", profile.session_end, name="session-end"),
    path("einladung/<str:token>/", invitations.invitation_accept, name="invitation-accept"),
    path("einladungen/", invitations.invitation_list, name="invitation-list"),
    path("einladungen/neu/", invitations.invitation_create, name="invitation-create"),
    path("einladungen/<uuid:pk>/zurueckziehen/", invitations.invitation_revoke, name="invitation-revoke"),
    path("personen/", people.people_list, name="people-list"),
    path("personen/<uuid:key>/", people.person_detail, name="person-detail"),
    path("personen/<uuid:key>/rollen/", people.role_grant, name="role-grant"),
    path("personen/<uuid:key>/rollen/<slug:role>/beenden/", people.role_end, name="role-end"),
    path("personen/<uuid:key>/beenden/", people.person_leave, name="person-leave"),
    path("personen/<uuid:key>/zweiter-faktor/", people.second_factor_reset, name="second-factor-reset"),
]
