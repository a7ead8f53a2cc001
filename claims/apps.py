from django.apps import AppConfig

KEPT = "What is paid is never edited."
PAID_PAYMENT = "EXISTS (SELECT 1 FROM claims_payment p WHERE p.id = {row}.payment_id AND p.paid_at IS NOT NULL)"
PAID_CLAIM = "EXISTS (SELECT 1 FROM claims_claim c WHERE c.id = {row}.claim_id AND c.status = 'paid')"
PAID_DAY = (
    "EXISTS (SELECT 1 FROM claims_paymentline l JOIN claims_claimline c ON c.id = l.claim_line_id "
    "WHERE c.day_id = OLD.id AND l.paid_at IS NOT NULL)"
)
FINISHED_RUN = "EXISTS (SELECT 1 FROM claims_paymentrun r WHERE r.id = {row}.run_id AND r.status = 'reconciled')"
# What the database keeps as it is, on both of its kinds (rule 5): a condition on the old row, one on a new row.
PAID_ONCE = {
    "claims.Payment": {
        "name": "paid_payment_is_kept",
        "when": "OLD.paid_at IS NOT NULL",
        "inserts": FINISHED_RUN.format(row="NEW"),
    },
    "claims.PaymentLine": {
        "name": "paid_line_is_kept",
        "when": "OLD.paid_at IS NOT NULL",
        "inserts": PAID_PAYMENT.format(row="NEW"),
    },
    "claims.CorrectionLine": {
        "name": "paid_correction_line_is_kept",
        "when": "OLD.paid_at IS NOT NULL",
        "inserts": PAID_PAYMENT.format(row="NEW"),
    },
    "claims.Claim": {"name": "paid_claim_is_kept", "when": "OLD.status = 'paid'"},
    "claims.ClaimLine": {
        "name": "paid_claim_line_is_kept",
        "when": PAID_CLAIM.format(row="OLD"),
        "inserts": PAID_CLAIM.format(row="NEW"),
    },
    "claims.Correction": {"name": "paid_correction_is_kept", "when": "OLD.status = 'paid'"},
    # Whose it is may become the record that theirs was joined into (ADR 0011).
    "claims.FundedDay": {"name": "paid_day_is_kept", "when": PAID_DAY, "may_change": ("person_id",)},
    "claims.PaymentRun": {"name": "finished_run_is_kept", "when": "OLD.status = 'reconciled'"},
    "claims.FileDownload": {"name": "download_is_kept", "when": "TRUE"},
    "claims.Confirmation": {"name": "confirmation_is_kept", "when": "TRUE"},
    "claims.ClaimPolicy": {"name": "policy_is_kept", "when": "TRUE"},
}


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Claims and payments"

    def ready(self):
        from claims import kinds, receivers  # noqa: F401 - connects and registers them
        from core import triggers

        for model, names in PAID_ONCE.items():
            triggers.protect(model, message=KEPT, **names)
