"""Addresses of teams and handovers."""

from django.urls import path

from welcome_folder.views import handovers, team

urlpatterns = [
    path("ordner/<uuid:pk>/beteiligte/", team.team_list, name="team-list"),
    path("ordner/<uuid:pk>/beteiligte/neu/", team.member_create, name="member-create"),
    path("ordner/<uuid:pk>/beteiligte/uebertragen/", team.member_reassign, name="member-reassign"),
    path("ordner/<uuid:pk>/beteiligte/<uuid:member>/beenden/", team.member_end, name="member-end"),
    path("ordner/<uuid:pk>/uebergabe/neu/", team.handover_create, name="handover-create"),
    path("ordner/<uuid:pk>/uebergabe/<uuid:handover>/zurueck/", team.handover_revoke, name="handover-revoke"),
    path("uebergaben/", handovers.handover_list, name="handover-list"),
    path("uebergaben/<uuid:pk>/", handovers.handover_detail, name="handover-detail"),
    path("uebergaben/<uuid:pk>/annehmen/", handovers.handover_accept, name="handover-accept"),
    path("uebergaben/<uuid:pk>/ablehnen/", handovers.handover_decline, name="handover-decline"),
    path("uebergaben/<uuid:pk>/kontakt/", handovers.handover_contact, name="handover-contact"),
    path("uebergaben/<uuid:pk>/abschliessen/", handovers.handover_finish, name="handover-finish"),
    path("uebergaben/<uuid:pk>/eintrag/", handovers.office_entry_create, name="office-entry-create"),
]
