"""Addresses of the applicant's side: beginning, going on elsewhere, writing, files."""

from django.urls import path

from fund.views import applications, attachments, plans, resume_links

OWN = "fonds/antraege/<uuid:pk>/"

urlpatterns = [
    path("fonds/antrag/beginnen/", applications.application_create, name="application-create"),
    path("fonds/weiter/", resume_links.resume_ask, name="resume-ask"),
    path("fonds/weiter/<str:token>/", resume_links.resume_open, name="resume-open"),
    path("fonds/antraege/", applications.application_list, name="application-list"),
    path(OWN, applications.application_detail, name="application-detail"),
    path(f"{OWN}seite/<slug:word>/", applications.application_topic, name="application-topic"),
    path(f"{OWN}kosten/", plans.application_costs, name="application-costs"),
    path(f"{OWN}finanzierung/", plans.application_financing, name="application-financing"),
    path(f"{OWN}unterlagen/", attachments.application_documents, name="application-documents"),
    path(f"{OWN}dateien/<uuid:attachment>/", attachments.attachment_file, name="attachment-file"),
    path(f"{OWN}dateien/<uuid:attachment>/entfernen/", attachments.attachment_remove, name="attachment-remove"),
    path(f"{OWN}pruefen/", applications.application_check, name="application-check"),
    path(f"{OWN}runde/", applications.application_move, name="application-move"),
    path(f"{OWN}uebernehmen/", applications.application_claim, name="application-claim"),
    path(f"{OWN}loeschen/", applications.application_discard, name="application-discard"),
]
