from django.db import models
from django.db.models import F, Q

from core.constraints import one_of
from core.words import long_date
from schools.querysets import CalendarPeriodQuerySet


class PeriodKind(models.TextChoices):
    """What a school's calendar may say of a day. Schools work in the last two, but would rather not be visited."""

    HOLIDAY = "holiday", "School holiday"
    INSET = "inset", "INSET day"
    SATS = "sats", "SATs week"
    PHONICS = "phonics", "Phonics check"


class CalendarPeriod(models.Model):
    """Days, the first and the last included, that concern all of England, one authority or one school."""

    kind = models.CharField(max_length=10, choices=PeriodKind)
    name = models.CharField(max_length=60, blank=True, help_text="Like “Easter”.")
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    la_code = models.CharField("local authority code", max_length=3, blank=True)
    school = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="+")

    objects = CalendarPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "school calendar"
        ordering = ["starts_on", "ends_on", "pk"]
        constraints = [
            one_of("kind", PeriodKind, name="calendar_period_kind_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="calendar_period_ends_after_start"),
            models.CheckConstraint(condition=Q(la_code="") | Q(school__isnull=True), name="calendar_period_for_one"),
            models.UniqueConstraint(
                fields=["kind", "starts_on", "ends_on", "la_code"],
                condition=Q(school__isnull=True),
                name="calendar_period_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "starts_on", "ends_on", "school"],
                condition=Q(school__isnull=False),
                name="calendar_period_once_a_school",
            ),
        ]

    def __str__(self):
        return f"{self.name or self.get_kind_display()}, {self.when}"

    @property
    def when(self):
        """The first and the last day in words."""
        if self.starts_on == self.ends_on:
            return long_date(self.starts_on)
        return f"{long_date(self.starts_on)} to {long_date(self.ends_on)}"

    @property
    def of_a_day(self):
        """What it makes of a day, to end the sentence "Tuesday 3 March 2026 is …"."""
        words = OF_A_DAY[PeriodKind(self.kind)]
        return f"{words} ({self.name})" if self.name else words


OF_A_DAY = {
    PeriodKind.HOLIDAY: "in the school holidays",
    PeriodKind.INSET: "an INSET day",
    PeriodKind.SATS: "in SATs week",
    PeriodKind.PHONICS: "in the week of the phonics check",
}
