"""Addresses of the roof."""

app_name = "roof"
urlpatterns = []
