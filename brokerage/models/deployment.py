from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from brokerage.querysets import DeploymentQuerySet
from brokerage.workflow import DEPLOYMENT, QUOTED_ROUTES, DeploymentStatus, ReleaseStatus, Route
from core import clock
from core.constraints import different_people, is_set, one_of
from core.references import ReferenceField


class DeploymentKind(models.TextChoices):
    CHAMPION = "champion", "Champion coaching"
    LED = "led", "Led by the national lead, with the champion alongside"
    PEER = "peer", "Peer support"


class Deployment(models.Model):
    """One influencer working with one school for a number of half-days, under a national lead who is somebody else.

    Where the school pays for it, it stands on the row that accepted the quote: there is none without that.
    """

    flow = DEPLOYMENT

    reference = ReferenceField(prefix="DEP")
    request = models.ForeignKey("brokerage.SupportRequest", models.PROTECT, related_name="deployments")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    influencer = models.ForeignKey("influencers.Influencer", models.PROTECT, related_name="deployments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deployments")
    national_lead = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=DeploymentKind)
    halves = models.PositiveSmallIntegerField("half-days agreed")
    route = models.CharField("how it is paid for", max_length=10, choices=Route)
    quote_acceptance = models.ForeignKey(
        "brokerage.QuoteAcceptance", models.PROTECT, null=True, blank=True, related_name="deployments"
    )
    status = models.CharField(max_length=12, choices=DeploymentStatus, default=DeploymentStatus.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now, editable=False)

    objects = DeploymentQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            one_of("status", DeploymentStatus, name="deployment_status_known"),
            models.CheckConstraint(condition=Q(halves__gt=0), name="deployment_has_days"),
            one_of("route", Route, name="deployment_route_known"),
            is_set("quote_acceptance", when=Q(route__in=QUOTED_ROUTES), name="deployment_quote_accepted_first"),
            different_people("person", "national_lead", name="deployment_led_by_another"),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(status__in=["proposed", "accepted", "active"]),
                name="deployment_one_live_a_request",
            ),
        ]

    def __str__(self):
        return f"{self.reference} ({self.person} at {self.school})"

    def get_absolute_url(self):
        return reverse("brokerage:deployment", args=[self.reference])

    @property
    def plan(self):
        """The latest version of the action plan, or None."""
        plans = list(self.plans.all())
        return plans[-1] if plans else None

    @property
    def planned_halves(self):
        """The half-days of its visits, past and to come, that were not cancelled."""
        return sum(visit.halves for visit in self.visits.all() if visit.is_live)

    @property
    def halves_to_plan(self):
        return self.halves - self.planned_halves

    @property
    def halves_open(self):
        """The half-days that may be planned now. Before the head has agreed the plan that is one, for writing it."""
        if self.status == DeploymentStatus.ACCEPTED:
            return 0 if self.planned_halves else 1
        return self.halves_to_plan if self.status == DeploymentStatus.ACTIVE else 0

    @property
    def release(self):
        """The last that was asked of the influencer's own head, or None where nobody had to be."""
        releases = [one for one in self.releases.all() if one.status != ReleaseStatus.CALLED_OFF]
        return releases[-1] if releases else None

    @property
    def is_refused_release(self):
        return self.release is not None and self.release.status == ReleaseStatus.REFUSED

    @property
    def is_agreed_by_the_head(self):
        """Whether the head has said yes to the plan, and so to whom it names."""
        return self.status in (DeploymentStatus.ACTIVE, DeploymentStatus.COMPLETED)

    @property
    def is_agreed_between_people(self):
        """Whether the influencer has said yes: from then on its parties may know how to reach each other (rule 7)."""
        return self.status in (DeploymentStatus.ACCEPTED, DeploymentStatus.ACTIVE, DeploymentStatus.COMPLETED)
