from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from brokerage.querysets import SupportRequestQuerySet
from brokerage.workflow import REQUEST, RequestStatus
from core import clock
from core.constraints import is_set, one_of, set_together
from core.references import ReferenceField


class RequesterRole(models.TextChoices):
    HEADTEACHER = "headteacher", "Headteacher"
    SCIENCE_LEADER = "science_leader", "Science leader"


class SupportRequest(models.Model):
    """A school asking for help.

    What was typed stays as it was typed. People and posts are written when the sender confirms by e-mail.
    """

    flow = REQUEST

    reference = ReferenceField(prefix="SUP")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    requester_name = models.CharField("your name", max_length=150)
    requester_email = models.EmailField("your e-mail")
    requester_role = models.CharField("your role", max_length=20, choices=RequesterRole)
    head_name = models.CharField("headteacher's name", max_length=150)
    head_email = models.EmailField("headteacher's e-mail")
    science_leader_name = models.CharField("science leader's name", max_length=150)
    science_leader_email = models.EmailField("science leader's e-mail")
    need = models.TextField("what would help")
    why_now = models.TextField("why now", blank=True)
    areas = models.ManyToManyField("influencers.Expertise", blank=True, related_name="+")
    interest_in = models.ForeignKey(
        "influencers.Influencer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="would like"
    )
    status = models.CharField(max_length=20, choices=RequestStatus, default=RequestStatus.SUBMITTED)
    submitted_at = models.DateTimeField(default=clock.now, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    head = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    science_leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            one_of("status", RequestStatus, name="request_status_known"),
            set_together("head", "science_leader", "confirmed_at", name="request_confirmation_whole"),
            is_set(
                "confirmed_at",
                when=~Q(status__in=[RequestStatus.SUBMITTED, RequestStatus.WITHDRAWN]),
                name="request_confirmed_first",
            ),
            models.CheckConstraint(
                condition=Q(
                    requester_email=Lower(F("requester_email")),
                    head_email=Lower(F("head_email")),
                    science_leader_email=Lower(F("science_leader_email")),
                ),
                name="request_emails_lower_case",
            ),
        ]

    def __str__(self):
        return f"{self.reference} ({self.school})"

    def get_absolute_url(self):
        return reverse("track", args=[self.reference])

    @property
    def requester(self):
        """Who sent it, once they are known."""
        return self.head if self.requester_role == RequesterRole.HEADTEACHER else self.science_leader

    @property
    def reserved_halves(self):
        """The half-days of the coaching pool that are reserved for it and neither used nor given back."""
        return self.pool_entries.all().reserved_halves()
