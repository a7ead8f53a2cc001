from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from core import clock
from core.constraints import is_set, one_of, set_together
from core.privacy import no_contact_details
from core.references import ReferenceField
from core.words import clock_time, long_date
from influencers.querysets import NominationQuerySet
from influencers.workflow import NOMINATION, NominationStatus
from schools.models import Role


class Capacity(models.TextChoices):
    """Whether there is time for it. Capability is never asked."""

    YES = "yes", "Yes, we can make time for it"
    SOME = "some", "Some, let's talk about how much"
    LATER = "later", "Not just now, but later"


class NomineeRole(models.TextChoices):
    """The posts that a nomination may claim for the nominee; never one that opens a school's letters and payments."""

    SCIENCE_LEADER = Role.SCIENCE_LEADER.value, "Science leader"
    TEACHER = Role.TEACHER.value, "Teacher"


class Nomination(models.Model):
    """A headteacher's proposal of a teacher who goes above and beyond for science.

    What was typed stays as it was typed. People and posts are written when the head confirms by e-mail.
    """

    flow = NOMINATION

    reference = ReferenceField(prefix="NOM")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    head_name = models.CharField("headteacher's name", max_length=150, validators=[no_contact_details])
    head_email = models.EmailField("headteacher's e-mail")
    helper_name = models.CharField("completed for the head by", max_length=150, blank=True)
    helper_email = models.EmailField(blank=True)
    nominee_name = models.CharField("nominee's name", max_length=150, validators=[no_contact_details])
    nominee_email = models.EmailField("nominee's e-mail")
    nominee_role = models.CharField("nominee's role", max_length=20, choices=NomineeRole)
    why = models.TextField("why them")
    capacity = models.CharField("is there time for it", max_length=10, choices=Capacity)
    status = models.CharField(max_length=20, choices=NominationStatus, default=NominationStatus.SUBMITTED)
    submitted_at = models.DateTimeField(default=clock.now, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    head = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    nominee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    back_on = models.DateField("comes back on", null=True, blank=True)
    # The earlier nomination of the same teacher that this one goes with.
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="others")

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            one_of("status", NominationStatus, name="nomination_status_known"),
            set_together("head", "nominee", "confirmed_at", name="nomination_confirmation_whole"),
            is_set(
                "confirmed_at",
                when=~Q(status__in=[NominationStatus.SUBMITTED, NominationStatus.WITHDRAWN]),
                name="nomination_confirmed_first",
            ),
            models.CheckConstraint(
                condition=Q(head_email=Lower(F("head_email")), nominee_email=Lower(F("nominee_email"))),
                name="nomination_emails_lower_case",
            ),
            models.CheckConstraint(
                condition=Q(status=NominationStatus.DEFERRED, back_on__isnull=False)
                | (~Q(status=NominationStatus.DEFERRED) & Q(back_on__isnull=True)),
                name="nomination_deferred_until_a_date",
            ),
            models.CheckConstraint(
                condition=Q(first__isnull=True) | (~Q(first=F("id")) & Q(confirmed_at__isnull=False)),
                name="nomination_goes_with_another",
            ),
        ]

    def __str__(self):
        return f"{self.reference} ({self.nominee_name})"

    def get_absolute_url(self):
        return reverse("track", args=[self.reference])

    def get_desk_url(self):
        return reverse("influencers_desk:nomination", args=[self.reference])

    @property
    def visit(self):
        """The latest visit, arranged or held; None before the first."""
        return self.visits.last()


class NominationVisit(models.Model):
    """SATC's visit to the school: when, who goes, whom they met and what was learned. A deferral brings another.

    `revision` grows each time it is moved or cancelled, so that calendars know the newest.
    """

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="visits")
    on = models.DateField("date of the visit")
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    visitor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveSmallIntegerField(default=0, editable=False)
    who_met = models.TextField("who met", blank=True)
    strengths = models.TextField(blank=True)
    capacity = models.TextField("expectations and capacity", blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            set_together("recorded_by", "recorded_at", name="nomination_visit_record_whole"),
            set_together("starts_at", "ends_at", name="nomination_visit_hours_whole"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="nomination_visit_ends_after_start",
            ),
        ]

    def __str__(self):
        return f"{self.nomination.reference} on {self.on}"

    @property
    def is_recorded(self):
        return self.recorded_at is not None

    @property
    def when(self):
        """Date and hours in words; a visit that was held without being arranged has no hours."""
        if self.starts_at is None:
            return long_date(self.on)
        return f"{long_date(self.on)}, {clock_time(self.starts_at)} to {clock_time(self.ends_at)}"
