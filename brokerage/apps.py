from django.apps import AppConfig


class BrokerageConfig(AppConfig):
    name = "brokerage"
    verbose_name = "Brokerage"

    def ready(self):
        from brokerage import diary, kinds, links

        diary.register()
        kinds.register()
        links.register()
