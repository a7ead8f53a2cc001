from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from brokerage.querysets import ReportAcceptanceQuerySet, VisitQuerySet, VisitReportQuerySet
from brokerage.workflow import REPORT, VISIT, ReportStatus, VisitStatus
from core import clock
from core.constraints import different_people, is_set, one_of, set_together
from core.parts import PartOfDay, halves
from core.references import ReferenceField
from core.words import long_date


class VisitKind(models.TextChoices):
    COACHING = "coaching", "Coaching"
    SHADOWING = "shadowing", "Shadowing"
    GAP_TASK = "gap_task", "Buddy-school gap task"
    OTHER = "other", "Another day agreed beforehand"


class Visit(models.Model):
    """A day, or half of one, that an influencer spends at a school.

    Only coaching needs a deployment; every visit needs a report. `revision` grows each time it is moved or cancelled,
    so that calendars know the newest.
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
    revision = models.PositiveSmallIntegerField(default=0, editable=False)

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
    def when(self):
        """Date and part of day in words."""
        return f"{long_date(self.on)}, {self.get_part_display().lower()}"

    @property
    def is_live(self):
        """Whether it stands: planned or held, and not cancelled."""
        return self.status != VisitStatus.CANCELLED


class VisitReport(models.Model):
    """What happened at a visit, in its author's words. Only an accepted report makes the day payable (rule 2).

    What it ticks belongs to the plan that was agreed when it was sent.
    """

    flow = REPORT

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="report")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports")
    what_we_did = models.TextField()
    what_changed = models.TextField(blank=True)
    in_the_way = models.TextField(blank=True)
    what_next = models.TextField()
    take_back = models.TextField(blank=True)
    who_was_there = models.CharField(max_length=300)
    objectives = models.ManyToManyField("brokerage.Objective", blank=True, related_name="reports")
    actions_done = models.ManyToManyField("brokerage.PlanAction", blank=True, related_name="reports")
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

    @property
    def acceptance(self):
        """The acceptance that stands, or None: one that was withdrawn is kept beside it."""
        return self.acceptances.standing().select_related("accepted_by").first()


class ReportAcceptance(models.Model):
    """That somebody other than its author accepted a report, and where its half-days were charged.

    A funded day stands on this row. Nothing is charged for goodwill, nor for a day that no deployment asked for. One
    that was withdrawn is kept, since its day still stands on it; at most one of a report is not.
    """

    report = models.ForeignKey(VisitReport, models.PROTECT, related_name="acceptances")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(default=clock.now, editable=False)
    halves = models.PositiveSmallIntegerField("half-days of the visit")
    pool_halves = models.PositiveSmallIntegerField("half-days charged to the coaching pool", default=0)
    quote_halves = models.PositiveSmallIntegerField("half-days charged to the quote", default=0)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_because = models.TextField(blank=True)

    objects = ReportAcceptanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(withdrawn_at__isnull=True), name="report_acceptance_stands_once"
            ),
            set_together("withdrawn_by", "withdrawn_at", name="report_acceptance_withdrawal_whole"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="report_acceptance_withdrawn_with_reason",
            ),
            different_people("author", "withdrawn_by", name="report_acceptance_withdrawn_by_another"),
            different_people("author", "accepted_by", name="report_accepted_by_another"),
            models.CheckConstraint(
                condition=Q(pool_halves=0, quote_halves=0) | Q(halves=F("pool_halves") + F("quote_halves")),
                name="report_charged_whole_or_not_at_all",
            ),
        ]

    def __str__(self):
        return f"{self.report}, accepted"

    @property
    def pool(self):
        """The pool to which half-days were charged: that of the request's reservation, or None."""
        deployment = self.report.visit.deployment
        entry = deployment and deployment.request.pool_entries.filter(reserved_change__gt=0).last()
        return entry.pool if entry else None

    @property
    def makes_a_funded_day(self):
        """Whether the school that released the author is paid: always, but for goodwill."""
        return self.report.visit.deployment_id is None or self.pool_halves + self.quote_halves > 0
