from django.conf import settings
from django.db import models
from django.db.models import Q

from core.constraints import is_set, one_of, set_together
from influencers.models.profile import Influencer
from influencers.querysets import ProgressQuerySet
from influencers.workflow import PROGRESS, ProgressStatus


class Progress(models.Model):
    """How far an influencer has got with one opportunity. That they have achieved it, a SATC lead says."""

    flow = PROGRESS

    influencer = models.ForeignKey(Influencer, models.PROTECT, related_name="progress")
    opportunity = models.ForeignKey("programmes.Opportunity", models.PROTECT, related_name="progress")
    status = models.CharField(max_length=15, choices=ProgressStatus, default=ProgressStatus.INTERESTED)
    is_shown = models.BooleanField("working towards it may be shown on the profile", default=False)
    achieved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    achieved_at = models.DateTimeField(null=True, blank=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "progress"
        ordering = ["opportunity__position", "influencer__person__name", "pk"]
        constraints = [
            one_of("status", ProgressStatus, name="progress_status_known"),
            models.UniqueConstraint(fields=["influencer", "opportunity"], name="progress_once"),
            set_together("achieved_by", "achieved_at", name="progress_achievement_whole"),
            is_set("achieved_at", when=Q(status=ProgressStatus.ACHIEVED), name="progress_achieved_by_somebody"),
        ]

    def __str__(self):
        return f"{self.influencer}: {self.opportunity}"
