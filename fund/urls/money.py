"""Addresses of the money: setting it up, reading, the report, and what the office enters."""

from django.urls import path

from fund.views import budget_years, money, setup

MONEY = "fonds/geld/"
YEAR = f"{MONEY}<int:pk>/"

SETUP = "fonds/einrichten/"

urlpatterns = [
    path(SETUP, setup.setup_detail, name="setup-detail"),
    path(f"{SETUP}fonds/neu/", setup.fund_create, name="fund-create"),
    path(f"{SETUP}fonds/", setup.fund_edit, name="fund-edit"),
    path(f"{SETUP}quelle/", setup.source_create, name="source-create"),
    path(f"{SETUP}belehrung/", setup.remedy_create, name="remedy-create"),
    path(MONEY, money.year_overview, name="year-overview"),
    path(f"{MONEY}buchungen/", money.entry_list, name="entry-list"),
    path(f"{MONEY}bericht/", money.council_report, name="council-report"),
    path(f"{MONEY}bericht.pdf", money.council_report_pdf, name="council-report-pdf"),
    path(f"{MONEY}bericht.csv", money.council_report_csv, name="council-report-csv"),
    path(f"{MONEY}eroeffnen/", budget_years.year_create, name="year-create"),
    path(f"{YEAR}bereitstellen/", budget_years.allot_create, name="allot-create"),
    path(f"{YEAR}uebertragen/", budget_years.carry_create, name="carry-create"),
    path(f"{YEAR}teilbudget/", budget_years.envelope_create, name="envelope-create"),
    path(f"{YEAR}abschliessen/", budget_years.year_close, name="year-close"),
]
