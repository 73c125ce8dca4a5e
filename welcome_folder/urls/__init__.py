"""Addresses of the welcome folder, one list per topic."""

app_name = "welcome_folder"
urlpatterns = []
