from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from claims.querysets import CorrectionQuerySet
from claims.workflow import CORRECTION, CorrectionStatus
from core import clock
from core.constraints import different_people, is_set, one_of, set_together
from core.references import ReferenceField

DECIDED = (CorrectionStatus.AGREED, CorrectionStatus.IN_RUN, CorrectionStatus.PAID)
COUNTS = (CorrectionStatus.PROPOSED, *DECIDED)


class Correction(models.Model):
    """An amount up or down that a school is owed besides its days: what is paid is never edited (rule 5).

    One person proposes it and another agrees; a third authorises the run that it goes into. A reversal takes a whole
    line of a payment back, since what it stood on has gone.
    """

    flow = CORRECTION

    reference = ReferenceField(prefix="COR")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    line = models.ForeignKey(
        "claims.PaymentLine", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="corrects"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="whose day it is",
    )
    is_reversal = models.BooleanField("takes the whole line back", default=False)
    on = models.DateField("date that it is about")
    source = models.ForeignKey("claims.FundingSource", models.PROTECT, related_name="+")
    amount_pence = models.IntegerField("pence, less than nought where the school has had too much")
    reason = models.TextField()
    status = models.CharField(max_length=10, choices=CorrectionStatus, default=CorrectionStatus.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now, editable=False)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    run = models.ForeignKey("claims.PaymentRun", models.PROTECT, null=True, blank=True, related_name="corrections")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            one_of("status", CorrectionStatus, name="correction_status_known"),
            models.CheckConstraint(condition=~Q(amount_pence=0), name="correction_changes_something"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
            set_together("agreed_by", "agreed_at", name="correction_agreement_whole"),
            different_people("proposed_by", "agreed_by", name="correction_agreed_by_another"),
            different_people("person", "agreed_by", name="correction_beneficiary_not_agreer"),
            is_set("agreed_by", when=Q(status__in=DECIDED), name="correction_agreed_has_agreer"),
            is_set(
                "run",
                when=Q(status__in=[CorrectionStatus.IN_RUN, CorrectionStatus.PAID]),
                name="correction_in_run_has_run",
            ),
            models.CheckConstraint(
                condition=Q(is_reversal=False) | Q(line__isnull=False, amount_pence__lt=0),
                name="correction_reverses_a_line",
            ),
            models.UniqueConstraint(
                fields=["line"], condition=Q(is_reversal=True, status__in=COUNTS), name="correction_reverses_once"
            ),
        ]

    def __str__(self):
        return f"{self.reference} ({self.school})"

    def get_absolute_url(self):
        return reverse("claims_desk:correction", args=[self.reference])


class CorrectionLine(models.Model):
    """One correction in a payment, with copies of those who made it: they are three people (rule 4)."""

    payment = models.ForeignKey("claims.Payment", models.PROTECT, related_name="correction_lines")
    correction = models.ForeignKey(Correction, models.PROTECT, related_name="lines")
    is_live = models.BooleanField("neither failed nor cancelled", default=True)
    on = models.DateField("date that it is about")
    why = models.TextField()
    source = models.ForeignKey("claims.FundingSource", models.PROTECT, related_name="+")
    source_name = models.CharField("source's name when it was authorised", max_length=100)
    amount_pence = models.IntegerField("pence")
    beneficiary = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    authoriser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["correction"], condition=Q(is_live=True), name="correction_line_once"),
            models.CheckConstraint(condition=~Q(amount_pence=0), name="correction_line_changes_something"),
            different_people("proposer", "agreer", name="correction_line_proposer_not_agreer"),
            different_people("proposer", "authoriser", name="correction_line_proposer_not_authoriser"),
            different_people("agreer", "authoriser", name="correction_line_agreer_not_authoriser"),
            different_people("beneficiary", "agreer", name="correction_line_beneficiary_not_agreer"),
            different_people("beneficiary", "authoriser", name="correction_line_beneficiary_not_authoriser"),
        ]

    def __str__(self):
        return f"{self.payment.reference}: {self.correction.reference}"
