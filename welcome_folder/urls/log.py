"""Addresses of the folder's page, its appointments and what was agreed in them."""

from django.urls import path

from welcome_folder.views import appointments, log

ONE = "ordner/<uuid:pk>/termin/<uuid:appointment>/"
AGREED = "ordner/<uuid:pk>/vereinbarung/<uuid:agreement>/"
urlpatterns = [
    path("ordner/<uuid:pk>/", log.folder_detail, name="folder-detail"),
    path("ordner/<uuid:pk>/entwurf/", log.draft_keep, name="draft-keep"),
    path("ordner/<uuid:pk>/termin/neu/", appointments.appointment_create, name="appointment-create"),
    path(ONE, appointments.appointment_edit, name="appointment-edit"),
    path(f"{ONE}nachtragen/", appointments.appointment_log, name="appointment-log"),
    path(f"{ONE}verschieben/", appointments.appointment_move, name="appointment-move"),
    path(f"{ONE}absagen/", appointments.appointment_cancel, name="appointment-cancel"),
    path(f"{ONE}berichtigen/", appointments.appointment_correct, name="appointment-correct"),
    path(f"{ONE}termin.ics", appointments.appointment_calendar, name="appointment-calendar"),
    path(f"{AGREED}erledigt/", appointments.agreement_settle, name="agreement-settle"),
    path(f"{AGREED}hinfaellig/", appointments.agreement_void, name="agreement-void"),
]
