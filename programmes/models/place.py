from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock
from core.constraints import different_people, one_of, set_together
from programmes.querysets import AttendanceQuerySet, PlaceQuerySet
from programmes.workflow import PLACE, PlaceStatus


class Place(models.Model):
    """One person's booking and attendance at an event; one live place each.

    `asked_at` is when it was asked for: who waits longest is next.
    """

    flow = PLACE

    event = models.ForeignKey("programmes.Event", models.PROTECT, related_name="places")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="places")
    status = models.CharField(max_length=10, choices=PlaceStatus, default=PlaceStatus.BOOKED)
    asked_at = models.DateTimeField(default=clock.now, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["event", "person"]
        constraints = [
            one_of("status", PlaceStatus, name="place_status_known"),
            models.UniqueConstraint(
                fields=["event", "person"], condition=~Q(status=PlaceStatus.CANCELLED), name="place_once"
            ),
        ]

    def __str__(self):
        return f"{self.person} at {self.event}"

    def get_absolute_url(self):
        return self.event.get_absolute_url()


class Attendance(models.Model):
    """The record that somebody came, made by another person; at a funded event it makes the funded day.

    One made by mistake is taken back and kept: at most one stands for each place.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            different_people("person", "recorded_by", name="attendance_recorded_by_another"),
            set_together("taken_back_by", "taken_back_at", name="attendance_taken_back_whole"),
            models.UniqueConstraint(
                fields=["place"], condition=Q(taken_back_at__isnull=True), name="attendance_stands_once"
            ),
        ]

    def __str__(self):
        return f"{self.place} (attended)"

    @property
    def tasks(self):
        """Each gap task of the event, with the person's answer or None."""
        answers = {answer.task_id: answer for answer in self.gap_task_answers.all()}
        return [(task, answers.get(task.pk)) for task in self.place.event.gap_tasks.all()]
