from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Claims and payments"

    def ready(self):
        from claims import receivers  # noqa: F401 - connects them
        from core import triggers

        triggers.protect(
            "claims.PaymentLine",
            name="paid_line_is_kept",
            when="OLD.paid_at IS NOT NULL",
            message="What is paid is never edited.",
        )
        triggers.protect(
            "claims.Payment",
            name="paid_payment_is_kept",
            when="OLD.paid_at IS NOT NULL",
            message="What is paid is never edited.",
        )
