from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "herne_integration"
    label = "portal"
    verbose_name = "Portal"
