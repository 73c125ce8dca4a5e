"""Addresses of one's own account and of people."""

app_name = "accounts"
urlpatterns = []
