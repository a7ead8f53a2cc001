from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from core import clock
from core.workflow import FLOWS, in_words


class ChangeQuerySet(models.QuerySet):
    def take_out_reasons(self):
        """Overwrite the reasons that were given: the one thing about a change that can be forgotten."""
        return self.exclude(reason__in=("", REASON_TAKEN_OUT)).update(reason=REASON_TAKEN_OUT)

    def of(self, subject):
        """Every change of one thing, oldest first."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk).select_related("by")


# What a reason may be overwritten with when somebody in it is forgotten, and the one thing it may be (ADR 0010).
REASON_TAKEN_OUT = "Taken out, because it told of somebody who has been forgotten."


class Change(models.Model):
    """One change of state: what, from, to, who, when, why. Never altered (a trigger holds that)."""

    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    reference = models.CharField(max_length=12, blank=True)
    flow = models.CharField(max_length=40)
    action = models.CharField(max_length=40)
    from_status = models.CharField(max_length=30, blank=True)
    to_status = models.CharField(max_length=30, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    reason = models.TextField(blank=True)
    school_urn = models.PositiveIntegerField("school's URN", null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="change_subject"),
            models.Index(fields=["school_urn", "at"], name="change_school"),
        ]

    def __str__(self):
        return f"{self.flow} {self.reference}: {self.summary}"

    @property
    def summary(self):
        """The change in a few plain words."""
        flow = FLOWS.get(self.flow)
        words = flow.in_words(self.action, is_first=not self.from_status) if flow else in_words(self.action)
        return words[:1].upper() + words[1:]


class JobRun(models.Model):
    """When a job that runs by itself last did its work, and what came of it."""

    job = models.CharField(max_length=40, primary_key=True)
    ran_at = models.DateTimeField()
    result = models.CharField(max_length=200, blank=True)

    def __str__(self):
        return f"{self.job}: {self.result}"


class Submission(models.Model):
    """A form that has been sent: its one-time key, and what came of it."""

    key = models.UUIDField(primary_key=True, editable=False)
    purpose = models.CharField(max_length=40)
    result = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(default=clock.now)

    def __str__(self):
        return f"{self.purpose}: {self.result}"


class Draft(models.Model):
    """What somebody has typed into a form and not sent yet: theirs alone, incomplete or even wrong (ADR 0016)."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField("unsent form", max_length=40)
    key = models.CharField("of", max_length=40)
    answers = models.JSONField("typed so far", default=dict)
    version = models.PositiveIntegerField(default=1)
    # Which opened page saved last: it never contradicts itself, even if it didn't hear that it had been saved.
    page = models.CharField(max_length=36, blank=True)
    saved_at = models.DateTimeField("saved", default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "key"], name="draft_once")]

    def __str__(self):
        return f"{self.kind} {self.key}, version {self.version}"
