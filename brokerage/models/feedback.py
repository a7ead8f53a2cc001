from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from brokerage.querysets import FeedbackQuerySet, StoryShareQuerySet
from core import clock
from core.constraints import is_set, one_of, set_together
from correspondence.links import LIFETIME


class FeedbackPart(models.TextChoices):
    """In which part somebody is asked how the support was."""

    HEAD = "head", "Headteacher"
    SCIENCE_LEADER = "science_leader", "Science leader"
    INFLUENCER = "influencer", "Influencer"


class Needed(models.TextChoices):
    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "Not really"


CONFIDENCE = [(1, "1, not yet"), (2, "2"), (3, "3"), (4, "4"), (5, "5, very")]


class Feedback(models.Model):
    """What one party of a completed deployment is asked, and answers if they like.

    Each is asked once, in one part; answers may be changed until the link in the mail dies. The school answers four
    questions and may thank the influencer, who answers two.
    """

    deployment = models.ForeignKey("brokerage.Deployment", models.PROTECT, related_name="feedback")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    part = models.CharField(max_length=15, choices=FeedbackPart)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    was_needed = models.CharField("was it what you needed", max_length=6, choices=Needed, blank=True)
    what_changed = models.TextField(blank=True)
    what_learned = models.TextField("what you learned", blank=True)
    confidence = models.PositiveSmallIntegerField("confidence now", choices=CONFIDENCE, null=True, blank=True)
    may_quote = models.BooleanField("we may quote it, and show the story to funders", default=False)
    thank_you = models.TextField("thank-you to the influencer", blank=True)
    is_thank_you_shown = models.BooleanField("the thank-you may stand in the story", default=False)
    thanked_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "feedback"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["deployment", "person"], name="feedback_asked_once"),
            models.UniqueConstraint(fields=["deployment", "part"], name="feedback_part_once"),
            one_of("part", FeedbackPart, name="feedback_part_known"),
            set_together("answered_at", "confidence", name="feedback_answer_whole"),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__range=(1, 5)), name="feedback_confidence_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(was_needed="", answered_at__isnull=True)
                | Q(was_needed="", part=FeedbackPart.INFLUENCER)
                | Q(was_needed__in=Needed.values, answered_at__isnull=False),
                name="feedback_says_if_needed",
            ),
            models.CheckConstraint(
                condition=Q(part=FeedbackPart.INFLUENCER, was_needed="", what_changed="", thank_you="", may_quote=False)
                | ~Q(part=FeedbackPart.INFLUENCER) & Q(what_learned=""),
                name="feedback_own_questions",
            ),
            is_set("answered_at", when=Q(may_quote=True), name="feedback_quoted_is_answered"),
            is_set("thanked_at", when=~Q(thank_you=""), name="feedback_thanks_have_date"),
        ]

    def __str__(self):
        return f"The support for {self.deployment.school}"

    def get_absolute_url(self):
        return reverse("brokerage:feedback", args=[self.deployment.reference])

    @property
    def reference(self):
        return self.deployment.reference

    @property
    def school_id(self):
        """The school that a change of it concerns."""
        return self.deployment.school_id

    @property
    def closes_at(self):
        """When the newest link to it dies, and with it the right to change the answers."""
        return (self.reminded_at or self.asked_at) + LIFETIME

    @property
    def is_open(self):
        return clock.now() < self.closes_at

    @property
    def is_influencers(self):
        return self.part == FeedbackPart.INFLUENCER


class StoryShare(models.Model):
    """That a lead shares a school's story of the support with funders, at an address that nobody can guess."""

    deployment = models.ForeignKey("brokerage.Deployment", models.PROTECT, related_name="story_shares")
    token = models.CharField(max_length=43, unique=True, editable=False)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(default=clock.now, editable=False)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = StoryShareQuerySet.as_manager()

    class Meta:
        ordering = ["shared_at", "pk"]
        constraints = [
            set_together("revoked_by", "revoked_at", name="story_share_revocation_whole"),
            models.UniqueConstraint(
                fields=["deployment"], condition=Q(revoked_at__isnull=True), name="story_shared_once_at_a_time"
            ),
        ]

    def __str__(self):
        return f"The story of {self.deployment.reference}, shared"

    def get_absolute_url(self):
        return reverse("brokerage:shared_story", args=[self.token])

    @property
    def reference(self):
        return self.deployment.reference

    @property
    def school_id(self):
        return self.deployment.school_id
