"""Addresses of the day."""

from django.urls import path

from welcome_folder.views import days

urlpatterns = [
    path("mein-tag/", days.day_detail, name="day"),
    path("mein-tag/pdf/", days.day_pdf, name="day-pdf"),
]
