from django.apps import AppConfig

KEPT = "What is paid is never edited."


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Claims and payments"

    def ready(self):
        from claims import kinds, receivers  # noqa: F401 - connects and registers them
        from core import triggers

        triggers.protect("claims.PaymentLine", name="paid_line_is_kept", when="OLD.paid_at IS NOT NULL", message=KEPT)
        triggers.protect("claims.Payment", name="paid_payment_is_kept", when="OLD.paid_at IS NOT NULL", message=KEPT)
        triggers.protect("claims.Claim", name="paid_claim_is_kept", when="OLD.status = 'paid'", message=KEPT)
