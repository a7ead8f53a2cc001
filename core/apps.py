from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Records"

    def ready(self):
        from core import triggers
        from core.models import REASON_TAKEN_OUT

        triggers.protect(
            "core.Change",
            name="change_is_kept",
            message="A recorded change is never altered.",
            may_become=("reason", REASON_TAKEN_OUT),
        )
        pre_migrate.connect(triggers.lift, dispatch_uid="core.triggers.lift")
        post_migrate.connect(triggers.install, dispatch_uid="core.triggers.install")
