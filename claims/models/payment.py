from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.run import PaymentRun
from claims.querysets import PaymentQuerySet
from claims.workflow import PAYMENT, PaymentStatus, RunStatus
from core.constraints import different_people, one_of
from core.references import ReferenceField


class Payment(models.Model):
    """What one run pays one school. Once paid it is never edited (a trigger holds that).

    It keeps the school's name and authority as they were, so that a run's file never changes.
    """

    flow = PAYMENT

    reference = ReferenceField(prefix="PAY")
    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="payments")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    school_name = models.CharField("school's name when it was authorised", max_length=200)
    la_code = models.CharField("local authority code when it was authorised", max_length=3, blank=True)
    type_group = models.CharField("kind of school when it was authorised", max_length=100, blank=True)
    payee = models.CharField("whom finance pays", max_length=200)
    purchase_order = models.CharField("purchase order number", max_length=40, blank=True)
    amount_pence = models.PositiveIntegerField("pence")
    status = models.CharField(max_length=10, choices=PaymentStatus, default=PaymentStatus.AUTHORISED)
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_on = models.DateField("date on which finance paid it", null=True, blank=True)
    finance_reference = models.CharField("finance's reference", max_length=60, blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["run", "school__name"]
        constraints = [
            models.UniqueConstraint(fields=["run", "school"], name="payment_one_a_school"),
            one_of("status", PaymentStatus, name="payment_status_known"),
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="payment_positive"),
            models.CheckConstraint(condition=~Q(payee=""), name="payment_names_its_payee"),
            models.CheckConstraint(
                condition=Q(status=PaymentStatus.PAID, paid_at__isnull=False, paid_on__isnull=False)
                | ~Q(status=PaymentStatus.PAID) & Q(paid_at__isnull=True, paid_on__isnull=True),
                name="payment_paid_has_date",
            ),
        ]

    def __str__(self):
        return f"{self.reference} ({self.school})"

    @property
    def state(self):
        """How it stands, in words: what was authorised has gone to be paid once its run is sent."""
        is_sent = self.status == PaymentStatus.AUTHORISED and self.run.status == RunStatus.SENT
        return "Sent to be paid" if is_sent else self.get_status_display()

    @property
    def summary_series(self):
        """The series of documents that holds this payment's summary."""
        return f"payment_summary:{self.pk}"


class PaymentLine(models.Model):
    """What one source pays of a claimed day, with copies of the people who made it payable: held apart (rule 4).

    A day whose halves are paid by two sources has a line for each.
    """

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="lines")
    claim_line = models.ForeignKey("claims.ClaimLine", models.PROTECT, related_name="payment_lines")
    is_live = models.BooleanField("neither failed nor cancelled", default=True)
    on = models.DateField("date")
    morning = models.BooleanField()
    afternoon = models.BooleanField()
    why = models.CharField("what it was for", max_length=250)
    source = models.ForeignKey("claims.FundingSource", models.PROTECT, related_name="+")
    source_name = models.CharField("source's name when it was authorised", max_length=100)
    halves = models.PositiveSmallIntegerField("half-days")
    pence_per_day = models.PositiveIntegerField("rate, pence a day")
    amount_pence = models.PositiveIntegerField("pence")
    beneficiary = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    claimant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    authoriser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim_line"], condition=Q(is_live=True, morning=True), name="payment_line_one_morning"
            ),
            models.UniqueConstraint(
                fields=["claim_line"], condition=Q(is_live=True, afternoon=True), name="payment_line_one_afternoon"
            ),
            models.UniqueConstraint(
                fields=["beneficiary", "on"], condition=Q(is_live=True, morning=True), name="line_one_live_morning"
            ),
            models.UniqueConstraint(
                fields=["beneficiary", "on"], condition=Q(is_live=True, afternoon=True), name="line_one_live_afternoon"
            ),
            models.CheckConstraint(
                condition=Q(halves=2, morning=True, afternoon=True)
                | Q(halves=1, morning=True, afternoon=False)
                | Q(halves=1, morning=False, afternoon=True),
                name="payment_line_halves",
            ),
            models.CheckConstraint(
                condition=Q(pence_per_day__gt=0, pence_per_day=F("pence_per_day") / 2 * 2),
                name="payment_line_rate_even",
            ),
            models.CheckConstraint(
                condition=Q(amount_pence=F("pence_per_day") * F("halves") / 2), name="payment_line_amount"
            ),
            different_people("claimant", "approver", name="line_claimant_not_approver"),
            different_people("claimant", "authoriser", name="line_claimant_not_authoriser"),
            different_people("approver", "authoriser", name="line_approver_not_authoriser"),
            different_people("beneficiary", "approver", name="line_beneficiary_not_approver"),
            different_people("beneficiary", "authoriser", name="line_beneficiary_not_authoriser"),
        ]

    def __str__(self):
        return f"{self.payment.reference}: {self.on}"
