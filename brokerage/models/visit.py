from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from brokerage.querysets import VisitQuerySet, VisitReportQuerySet
from brokerage.workflow import REPORT, VISIT, ReportStatus, VisitStatus
from core import clock
from core.constraints import different_people, is_set, one_of
from core.parts import PartOfDay, halves
from core.references import ReferenceField


class VisitKind(models.TextChoices):
    COACHING = "coaching", "Coaching"
    SHADOWING = "shadowing", "Shadowing"
    GAP_TASK = "gap_task", "Buddy-school gap task"
    OTHER = "other", "Another day agreed beforehand"


class Visit(models.Model):
    """A day, or half of one, that an influencer spends at a school.

    Only coaching needs a deployment; every visit needs a report.
    """

    flow = VISIT

    reference = ReferenceField(prefix="VIS")
    kind = models.CharField(max_length=10, choices=VisitKind)
    deployment = models.ForeignKey("brokerage.Deployment", models.PROTECT, null=True, blank=True, related_name="visits")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits", verbose_name="influencer"
    )
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+", verbose_name="school visited")
    national_lead = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField("date")
    part = models.CharField("part of day", max_length=10, choices=PartOfDay.of_school_day())
    purpose = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=12, choices=VisitStatus, default=VisitStatus.PLANNED)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            one_of("status", VisitStatus, name="visit_status_known"),
            models.CheckConstraint(
                condition=Q(part__in=[part for part, _ in PartOfDay.of_school_day()]), name="visit_in_school_hours"
            ),
            different_people("person", "national_lead", name="visit_led_by_another"),
            is_set("deployment", when=Q(kind=VisitKind.COACHING), name="visit_coaching_has_deployment"),
        ]

    def __str__(self):
        return f"{self.reference} ({self.person} at {self.school})"

    def get_absolute_url(self):
        return reverse("brokerage:report", args=[self.reference])

    @property
    def halves(self):
        return halves(self.part)

    @property
    def is_live(self):
        """Whether it stands: planned or held, and not cancelled."""
        return self.status != VisitStatus.CANCELLED


class VisitReport(models.Model):
    """What happened at a visit, in its author's words. Only an accepted report makes the day payable (rule 2)."""

    flow = REPORT

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="report")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports")
    what_we_did = models.TextField()
    what_changed = models.TextField()
    what_next = models.TextField()
    who_was_there = models.CharField(max_length=300)
    comment = models.TextField("comment from the national lead", blank=True)
    status = models.CharField(max_length=10, choices=ReportStatus, default=ReportStatus.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = VisitReportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("status", ReportStatus, name="report_status_known"),
            is_set("submitted_at", when=~Q(status=ReportStatus.DRAFT), name="report_submitted_first"),
        ]

    def __str__(self):
        return f"Report of {self.visit.reference}"

    @property
    def reference(self):
        return self.visit.reference

    @property
    def school_id(self):
        return self.visit.school_id


class ReportAcceptance(models.Model):
    """That somebody other than its author accepted a report. A funded day stands on this row."""

    report = models.OneToOneField(VisitReport, models.PROTECT, related_name="acceptance")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [different_people("author", "accepted_by", name="report_accepted_by_another")]

    def __str__(self):
        return f"{self.report}, accepted"
