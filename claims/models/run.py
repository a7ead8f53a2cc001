from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from claims.querysets import PaymentQuerySet, PaymentRunQuerySet
from claims.workflow import PAYMENT, RUN, PaymentStatus, RunStatus
from core import clock
from core.constraints import different_people, is_set, one_of, set_together
from core.references import ReferenceField


class PaymentRun(models.Model):
    """Approved claims that finance pays together. Authorising writes one payment for each school."""

    flow = RUN

    reference = ReferenceField(prefix="RUN")
    status = models.CharField(max_length=10, choices=RunStatus, default=RunStatus.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    authorised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    authorised_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = PaymentRunQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            one_of("status", RunStatus, name="run_status_known"),
            set_together("authorised_by", "authorised_at", name="run_authorisation_whole"),
            set_together("sent_by", "sent_at", name="run_sending_whole"),
            is_set(
                "authorised_by",
                when=Q(status__in=[RunStatus.AUTHORISED, RunStatus.SENT, RunStatus.RECONCILED]),
                name="run_authorised_has_authoriser",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("claims_desk:run", args=[self.reference])


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
    amount_pence = models.PositiveIntegerField("pence")
    status = models.CharField(max_length=10, choices=PaymentStatus, default=PaymentStatus.AUTHORISED)
    paid_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["run", "school__name"]
        constraints = [
            models.UniqueConstraint(fields=["run", "school"], name="payment_one_a_school"),
            one_of("status", PaymentStatus, name="payment_status_known"),
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="payment_positive"),
            models.CheckConstraint(
                condition=Q(status=PaymentStatus.PAID, paid_at__isnull=False)
                | ~Q(status=PaymentStatus.PAID) & Q(paid_at__isnull=True),
                name="payment_paid_has_date",
            ),
        ]

    def __str__(self):
        return f"{self.reference} ({self.school})"

    @property
    def summary_series(self):
        """The series of documents that holds this payment's summary."""
        return f"payment_summary:{self.pk}"


class PaymentLine(models.Model):
    """One claimed day in a payment, with copies of the people who made it payable: the four are held apart (rule 4)."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="lines")
    claim_line = models.ForeignKey("claims.ClaimLine", models.PROTECT, related_name="payment_lines")
    is_live = models.BooleanField("neither failed nor cancelled", default=True)
    on = models.DateField("date")
    morning = models.BooleanField()
    afternoon = models.BooleanField()
    why = models.CharField("what it was for", max_length=250)
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
            models.UniqueConstraint(fields=["claim_line"], condition=Q(is_live=True), name="payment_line_once"),
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
