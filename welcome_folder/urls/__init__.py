"""Addresses of the welcome folder, one list per topic."""

from welcome_folder.urls import days, intake, log, looks, plans, team

app_name = "welcome_folder"
urlpatterns = [
    *intake.urlpatterns,
    *days.urlpatterns,
    *log.urlpatterns,
    *looks.urlpatterns,
    *plans.urlpatterns,
    *team.urlpatterns,
]
