from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "herne_integration.accounts"
    label = "accounts"
    verbose_name = "Konten"
