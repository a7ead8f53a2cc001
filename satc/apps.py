from django.apps import AppConfig
from django.contrib.admin import apps as admin


class SatcConfig(AppConfig):
    name = "satc"

    def ready(self):
        from satc.personal import notifications

        notifications.register()


class DeskConfig(admin.AdminConfig):
    """Django's admin with our rule of who sees what."""

    default = False
    default_site = "satc.admin_site.Desk"
