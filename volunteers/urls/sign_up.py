"""Addresses of the sign-up; the secret in them belongs to whoever types."""

from django.urls import path

from volunteers.views import confirming, sign_up

urlpatterns = [
    path("ehrenamt/mitmachen/", sign_up.sign_up, name="sign-up"),
    path("ehrenamt/mitmachen/gesendet/", sign_up.sign_up_sent, name="sign-up-sent"),
    path("ehrenamt/mitmachen/spaeter/", sign_up.sign_up_later_sent, name="sign-up-later-sent"),
    path("ehrenamt/mitmachen/bestaetigen/<str:token>/", confirming.sign_up_confirm, name="sign-up-confirm"),
    path("ehrenamt/mitmachen/<str:token>/", sign_up.sign_up_resume, name="sign-up-resume"),
    path("ehrenamt/mitmachen/<str:token>/spaeter/", sign_up.sign_up_later, name="sign-up-later"),
    path("ehrenamt/mitmachen/<str:token>/einwilligung/", sign_up.sign_up_send, name="sign-up-send"),
    path("ehrenamt/mitmachen/<str:token>/<slug:step>/", sign_up.sign_up_step, name="sign-up-step"),
]
