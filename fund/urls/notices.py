"""Addresses of notices and awards. `notice-pdf` is the one that applicants get."""

from django.urls import path

from fund.views import awards, notices, session_notices

NOTICE, AWARD = "fonds/bescheide/<uuid:pk>/", "fonds/bewilligungen/<uuid:pk>/"
SESSION = "fonds/sitzungen/<uuid:pk>/bescheide/"

urlpatterns = [
    path("fonds/bescheide/", notices.notice_list, name="notice-list"),
    path("fonds/buero/antraege/<uuid:pk>/bescheid/", notices.application_notice, name="application-notice"),
    path(NOTICE, notices.notice_detail, name="notice-detail"),
    path(f"{NOTICE}wortlaut/", notices.notice_edit, name="notice-edit"),
    path(f"{NOTICE}pdf/", notices.notice_print, name="notice-print"),
    path(f"{NOTICE}unterschreiben/", notices.notice_sign, name="notice-sign"),
    path(f"{NOTICE}zuruecknehmen/", notices.notice_unsign, name="notice-unsign"),
    path(f"{NOTICE}absenden/", notices.notice_post, name="notice-post"),
    path(f"{NOTICE}vorschau.pdf", notices.notice_preview, name="notice-preview"),
    path(f"{NOTICE}bescheid.pdf", notices.notice_pdf, name="notice-pdf"),
    path(SESSION, session_notices.session_notices, name="session-notices"),
    path(f"{SESSION}datei/", session_notices.session_notices_file, name="session-notices-file"),
    path("fonds/tops/<uuid:pk>/zwischennachricht.pdf", session_notices.deferral_pdf, name="deferral-pdf"),
    path(AWARD, awards.award_detail, name="award-detail"),
    path(f"{AWARD}betrag/", awards.award_reduce, name="award-reduce"),
    path(f"{AWARD}zuruecknehmen/", awards.award_revoke, name="award-revoke"),
]
