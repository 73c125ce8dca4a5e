"""Addresses, stem by stem."""

app_name = "volunteers"
urlpatterns = []
