from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from core import clock
from core.constraints import is_set, one_of, set_together
from core.privacy import no_contact_details
from core.references import ReferenceField
from influencers.querysets import (
    ExpressionOfInterestQuerySet,
    InfluencerQuerySet,
    NominationQuerySet,
    ProgressQuerySet,
    posts_today,
)
from influencers.workflow import (
    INFLUENCER,
    INTEREST,
    NOMINATION,
    PROGRESS,
    InfluencerStatus,
    InterestStatus,
    NominationStatus,
    ProgressStatus,
)
from schools.models import Role


class ExpertiseGroup(models.TextChoices):
    CURRICULUM = "curriculum", "Curriculum"
    ASSESSMENT = "assessment", "Assessment"
    PEDAGOGY = "pedagogy", "Pedagogy"
    PHASE = "phase", "Phase"
    ENRICHMENT = "enrichment", "Enrichment"
    LEADERSHIP = "leadership", "Leadership"


class Expertise(models.Model):
    """One strength in the controlled vocabulary."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    group = models.CharField(max_length=12, choices=ExpertiseGroup)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "expertise"
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class KeyStage(models.TextChoices):
    EYFS = "eyfs", "Early years"
    KS1 = "ks1", "Key stage 1"
    KS2 = "ks2", "Key stage 2"


class KeyStages(models.Model):
    """The key stages that somebody knows well, one column each so that both databases filter alike."""

    eyfs = models.BooleanField(KeyStage.EYFS.label, default=False)
    ks1 = models.BooleanField(KeyStage.KS1.label, default=False)
    ks2 = models.BooleanField(KeyStage.KS2.label, default=False)

    class Meta:
        abstract = True

    @property
    def stages(self):
        return [stage for stage in KeyStage if getattr(self, stage.value)]


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
    """The SATC lead's visit to the school: when, whom they met and what was learned. A deferral brings another."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="visits")
    on = models.DateField("date of the visit")
    who_met = models.TextField("who met", blank=True)
    strengths = models.TextField(blank=True)
    capacity = models.TextField("expectations and capacity", blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [set_together("recorded_by", "recorded_at", name="nomination_visit_record_whole")]

    def __str__(self):
        return f"{self.nomination.reference} on {self.on}"

    @property
    def is_recorded(self):
        return self.recorded_at is not None


class ExpressionOfInterest(KeyStages):
    """The nominee's own words: strengths, and what they would like to take up. Choosing nothing is a good answer."""

    flow = INTEREST

    reference = ReferenceField(prefix="EOI")
    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="interest")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="interests")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    expertise = models.ManyToManyField(Expertise, blank=True, related_name="+")
    biography = models.TextField("public biography", blank=True, validators=[no_contact_details])
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
        ]

    def __str__(self):
        return f"{self.reference} ({self.person})"

    def get_absolute_url(self):
        return reverse("influencers:interest", args=[self.reference])

    def get_desk_url(self):
        return reverse("influencers_desk:interest", args=[self.reference])


class Influencer(KeyStages):
    """The profile of a person accepted into the role. It is public only with their dated consent."""

    flow = INFLUENCER

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="influencer")
    slug = models.SlugField(max_length=170, unique=True)
    biography = models.TextField(blank=True, validators=[no_contact_details])
    # What the lead compares it with. It holds no more than one, and is not in a Change, so that it can be forgotten.
    biography_before = models.TextField("biography before the last change", blank=True, editable=False)
    offer = models.TextField(
        "what a school could ask for, one on each line", blank=True, validators=[no_contact_details]
    )
    expertise = models.ManyToManyField(Expertise, blank=True, related_name="influencers")
    opportunities = models.ManyToManyField(
        "programmes.Opportunity", blank=True, related_name="influencers", through="Progress"
    )
    status = models.CharField(max_length=12, choices=InfluencerStatus, default=InfluencerStatus.UNPUBLISHED)
    accepted_at = models.DateTimeField(default=clock.now, editable=False)
    consented_at = models.DateTimeField(null=True, blank=True)
    returns_on = models.DateField("back on", null=True, blank=True)
    search_text = models.TextField(blank=True, editable=False)

    objects = InfluencerQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            one_of("status", InfluencerStatus, name="influencer_status_known"),
            is_set(
                "consented_at",
                when=Q(status__in=[InfluencerStatus.PUBLISHED, InfluencerStatus.PAUSED]),
                name="influencer_published_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(status=InfluencerStatus.PAUSED, returns_on__isnull=False)
                | (~Q(status=InfluencerStatus.PAUSED) & Q(returns_on__isnull=True)),
                name="influencer_paused_until_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(status=InfluencerStatus.STEPPED_DOWN) | Q(consented_at__isnull=True),
                name="influencer_stepped_down_keeps_no_consent",
            ),
        ]

    def __str__(self):
        return str(self.person)

    def get_absolute_url(self):
        return reverse("influencers:profile", args=[self.slug])

    def get_desk_url(self):
        return reverse("influencers_desk:profile", args=[self.slug])

    @property
    def offers(self):
        """What a school could ask for, in their words."""
        return [line.strip() for line in self.offer.splitlines() if line.strip()]

    @property
    def letter_series(self):
        """The series of documents that holds the letters to the head about them."""
        return f"head_letter:{self.pk}"

    @property
    def school(self):
        """Where they work today, by a proven post, the one that began last; None when SATC knows of none."""
        posts = getattr(self.person, "posts_today", None)
        if posts is None:
            posts = posts_today().filter(person=self.person_id)[:1]
        return posts[0].school if posts else None

    @property
    def school_id(self):
        """The school that a change of the profile concerns."""
        return self.school.pk if self.school else None

    @property
    def achievements(self):
        """The opportunities that they have achieved: everybody may know."""
        return [step.opportunity for step in self.progress.all() if step.status == ProgressStatus.ACHIEVED]

    @property
    def works_towards(self):
        """The opportunities that they are working towards and would like people to know of."""
        shown = (step for step in self.progress.all() if step.status == ProgressStatus.WORKING_TOWARDS)
        return [step.opportunity for step in shown if step.is_shown]


class Progress(models.Model):
    """How far an influencer has got with one opportunity. That they have achieved it, a SATC lead says."""

    flow = PROGRESS

    influencer = models.ForeignKey(Influencer, models.PROTECT, related_name="progress")
    opportunity = models.ForeignKey("programmes.Opportunity", models.PROTECT, related_name="progress")
    status = models.CharField(max_length=15, choices=ProgressStatus, default=ProgressStatus.INTERESTED)
    is_shown = models.BooleanField("working towards it may be shown on the profile", default=False)
    achieved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    achieved_at = models.DateTimeField(null=True, blank=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "progress"
        ordering = ["opportunity__position", "influencer__person__name", "pk"]
        constraints = [
            one_of("status", ProgressStatus, name="progress_status_known"),
            models.UniqueConstraint(fields=["influencer", "opportunity"], name="progress_once"),
            set_together("achieved_by", "achieved_at", name="progress_achievement_whole"),
            is_set("achieved_at", when=Q(status=ProgressStatus.ACHIEVED), name="progress_achieved_by_somebody"),
        ]

    def __str__(self):
        return f"{self.influencer}: {self.opportunity}"
