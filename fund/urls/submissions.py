"""Addresses of signing, submitting, papers, answering and taking back."""

from django.urls import path

from fund.urls.applications import OWN
from fund.views import submissions

VERSION = f"{OWN}fassungen/<int:number>/"

urlpatterns = [
    path(f"{OWN}unterschreiben/", submissions.application_sign, name="application-sign"),
    path(f"{OWN}absenden/", submissions.submission_create, name="submission-create"),
    path(f"{OWN}entwurf.pdf", submissions.application_pdf, name="application-pdf"),
    path(f"{VERSION}eingang/", submissions.submission_receipt, name="submission-receipt"),
    path(f"{VERSION}eingang.pdf", submissions.submission_receipt_pdf, name="submission-receipt-pdf"),
    path(f"{VERSION}antrag.pdf", submissions.submission_pdf, name="submission-pdf"),
    path(f"{OWN}nachforderung/", submissions.supplement_answer, name="supplement-answer"),
    path(f"{OWN}zurueckziehen/", submissions.application_withdraw, name="application-withdraw"),
]
