from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from brokerage.querysets import CoachingPoolQuerySet, PoolEntryQuerySet
from core import clock
from schools.models import SupportLevel


class CoachingPool(models.Model):
    """Funded coaching days, counted in half-days. Its counters move only with its entries, under its lock."""

    name = models.CharField(max_length=100, unique=True)
    total_halves = models.PositiveIntegerField("half-days in all")
    reserved_halves = models.PositiveIntegerField("half-days reserved", default=0)
    used_halves = models.PositiveIntegerField("half-days used", default=0)
    starts_on = models.DateField()
    ends_on = models.DateField()
    source = models.CharField("who funds it", max_length=200, blank=True)

    objects = CoachingPoolQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total_halves__gte=F("reserved_halves") + F("used_halves")), name="pool_never_over_committed"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="pool_ends_after_it_starts"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("brokerage_desk:pool", args=[self.pk])

    @property
    def left_halves(self):
        return self.total_halves - self.reserved_halves - self.used_halves


class PoolEntry(models.Model):
    """One movement of the pool for one request: half-days reserved, given back (less than nought) or turned into use.

    It carries a copy of the school's support level when the days were reserved: the pool serves intensive schools only.
    """

    pool = models.ForeignKey(CoachingPool, models.PROTECT, related_name="entries")
    request = models.ForeignKey("brokerage.SupportRequest", models.PROTECT, related_name="pool_entries")
    reserved_change = models.IntegerField()
    used_change = models.IntegerField(default=0)
    support_level = models.CharField(max_length=10, choices=SupportLevel)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = PoolEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "pool entries"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(support_level=SupportLevel.INTENSIVE), name="pool_serves_intensive_schools_only"
            ),
        ]

    def __str__(self):
        return f"{self.request}: {self.reserved_change:+} reserved, {self.used_change:+} used"

    @property
    def halves(self):
        """How many half-days moved, whichever way."""
        return abs(self.reserved_change) or self.used_change
