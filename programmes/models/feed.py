from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock
from programmes.querysets import CalendarFeedQuerySet


class CalendarFeed(models.Model):
    """A private address at which a calendar reads somebody's places. Only its hash is kept; one works at a time."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at__isnull=True), name="calendar_feed_one_works"
            ),
        ]

    def __str__(self):
        return f"Calendar of {self.person}"
