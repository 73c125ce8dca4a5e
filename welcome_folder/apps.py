from django.apps import AppConfig


class WelcomeFolderConfig(AppConfig):
    name = "welcome_folder"
    verbose_name = "Willkommensordner"
