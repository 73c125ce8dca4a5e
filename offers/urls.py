"""Addresses of the directory."""

app_name = "offers"
urlpatterns = []
