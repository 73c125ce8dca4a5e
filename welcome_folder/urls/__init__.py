"""Addresses of the welcome folder, one list per topic."""

from welcome_folder.urls import plans, team

app_name = "welcome_folder"
urlpatterns = [
    *plans.urlpatterns,
    *team.urlpatterns,
]
