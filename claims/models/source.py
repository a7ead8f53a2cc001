from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.querysets import FundingSourceQuerySet
from core import clock
from core.constraints import one_of


class SourceKind(models.TextChoices):
    POOL = "pool", "Coaching pool"
    QUOTE = "quote", "Support by quote"
    CPD = "cpd", "CPD fund"


class FundingSource(models.Model):
    """Where the money for a half-day comes from: one coaching pool, the schools that bought support, or the CPD fund.

    There is a single source for all quotes and a single CPD fund; each pool is one of its own.
    """

    kind = models.CharField(max_length=5, choices=SourceKind)
    pool = models.OneToOneField(
        "brokerage.CoachingPool", models.PROTECT, null=True, blank=True, related_name="funding_source"
    )

    objects = FundingSourceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("kind", SourceKind, name="source_kind_known"),
            models.UniqueConstraint(fields=["kind"], condition=~Q(kind=SourceKind.POOL), name="source_one_of_a_kind"),
            models.CheckConstraint(
                condition=Q(kind=SourceKind.POOL, pool__isnull=False) | ~Q(kind=SourceKind.POOL) & Q(pool__isnull=True),
                name="source_pool_names_its_pool",
            ),
        ]

    def __str__(self):
        return self.pool.name if self.pool_id else self.get_kind_display()


class Budget(models.Model):
    """What a source may spend in one financial year, April to March, in pence."""

    source = models.ForeignKey(FundingSource, models.PROTECT, related_name="budgets")
    year = models.PositiveSmallIntegerField("the calendar year in which the financial year begins")
    amount_pence = models.PositiveIntegerField("pence")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["year", "source"]
        constraints = [
            models.UniqueConstraint(fields=["source", "year"], name="budget_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="budget_year_makes_sense"),
        ]

    def __str__(self):
        return f"{self.source}, {self.year}: {self.amount_pence} pence"
