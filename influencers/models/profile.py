from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core import clock
from core.constraints import is_set, one_of, set_together
from core.privacy import no_contact_details
from influencers.models.strengths import Availability, Expertise, KeyStages, few_enough
from influencers.querysets import InfluencerQuerySet, InvitationQuerySet, PhotographQuerySet, posts_today
from influencers.workflow import INFLUENCER, InfluencerStatus, ProgressStatus


def lines_of(text):
    """The lines of a text, without the empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class Influencer(KeyStages, Availability):
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
    leads_elsewhere = models.TextField(
        "what they lead elsewhere, one on each line", blank=True, validators=[no_contact_details]
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
            few_enough("influencer_time_possible"),
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
        return lines_of(self.offer)

    @property
    def leads(self):
        """What they lead elsewhere, in their words."""
        return lines_of(self.leads_elsewhere)

    @property
    def photograph(self):
        """The photograph of themselves, or None."""
        return getattr(self.person, "photograph", None)

    @property
    def initials(self):
        """What stands in a list for the photograph of somebody who has none: the first letters of two names."""
        names = self.person.name.split()
        return "".join(name[0] for name in (names[0], names[-1]) if name)[: len(names)].upper() if names else ""

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


class Invitation(models.Model):
    """That somebody who was an influencer before the portal knew them was asked to look at their page.

    A SATC lead brought them in from a file. They answer by publishing it, or by saying that they would rather not.
    """

    influencer = models.OneToOneField(Influencer, models.PROTECT, related_name="invitation")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    asked_again_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    asked_again_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            set_together("asked_again_by", "asked_again_at", name="invitation_second_asking_whole"),
        ]

    def __str__(self):
        return f"{self.influencer}, asked to look at their page"


class Photograph(models.Model):
    """Somebody's picture of themselves, made anew from what they sent. It is as public as their page is."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="photograph")
    token = models.CharField(max_length=43, unique=True, editable=False)
    large = models.FileField("photograph")
    small = models.FileField("photograph for lists")
    added_at = models.DateTimeField("added", default=clock.now, editable=False)

    objects = PhotographQuerySet.as_manager()

    def __str__(self):
        return f"Photograph of {self.person}"

    def get_absolute_url(self):
        return reverse("influencers:photograph", args=[self.token])

    def get_small_url(self):
        return reverse("influencers:small_photograph", args=[self.token])
