"""Addresses of the project office: its list, one application, what it asks for, applicants."""

from django.urls import path

from fund.views import formal_checks, office, office_applicants, opinions, supplements

OFFICE = "fonds/buero/"
ONE = f"{OFFICE}antraege/<uuid:pk>/"
APPLICANT = f"{OFFICE}antragsteller/<uuid:pk>/"
ASKED, OPINION = f"{ONE}nachforderungen/<uuid:supplement>/", f"{ONE}stellungnahmen/<uuid:opinion>/"

urlpatterns = [
    path(OFFICE, office.office_list, name="office-list"),
    path(ONE, office.office_application_page, name="office-application"),
    path(f"{ONE}fassungen/<int:number>/vergleich/", office.office_compare, name="office-compare"),
    path(f"{ONE}verlauf/", office.office_history, name="office-history"),
    path(f"{ONE}pruefung/", formal_checks.formal_check, name="formal-check"),
    path(f"{ONE}pruefung/beginnen/", formal_checks.formal_check_start, name="formal-check-start"),
    path(f"{ONE}pruefung/entscheiden/", formal_checks.formal_check_decide, name="formal-check-decide"),
    path(f"{ONE}nachforderungen/", supplements.supplement_list, name="supplement-list"),
    path(f"{ONE}nachfordern/", supplements.supplement_create, name="supplement-create"),
    path(f"{ASKED}verlaengern/", supplements.supplement_extend, name="supplement-extend"),
    path(f"{ASKED}beenden/", supplements.supplement_close, name="supplement-close"),
    path(f"{ONE}stellungnahmen/", opinions.opinion_list, name="opinion-list"),
    path(f"{ONE}stellungnahmen/erbitten/", opinions.opinion_create, name="opinion-create"),
    path(f"{OPINION}eintragen/", opinions.opinion_note, name="opinion-note"),
    path("fonds/stellungnahmen/", opinions.opinion_mine, name="opinion-mine"),
    path("fonds/stellungnahmen/<uuid:pk>/", opinions.opinion_give, name="opinion-give"),
    path(f"{OFFICE}antragsteller/", office_applicants.applicant_office_list, name="applicant-office-list"),
    path(APPLICANT, office_applicants.applicant_office, name="applicant-office"),
    path(f"{APPLICANT}zuordnen/", office_applicants.applicant_link, name="applicant-link"),
]
