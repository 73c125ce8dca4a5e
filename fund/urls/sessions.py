"""Addresses of sessions: the office's, those of running one, and a member's."""

from django.urls import path

from fund.views import agenda, attendance, minutes, recusals, runs, sessions, sittings, votes

SESSION, ITEM, SITTING = "fonds/sitzungen/<uuid:pk>/", "fonds/tops/<uuid:pk>/", "fonds/meine-sitzungen/<uuid:pk>/"

urlpatterns = [
    path("fonds/sitzungen/", sessions.session_list, name="session-list"),
    path("fonds/sitzungen/planen/", sessions.session_create, name="session-create"),
    path("fonds/themen/", agenda.topic_list, name="topic-list"),
    path(SESSION, agenda.session_detail, name="session-detail"),
    path(f"{SESSION}aendern/", sessions.session_edit, name="session-edit"),
    path(f"{SESSION}aufnehmen/", agenda.agenda_add, name="agenda-add"),
    path(f"{SESSION}thema/", agenda.topic_create, name="topic-create"),
    path(f"{SESSION}ordnen/", agenda.agenda_sort, name="agenda-sort"),
    path(f"{SESSION}einladung/", sessions.session_invite, name="session-invite"),
    path(f"{SESSION}einladung.pdf", sessions.session_pdf, name="session-pdf"),
    path(f"{SESSION}absagen/", sessions.session_cancel, name="session-cancel"),
    path(f"{SESSION}leitung/", runs.session_run, name="session-run"),
    path(f"{SESSION}leinwand/", runs.session_projector, name="session-projector"),
    path(f"{SESSION}eroeffnen/", sessions.session_open, name="session-open"),
    path(f"{SESSION}schliessen/", sessions.session_close, name="session-close"),
    path(f"{SESSION}anwesenheit/", attendance.attendance_change, name="attendance-change"),
    path(f"{SESSION}niederschrift/", minutes.minutes_detail, name="minutes-detail"),
    path(f"{SESSION}niederschrift/entwurf/", minutes.minutes_draft, name="minutes-draft"),
    path(f"{SESSION}niederschrift/wortlaut/", minutes.minutes_edit, name="minutes-edit"),
    path(f"{SESSION}niederschrift/abschliessen/", minutes.minutes_confirm, name="minutes-confirm"),
    path(f"{SESSION}niederschrift/lesen/", minutes.minutes_read, name="minutes-read"),
    path(f"{SESSION}niederschrift.pdf", minutes.minutes_pdf, name="minutes-pdf"),
    path(ITEM, sittings.item_papers, name="item-papers"),
    path(f"{ITEM}antrag.pdf", sittings.item_pdf, name="item-pdf"),
    path(f"{ITEM}dateien/<uuid:attachment>/", sittings.item_file, name="item-file"),
    path(f"{ITEM}verschieben/", agenda.item_move, name="item-move"),
    path(f"{ITEM}absetzen/", agenda.item_remove, name="item-remove"),
    path(f"{ITEM}vertagen/", agenda.item_defer, name="item-defer"),
    path(f"{ITEM}aufrufen/", agenda.item_open, name="item-open"),
    path(f"{ITEM}zurueckmelden/", agenda.item_report, name="item-report"),
    path(f"{ITEM}befangen/", recusals.recusal_declare, name="recusal-declare"),
    path(f"{ITEM}zweifel/", recusals.recusal_raise, name="recusal-raise"),
    path("fonds/befangenheiten/<uuid:pk>/beschluss/", recusals.recusal_rule, name="recusal-rule"),
    path(f"{ITEM}stimme/", votes.vote_cast, name="vote-cast"),
    path(f"{ITEM}handzeichen/", votes.vote_hands, name="vote-hands"),
    path(f"{ITEM}beschluss/", votes.resolution_create, name="resolution-create"),
    path("fonds/meine-sitzungen/", sittings.sitting_list, name="sitting-list"),
    path(SITTING, sittings.sitting_detail, name="sitting-detail"),
    path(f"{SITTING}anwesend/", attendance.attendance_own, name="attendance-own"),
]
