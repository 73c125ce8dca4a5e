"""Addresses that everybody may read."""

from django.urls import path

from fund.views import public

urlpatterns = [
    path("fonds/", public.fund_detail, name="fund-detail"),
    path("fonds/gefoerdert/", public.funded_list, name="funded-list"),
]
