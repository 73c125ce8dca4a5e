"""Addresses of the coordination."""

from django.urls import path

from volunteers.views import (
    clearances,
    courses,
    inbox,
    matching,
    opportunity_work,
    placement_forms,
    placements,
    policies,
    routes,
    statistics,
)

HERE = "ehrenamt/koordination/"
ONE = f"{HERE}vermittlungen/<uuid:pk>/"
TASK = f"{HERE}einsaetze/<uuid:pk>/"
COURSE = f"{HERE}schulungen/<uuid:pk>/"
PERSON = f"{HERE}personen/<uuid:pk>/"

urlpatterns = [
    path(HERE, inbox.inbox_detail, name="inbox"),
    path(f"{HERE}uebergeben/", inbox.inbox_hand_over, name="inbox-hand-over"),
    path(f"{HERE}personen/", inbox.volunteer_list, name="volunteer-list"),
    path(PERSON, inbox.volunteer_board, name="volunteer-board"),
    path(f"{PERSON}erstgespraech/", inbox.volunteer_meet, name="volunteer-meet"),
    path(f"{PERSON}zuordnen/", inbox.volunteer_lead, name="volunteer-lead"),
    path(f"{PERSON}nachweis/", clearances.clearance_create, name="clearance-create"),
    path(f"{HERE}nachweise/", clearances.clearance_list, name="clearance-list"),
    path(f"{HERE}nachweise/<int:pk>/loeschen/", clearances.clearance_remove, name="clearance-remove"),
    path(f"{HERE}vermittlungen/", placements.placement_list, name="placement-list"),
    path(ONE, placements.placement_detail, name="placement-detail"),
    path(f"{ONE}schritt/<slug:step>/", placements.placement_step, name="placement-step"),
    path(f"{ONE}absage/", placement_forms.placement_decline, {"side": "absage"}, name="placement-volunteer-declined"),
    path(f"{ONE}ablehnung/", placement_forms.placement_decline, {"side": "ablehnung"}, name="placement-refused"),
    path(f"{ONE}beenden/", placement_forms.placement_end, name="placement-end"),
    path(f"{ONE}ausnahme/", placement_forms.placement_override, name="placement-override"),
    path(f"{ONE}ohne-vereinbarung/", placement_forms.placement_begin, name="placement-begin"),
    path(f"{ONE}vereinbarung/", placement_forms.placement_agreement, name="placement-agreement"),
    path(f"{ONE}uebergeben/", placement_forms.placement_reassign, name="placement-reassign"),
    path(f"{HERE}nachfragen/<uuid:pk>/", placement_forms.follow_up_done, name="follow-up-done"),
    path(
        f"{HERE}vorschlagen/<uuid:volunteer>/<uuid:opportunity>/",
        placements.placement_suggest,
        name="placement-suggest",
    ),
    path(f"{HERE}einsaetze/", opportunity_work.opportunity_work_list, name="opportunity-work-list"),
    path(f"{HERE}einsaetze/neu/", opportunity_work.opportunity_create, name="opportunity-create"),
    path(f"{HERE}einsaetze/widersprueche/", opportunity_work.conflict_list, name="opportunity-conflict-list"),
    path(TASK, matching.opportunity_board, name="opportunity-board"),
    path(f"{TASK}aendern/", opportunity_work.opportunity_edit, name="opportunity-edit"),
    path(f"{TASK}bestaetigen/", opportunity_work.opportunity_confirm, name="opportunity-confirm"),
    path(f"{TASK}archivieren/", opportunity_work.opportunity_archive, name="opportunity-archive"),
    path(f"{TASK}wiederherstellen/", opportunity_work.opportunity_restore, name="opportunity-restore"),
    path(f"{TASK}nachfragen/", opportunity_work.opportunity_ask, name="opportunity-ask"),
    path(f"{HERE}vorschlaege/", matching.run_list, name="run-list"),
    path(f"{HERE}vorschlaege/neu/", matching.run_start, name="run-start"),
    path(f"{HERE}vorschlaege/<uuid:pk>/", matching.run_detail, name="run-detail"),
    path(f"{HERE}schulungen/", courses.course_list, name="course-list"),
    path(f"{HERE}schulungen/neu/", courses.course_create, name="course-create"),
    path(COURSE, courses.course_detail, name="course-detail"),
    path(f"{COURSE}aendern/", courses.course_edit, name="course-edit"),
    path(f"{COURSE}absagen/", courses.course_cancel, name="course-cancel"),
    path(f"{HERE}termine/<int:pk>/aendern/", courses.course_session_edit, name="course-session-edit"),
    path(f"{HERE}termine/<int:pk>/absagen/", courses.course_session_cancel, name="course-session-cancel"),
    path(f"{HERE}teilnahme/<uuid:pk>/<slug:state>/", courses.attendance_record, name="attendance-record"),
    path(f"{HERE}zustaendigkeiten/", routes.route_list, name="route-list"),
    path(f"{HERE}zustaendigkeiten/neu/", routes.route_create, name="route-create"),
    path(f"{HERE}zustaendigkeiten/<int:pk>/beenden/", routes.route_end, name="route-end"),
    path(f"{HERE}regeln/", routes.policy_list, name="policy-list"),
    path(f"{HERE}regeln/neu/<slug:task_class>/", policies.policy_create, name="policy-create"),
    path(f"{HERE}regeln/gewichte/neu/", policies.weights_create, name="weights-create"),
    path(f"{HERE}statistik/", statistics.statistics, name="statistics"),
    path(f"{HERE}statistik/csv/", statistics.statistics_csv, name="statistics-csv"),
]
