"""Addresses of the foundation, without a language."""

app_name = "portal"
urlpatterns = []
