from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = "Opportunities and events"

    def ready(self):
        from programmes import kinds

        kinds.register()
