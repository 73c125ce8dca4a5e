from django.apps import AppConfig


class RoofConfig(AppConfig):
    name = "herne_integration.roof"
    label = "roof"
    verbose_name = "Dach"
