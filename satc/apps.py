from django.apps import AppConfig


class SatcConfig(AppConfig):
    name = "satc"
