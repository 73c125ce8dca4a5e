"""Addresses, stem by stem."""

app_name = "fund"
urlpatterns = []
