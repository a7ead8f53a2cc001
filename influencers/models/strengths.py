"""What somebody is good at, whom they teach, and how much time they could give."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from core.words import days


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


class Weekday(models.TextChoices):
    MONDAY = "monday", "Monday"
    TUESDAY = "tuesday", "Tuesday"
    WEDNESDAY = "wednesday", "Wednesday"
    THURSDAY = "thursday", "Thursday"
    FRIDAY = "friday", "Friday"


MOST_HALVES = 20


class Availability(models.Model):
    """How much time somebody could give in a term, and on which weekdays. SATC alone reads it.

    No time at all is a good answer, and another than not saying.
    """

    halves_a_term = models.PositiveSmallIntegerField(
        "half-days possible in a term", null=True, blank=True, validators=[MaxValueValidator(MOST_HALVES)]
    )
    monday = models.BooleanField("a Monday suits", default=False)
    tuesday = models.BooleanField("a Tuesday suits", default=False)
    wednesday = models.BooleanField("a Wednesday suits", default=False)
    thursday = models.BooleanField("a Thursday suits", default=False)
    friday = models.BooleanField("a Friday suits", default=False)

    class Meta:
        abstract = True

    @property
    def weekdays(self):
        """The weekdays that suit; empty when they haven't said."""
        return [day for day in Weekday if getattr(self, day.value)]

    @property
    def days_a_term(self):
        """How many days a term are possible, in words; "" when they haven't said."""
        if self.halves_a_term is None:
            return ""
        return days(self.halves_a_term) if self.halves_a_term else "None just now"


def few_enough(name):
    """No more time in a term than the question offers."""
    return models.CheckConstraint(
        condition=Q(halves_a_term__isnull=True) | Q(halves_a_term__lte=MOST_HALVES), name=name
    )
