from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from claims.querysets import FundedDayQuerySet
from claims.workflow import FUNDED_DAY, DayStatus
from core import clock
from core.constraints import exactly_one, is_set, one_of, set_where
from core.parts import part_of


class FundedDay(models.Model):
    """A morning, an afternoon or both for which a school released a person: the unit of money.

    It stands on exactly one accepted report or recorded attendance. A held day waits for the lead's answer: it is
    not live.
    """

    flow = FUNDED_DAY

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="funded_days")
    on = models.DateField("date")
    morning = models.BooleanField(default=False)
    afternoon = models.BooleanField(default=False)
    school = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=DayStatus, default=DayStatus.LIVE)
    held_because = models.TextField(blank=True)
    why = models.CharField("what it was for", max_length=250)
    acceptance = models.OneToOneField(
        "brokerage.ReportAcceptance", models.PROTECT, null=True, blank=True, related_name="funded_day"
    )
    attendance = models.OneToOneField(
        "programmes.Attendance", models.PROTECT, null=True, blank=True, related_name="funded_day"
    )
    morning_source = models.ForeignKey(
        "claims.FundingSource", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pays the morning"
    )
    afternoon_source = models.ForeignKey(
        "claims.FundingSource",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pays the afternoon",
    )
    reminded_at = models.DateTimeField("reminded that it can be claimed", null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = FundedDayQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(morning=True) | Q(afternoon=True), name="day_has_a_half"),
            models.UniqueConstraint(
                fields=["person", "on"], condition=Q(morning=True, status="live"), name="day_one_live_morning"
            ),
            models.UniqueConstraint(
                fields=["person", "on"], condition=Q(afternoon=True, status="live"), name="day_one_live_afternoon"
            ),
            exactly_one("acceptance", "attendance", name="day_has_one_source"),
            set_where("morning", "morning_source", name="day_morning_has_its_source"),
            set_where("afternoon", "afternoon_source", name="day_afternoon_has_its_source"),
            one_of("status", DayStatus, name="day_status_known"),
            is_set("school", when=Q(status=DayStatus.LIVE), name="day_live_has_school"),
            models.CheckConstraint(
                condition=~Q(status=DayStatus.HELD) | ~Q(held_because=""), name="day_held_has_reason"
            ),
        ]

    def __str__(self):
        return f"{self.person} on {self.on}"

    def get_absolute_url(self):
        return reverse("claims_desk:day", args=[self.pk])

    @property
    def halves(self):
        return self.morning + self.afternoon

    @property
    def part(self):
        return part_of(self.morning, self.afternoon)

    @property
    def stands_on(self):
        """An accepted report or a recorded attendance."""
        return self.acceptance or self.attendance

    @property
    def sources(self):
        """What pays for it, each source with its half-days: one source, or one for each half."""
        paying = [source for source in (self.morning_source, self.afternoon_source) if source]
        return [(source, paying.count(source)) for source in dict.fromkeys(paying)]
