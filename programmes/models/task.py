from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core import clock
from core.privacy import no_contact_details
from programmes.querysets import GapTaskAnswerQuerySet, GapTaskQuerySet


class GapTask(models.Model):
    """Something to try at school after an event, set for those who came."""

    event = models.ForeignKey("programmes.Event", models.PROTECT, related_name="gap_tasks")
    text = models.CharField("what to try", max_length=300, validators=[no_contact_details])
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now, editable=False)

    objects = GapTaskQuerySet.as_manager()

    class Meta:
        ordering = ["set_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="gap_task_says_something")]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("programmes:tasks", args=[self.event.reference])


class GapTaskAnswer(models.Model):
    """How a gap task went for somebody who came: done, a comment, or both. Only an attendance can have one."""

    task = models.ForeignKey(GapTask, models.PROTECT, related_name="answers")
    attendance = models.ForeignKey("programmes.Attendance", models.PROTECT, related_name="gap_task_answers")
    done_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField(default=clock.now, editable=False)

    objects = GapTaskAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["task", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "attendance"], name="gap_task_answered_once"),
        ]

    def __str__(self):
        return f"{self.attendance.person}: {self.task}"

    @property
    def is_done(self):
        return self.done_at is not None
