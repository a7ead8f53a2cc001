from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from brokerage.querysets import ReleaseQuerySet
from brokerage.workflow import RELEASE, ReleaseStatus
from core import clock
from core.constraints import is_set, one_of, set_together

ANSWERED = (ReleaseStatus.AGREED, ReleaseStatus.REFUSED)


class Release(models.Model):
    """That the head of the school where an influencer works is asked for days beyond what they had said yes to.

    At most one waits for an answer for each deployment. A head answers, or staff write down what the head said.
    """

    flow = RELEASE

    deployment = models.ForeignKey("brokerage.Deployment", models.PROTECT, related_name="releases")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    halves = models.PositiveSmallIntegerField("half-days asked for")
    status = models.CharField(max_length=10, choices=ReleaseStatus, default=ReleaseStatus.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    is_by_telephone = models.BooleanField("staff wrote down what the head said", default=False)
    note = models.TextField("what the head said with it", blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            one_of("status", ReleaseStatus, name="release_status_known"),
            models.CheckConstraint(condition=Q(halves__gt=0), name="release_has_days"),
            set_together("answered_by", "answered_at", name="release_answer_whole"),
            is_set("answered_at", when=Q(status__in=ANSWERED), name="release_decided_is_answered"),
            models.CheckConstraint(
                condition=Q(status__in=ANSWERED) | Q(answered_at__isnull=True, note="", is_by_telephone=False),
                name="release_open_has_no_answer",
            ),
            models.CheckConstraint(
                condition=Q(is_by_telephone=False) | Q(status=ReleaseStatus.AGREED) & ~Q(note=""),
                name="release_by_telephone_has_a_note",
            ),
            models.UniqueConstraint(
                fields=["deployment"], condition=Q(status=ReleaseStatus.ASKED), name="release_asked_once_at_a_time"
            ),
        ]

    def __str__(self):
        return f"Release of {self.deployment.person} for {self.deployment.school}"

    def get_absolute_url(self):
        return reverse("brokerage:release", args=[self.deployment.reference])

    @property
    def reference(self):
        return self.deployment.reference
