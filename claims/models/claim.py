from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from claims.querysets import ClaimQuerySet
from claims.workflow import CLAIM, ClaimStatus
from core import clock
from core.constraints import different_people, is_set, one_of, set_together
from core.references import ReferenceField

APPROVED_ON = (ClaimStatus.APPROVED, ClaimStatus.IN_RUN, ClaimStatus.PAID)


class Claim(models.Model):
    """Funded days of one person, asked to be paid, all owed to one school.

    Rates and amounts are frozen when it is submitted.
    """

    flow = CLAIM

    reference = ReferenceField(prefix="CLM")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="claims")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=clock.now, editable=False)
    status = models.CharField(max_length=10, choices=ClaimStatus, default=ClaimStatus.SUBMITTED)
    comment = models.TextField("comment from SATC", blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    run = models.ForeignKey("claims.PaymentRun", models.PROTECT, null=True, blank=True, related_name="claims")
    amount_pence = models.PositiveIntegerField("pence in all")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            one_of("status", ClaimStatus, name="claim_status_known"),
            set_together("approved_by", "approved_at", name="claim_approval_whole"),
            different_people("submitted_by", "approved_by", name="claim_approved_by_another"),
            different_people("person", "approved_by", name="claim_beneficiary_not_approver"),
            is_set("approved_by", when=Q(status__in=APPROVED_ON), name="claim_approved_has_approver"),
            is_set("run", when=Q(status__in=[ClaimStatus.IN_RUN, ClaimStatus.PAID]), name="claim_in_run_has_run"),
        ]

    def __str__(self):
        return f"{self.reference} ({self.person}, {self.school})"

    def get_absolute_url(self):
        return reverse("claims:claim", args=[self.reference])


class ClaimLine(models.Model):
    """One funded day in a claim, at the rate in force on that day. A rejected claim's lines are no longer live."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="lines")
    day = models.ForeignKey("claims.FundedDay", models.PROTECT, related_name="lines")
    is_live = models.BooleanField(default=True)
    halves = models.PositiveSmallIntegerField("half-days")
    pence_per_day = models.PositiveIntegerField("rate, pence a day")
    amount_pence = models.PositiveIntegerField("pence")

    class Meta:
        ordering = ["day__on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["day"], condition=Q(is_live=True), name="claim_line_day_once"),
            models.CheckConstraint(
                condition=Q(pence_per_day__gt=0, pence_per_day=F("pence_per_day") / 2 * 2), name="claim_line_rate_even"
            ),
            models.CheckConstraint(condition=Q(halves__in=[1, 2]), name="claim_line_halves"),
            models.CheckConstraint(
                condition=Q(amount_pence=F("pence_per_day") * F("halves") / 2), name="claim_line_amount"
            ),
        ]

    def __str__(self):
        return f"{self.day}: {self.amount_pence} pence"
