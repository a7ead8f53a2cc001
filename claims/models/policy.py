from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.querysets import ClaimPolicyQuerySet, SpotCheckQuerySet
from core import clock
from core.constraints import different_people, set_together
from core.words import months_in_words

# Until SATC sets others.
WINDOW_MONTHS = 12
SPOT_CHECK_PERCENT = 0


class ClaimPolicy(models.Model):
    """How SATC checks claims from some moment on; the newest row is in force, and none is ever altered."""

    window_months = models.PositiveSmallIntegerField("months within which a day is claimed", default=WINDOW_MONTHS)
    spot_check_percent = models.PositiveSmallIntegerField(
        "share of approved claims that a second person looks at, in per cent", default=SPOT_CHECK_PERCENT
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ClaimPolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "claim policies"
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(window_months__range=(1, 60)), name="policy_window_makes_sense"),
            models.CheckConstraint(condition=Q(spot_check_percent__lte=100), name="policy_share_makes_sense"),
        ]

    def __str__(self):
        return f"{self.spot_check_percent} % looked at twice, {months_in_words(self.window_months)} to claim"


class SpotCheck(models.Model):
    """The draw for one approval of a claim: whether a second approver has to look before it is paid.

    It carries copies of whose days they are, of who claimed and of who approved: the second is none of them (rule 4).
    A claim that is returned ends its check; approving it again draws anew.
    """

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="spot_checks")
    is_live = models.BooleanField("of the approval that stands", default=True)
    percent = models.PositiveSmallIntegerField("share in force, in per cent")
    is_drawn = models.BooleanField()
    drawn_at = models.DateTimeField(default=clock.now, editable=False)
    beneficiary = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    claimant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    passed_at = models.DateTimeField(null=True, blank=True)

    objects = SpotCheckQuerySet.as_manager()

    class Meta:
        ordering = ["drawn_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim"], condition=Q(is_live=True), name="spot_check_one_an_approval"),
            set_together("passed_by", "passed_at", name="spot_check_passing_whole"),
            models.CheckConstraint(
                condition=Q(is_drawn=True) | Q(passed_by__isnull=True), name="spot_check_passed_was_drawn"
            ),
            different_people("beneficiary", "passed_by", name="spot_check_beneficiary_not_second"),
            different_people("claimant", "passed_by", name="spot_check_claimant_not_second"),
            different_people("approver", "passed_by", name="spot_check_approver_not_second"),
        ]

    def __str__(self):
        return f"{self.claim.reference}: {'drawn' if self.is_drawn else 'not drawn'}"
