from django.db import models
from django.db.models import F, Q

from core.constraints import one_of
from core.privacy import no_contact_details
from core.words import long_date, pounds
from programmes.querysets import DayRateQuerySet


class OpportunityTag(models.TextChoices):
    """What it mostly does for the person who takes it up."""

    ENGAGE = "engage", "Engage"
    ENABLE = "enable", "Enable"
    EMPOWER = "empower", "Empower"


class Opportunity(models.Model):
    """Something an influencer may take up.

    What it involves, who funds, governs and assures it, how to apply and whom to speak to is all editable text.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    tag = models.CharField(max_length=10, choices=OpportunityTag, default=OpportunityTag.ENGAGE)
    summary = models.TextField("in a sentence or two", validators=[no_contact_details])
    involves = models.TextField("what it involves", blank=True, validators=[no_contact_details])
    funded_by = models.TextField("who funds it", validators=[no_contact_details])
    governed_by = models.TextField("who governs it", validators=[no_contact_details])
    assured_by = models.TextField("who assures its quality", validators=[no_contact_details])
    how_to_apply = models.TextField(validators=[no_contact_details])
    speak_to = models.TextField(
        "whom to speak to",
        help_text="A role, never a telephone number or an e-mail address.",
        validators=[no_contact_details],
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "opportunities"
        ordering = ["position", "name"]
        constraints = [one_of("tag", OpportunityTag, name="opportunity_tag_known")]

    def __str__(self):
        return self.name


class DayRate(models.Model):
    """What a school is paid for a whole day of release, from a date on.

    In pence, and even, so that a half-day is whole pence.
    """

    pence_per_day = models.PositiveIntegerField("pence a day")
    from_on = models.DateField("in force from", unique=True)

    objects = DayRateQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pence_per_day__gt=0, pence_per_day=F("pence_per_day") / 2 * 2),
                name="day_rate_even",
                violation_error_message="Enter an even number of pence, so that half a day is whole pence.",
            ),
        ]

    def __str__(self):
        return f"{pounds(self.pence_per_day)} from {long_date(self.from_on)}"
