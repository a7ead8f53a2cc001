from django.conf import settings
from django.db import models
from django.db.models import Q

from brokerage.querysets import ActionPlanQuerySet
from brokerage.workflow import PLAN, PlanStatus
from core.constraints import one_of


class ActionPlan(models.Model):
    """What a deployment is for. Once the head has agreed it, a change is a new version."""

    flow = PLAN

    deployment = models.ForeignKey("brokerage.Deployment", models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)
    shared_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        ordering = ["version"]
        constraints = [
            one_of("status", PlanStatus, name="plan_status_known"),
            models.UniqueConstraint(fields=["deployment", "version"], name="plan_version_once"),
        ]

    def __str__(self):
        return f"Action plan of {self.deployment.reference}, version {self.version}"

    @property
    def reference(self):
        return self.deployment.reference

    @property
    def school_id(self):
        return self.deployment.school_id


class Confidence(models.IntegerChoices):
    """How sure the school's science leader feels of something, as they say it themselves."""

    ONE = 1, "1 – not at all"
    TWO = 2, "2 – a little"
    THREE = 3, "3 – fairly"
    FOUR = 4, "4 – very"
    FIVE = 5, "5 – could help somebody else"


class Continued(models.Model):
    """A row of a plan, which may go on from a row of an earlier version: `origin` is the first of them."""

    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @property
    def first(self):
        """The key of the row with which it began: progress is counted over all versions."""
        return self.origin_id or self.pk


class Objective(Continued):
    """One thing that the school wants to be different, and how confident its science leader feels before and after."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="objectives")
    text = models.CharField("objective", max_length=300)
    confidence_before = models.PositiveSmallIntegerField(choices=Confidence, null=True, blank=True)
    confidence_after = models.PositiveSmallIntegerField(choices=Confidence, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence_before__isnull=True) | Q(confidence_before__range=(1, 5)),
                name="objective_confidence_before_in_range",
            ),
            models.CheckConstraint(
                condition=Q(confidence_after__isnull=True) | Q(confidence_after__range=(1, 5)),
                name="objective_confidence_after_in_range",
            ),
        ]

    def __str__(self):
        return self.text


class PlanAction(Continued):
    """One step towards an objective: what, who, by when, and how we'll know."""

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="actions")
    text = models.CharField("action", max_length=300)
    who = models.CharField(max_length=150)
    by_when = models.DateField()
    how_we_will_know = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text


class Seat(models.TextChoices):
    HEAD = "head", "Headteacher"
    SCIENCE_LEADER = "science_leader", "Science leader"
    INFLUENCER = "influencer", "Influencer"


class Answer(models.TextChoices):
    YES = "yes", "Agrees"
    COMMENT = "comment", "Has a comment"


class PlanSeat(models.Model):
    """A person's seat at a plan. One person may hold two seats and answers once, for both."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="seats")
    seat = models.CharField(max_length=15, choices=Seat)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="plan_seats")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "seat"], name="plan_seat_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="plan_seat_answer_whole",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_seat_display().lower()}"
