from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core import clock
from core.constraints import is_set, one_of
from core.privacy import no_contact_details
from core.references import ReferenceField
from influencers.models.nomination import Nomination
from influencers.models.strengths import Availability, Expertise, KeyStages, few_enough
from influencers.querysets import ExpressionOfInterestQuerySet
from influencers.workflow import INTEREST, InterestStatus


class ExpressionOfInterest(KeyStages, Availability):
    """The nominee's own words: strengths, and what they would like to take up. Choosing nothing is a good answer."""

    flow = INTEREST

    reference = ReferenceField(prefix="EOI")
    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="interest")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="interests")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    expertise = models.ManyToManyField(Expertise, blank=True, related_name="+")
    leads_elsewhere = models.TextField(
        "what they lead elsewhere, one on each line", blank=True, validators=[no_contact_details]
    )
    biography = models.TextField("public biography", blank=True, validators=[no_contact_details])
    # What the lead compares a new answer with, as on a profile.
    biography_before = models.TextField("biography before it was returned", blank=True, editable=False)
    opportunities = models.ManyToManyField("programmes.Opportunity", blank=True, related_name="+")
    events = models.ManyToManyField("programmes.Event", blank=True, related_name="+")
    consents = models.BooleanField("consents to be listed in the directory", default=False)
    status = models.CharField(max_length=10, choices=InterestStatus, default=InterestStatus.INVITED)
    invited_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField("comment from SATC", blank=True)

    objects = ExpressionOfInterestQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "expressions of interest"
        ordering = ["-invited_at", "-pk"]
        constraints = [
            one_of("status", InterestStatus, name="interest_status_known"),
            is_set(
                "submitted_at",
                when=~Q(status__in=[InterestStatus.INVITED, InterestStatus.WITHDRAWN]),
                name="interest_submitted_first",
            ),
            few_enough("interest_time_possible"),
        ]

    def __str__(self):
        return f"{self.reference} ({self.person})"

    def get_absolute_url(self):
        return reverse("influencers:interest", args=[self.reference])

    def get_desk_url(self):
        return reverse("influencers_desk:interest", args=[self.reference])
