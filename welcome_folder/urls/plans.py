"""Addresses of plan, needs and status."""

from django.urls import path

from welcome_folder.views import plans

urlpatterns = [
    path("ordner/<uuid:pk>/plan/", plans.plan_detail, name="plan-detail"),
    path("ordner/<uuid:pk>/plan/erstellen/", plans.plan_make, name="plan-make"),
    path("ordner/<uuid:pk>/plan/anpassen/", plans.plan_change, name="plan-change"),
    path("ordner/<uuid:pk>/schritt/neu/", plans.step_create, name="step-create"),
    path("ordner/<uuid:pk>/schritt/<uuid:step>/", plans.step_edit, name="step-edit"),
    path("ordner/<uuid:pk>/schritt/<uuid:step>/erledigt/", plans.step_finish, name="step-finish"),
    path("ordner/<uuid:pk>/schritt/<uuid:step>/entfaellt/", plans.step_drop, name="step-drop"),
    path("ordner/<uuid:pk>/schritt/<uuid:step>/offen/", plans.step_reopen, name="step-reopen"),
    path("ordner/<uuid:pk>/bedarf/neu/", plans.need_create, name="need-create"),
    path("ordner/<uuid:pk>/status/neu/", plans.status_create, name="status-create"),
    path("ordner/<uuid:pk>/rechtskreis/neu/", plans.legal_area_create, name="legal-area-create"),
]
