from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from brokerage.models.desk import ReferralKind
from brokerage.querysets import SupportRequestQuerySet
from brokerage.workflow import OPEN, QUOTE_STATUSES, QUOTED_ROUTES, REQUEST, RequestStatus, Route
from core import clock
from core.constraints import is_set, one_of, set_together
from core.references import ReferenceField
from influencers.models import KeyStages


class RequesterRole(models.TextChoices):
    HEADTEACHER = "headteacher", "Headteacher"
    SCIENCE_LEADER = "science_leader", "Science leader"


class Occasion(models.TextChoices):
    """What a school may say has brought it to ask now."""

    NEW_LEADER = "new_leader", "A new science leader"
    OFSTED = "ofsted", "An Ofsted outcome in science"
    RESULTS = "results", "Our results in science"


class Occasions(models.Model):
    """Why now, one column each: the order of the queue reads them (brokerage/priority.py)."""

    new_leader = models.BooleanField(Occasion.NEW_LEADER.label, default=False)
    ofsted = models.BooleanField(Occasion.OFSTED.label, default=False)
    results = models.BooleanField(Occasion.RESULTS.label, default=False)

    class Meta:
        abstract = True

    @property
    def occasions(self):
        return [occasion for occasion in Occasion if getattr(self, occasion.value)]


class SupportRequest(KeyStages, Occasions):
    """A school asking for help.

    What was typed stays as it was typed. People and posts are written when the sender confirms by e-mail.
    """

    flow = REQUEST

    reference = ReferenceField(prefix="SUP")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="support_requests")
    requester_name = models.CharField("your name", max_length=150)
    requester_email = models.EmailField("your e-mail")
    requester_role = models.CharField("your role", max_length=20, choices=RequesterRole)
    head_name = models.CharField("headteacher's name", max_length=150)
    head_email = models.EmailField("headteacher's e-mail")
    science_leader_name = models.CharField("science leader's name", max_length=150)
    science_leader_email = models.EmailField("science leader's e-mail")
    need = models.TextField("what would help")
    why_now = models.TextField("why now, in their words", blank=True)
    tried = models.TextField("what they have tried", blank=True)
    when_suits = models.CharField("when suits", max_length=300, blank=True)
    areas = models.ManyToManyField("influencers.Expertise", blank=True, related_name="+")
    interest_in = models.ForeignKey(
        "influencers.Influencer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="would like"
    )
    status = models.CharField(max_length=20, choices=RequestStatus, default=RequestStatus.SUBMITTED)
    route = models.CharField("how it is paid for", max_length=10, choices=Route, blank=True)
    goodwill_halves = models.PositiveSmallIntegerField("half-days given in goodwill", default=0)
    submitted_at = models.DateTimeField(default=clock.now, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    head = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    science_leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Where the school was sent instead, as it read it.
    referral_kind = models.CharField(max_length=10, choices=ReferralKind, blank=True, editable=False)
    referral_words = models.TextField("where the school was sent", blank=True, editable=False)
    # The school's open request that was there when this one was confirmed: the two are looked at together.
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later", editable=False)

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
            models.CheckConstraint(condition=Q(route__in=["", *Route.values]), name="request_route_known"),
            models.CheckConstraint(
                condition=~Q(status__in=QUOTE_STATUSES) | Q(route__in=QUOTED_ROUTES), name="request_quoted_by_its_route"
            ),
            models.CheckConstraint(
                condition=~Q(status=RequestStatus.FUNDED) | Q(route__in=[Route.FUNDED, Route.GOODWILL]),
                name="request_funded_by_its_route",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[RequestStatus.MATCHED, RequestStatus.UNDER_WAY, RequestStatus.COMPLETED])
                | ~Q(route=""),
                name="request_matched_has_route",
            ),
            models.CheckConstraint(
                condition=Q(route=Route.GOODWILL) | Q(goodwill_halves=0), name="request_goodwill_by_its_route"
            ),
            models.CheckConstraint(
                condition=Q(referral_kind="") | Q(referral_kind__in=ReferralKind.values, status=RequestStatus.REFERRED),
                name="request_referral_of_a_referred_one",
            ),
            models.CheckConstraint(
                condition=Q(first__isnull=True) | ~Q(first=F("pk")), name="request_first_is_another"
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
    def is_open(self):
        return self.status in OPEN

    @property
    def is_quoted_for(self):
        """Whether all of it or part of it is paid for by the school."""
        return self.route in QUOTED_ROUTES

    @property
    def is_over_early(self):
        """Whether it ended before support was under way."""
        return self.status in (RequestStatus.REFERRED, RequestStatus.DECLINED, RequestStatus.WITHDRAWN)

    @property
    def reserved_halves(self):
        """The half-days of the coaching pool that are reserved for it and neither used nor given back."""
        return self.pool_entries.all().reserved_halves()
