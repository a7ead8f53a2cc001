from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Records"

    def ready(self):
        from core import triggers

        triggers.protect("core.Change", name="change_is_kept", message="A recorded change is never altered.")
        post_migrate.connect(triggers.install, dispatch_uid="core.triggers.install")
