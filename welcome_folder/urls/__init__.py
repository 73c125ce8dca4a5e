"""Addresses of the welcome folder, one list per topic."""

from welcome_folder.urls import days, erasures, institutions, intake, log, looks, papers, plans, team

app_name = "welcome_folder"
urlpatterns = [
    *intake.urlpatterns,
    *days.urlpatterns,
    *erasures.urlpatterns,
    *institutions.urlpatterns,
    *log.urlpatterns,
    *looks.urlpatterns,
    *papers.urlpatterns,
    *plans.urlpatterns,
    *team.urlpatterns,
]
