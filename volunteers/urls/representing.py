"""Addresses of an institution's contact person, and papers about placements."""

from django.urls import path

from volunteers.views import follow_ups, papers, representing

HERE = "ehrenamt/einrichtung/"
TASK = f"{HERE}einsaetze/<uuid:pk>/"
ONE = f"{HERE}vermittlungen/<uuid:pk>/"

urlpatterns = [
    path(HERE, representing.office, name="office"),
    path(f"{HERE}einsaetze/neu/", representing.office_task_create, name="office-task-create"),
    path(TASK, representing.office_task, name="office-task"),
    path(f"{TASK}aendern/", representing.office_task_edit, name="office-task-edit"),
    path(f"{TASK}wird-gebraucht/", representing.office_task_confirm, name="office-task-confirm"),
    path(f"{TASK}archivieren/", representing.office_task_archive, name="office-task-archive"),
    path(ONE, representing.office_placement, name="office-placement"),
    path(f"{ONE}ja/", representing.office_yes, name="office-yes"),
    path(f"{ONE}nein/", representing.office_no, name="office-no"),
    path(f"{ONE}beenden/", representing.office_end, name="office-end"),
    path(f"{HERE}nachfragen/<uuid:pk>/", follow_ups.office_follow_up, name="office-follow-up"),
    path(f"{ONE}vereinbarung/", representing.office_agreement, name="office-agreement"),
    path(f"{ONE}vereinbarung/unterschreiben/", representing.office_sign, name="office-sign"),
    path("ehrenamt/vereinbarung/<uuid:pk>/pdf/", papers.agreement_pdf, name="agreement-pdf"),
    path("ehrenamt/koordination/zustaendigkeiten/pdf/", papers.route_list_pdf, name="route-list-pdf"),
]
