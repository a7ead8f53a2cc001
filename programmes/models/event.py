import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core import clock
from core.constraints import one_of, set_together
from core.parts import PartOfDay, halves
from core.privacy import no_contact_details
from core.references import ReferenceField
from core.words import LONDON, clock_time, long_date
from programmes.audiences import Audience
from programmes.querysets import EventQuerySet

# When a part of the day is, unless an event says otherwise.
CUSTOMARY = {
    PartOfDay.MORNING: (datetime.time(9), datetime.time(12)),
    PartOfDay.AFTERNOON: (datetime.time(13), datetime.time(15, 30)),
    PartOfDay.WHOLE_DAY: (datetime.time(9), datetime.time(15, 30)),
    PartOfDay.TWILIGHT: (datetime.time(16), datetime.time(17, 30)),
}


class EventKind(models.TextChoices):
    CPD_DAY = "cpd_day", "CPD day"
    MEETING = "meeting", "Meeting"
    TWILIGHT = "twilight", "Twilight"
    SHOWCASE = "showcase", "Showcase"


class EventSeries(models.Model):
    """Events that belong together, with what happens at school between them."""

    name = models.CharField(max_length=100, unique=True, validators=[no_contact_details])
    between = models.CharField(
        "between the days",
        max_length=250,
        blank=True,
        help_text="What happens at school between them, such as a coaching visit.",
        validators=[no_contact_details],
    )

    class Meta:
        verbose_name_plural = "event series"
        ordering = ["name"]

    def __str__(self):
        return self.name


class Event(models.Model):
    """A dated gathering. A twilight is never funded, since nobody is released for it.

    `taken` counts the places given away. It moves with them under the event's lock, and never passes `capacity`.
    """

    reference = ReferenceField(prefix="EVT")
    kind = models.CharField(max_length=10, choices=EventKind)
    series = models.ForeignKey(EventSeries, models.PROTECT, null=True, blank=True, related_name="events")
    title = models.CharField(max_length=150, validators=[no_contact_details])
    purpose = models.CharField("purpose, in a line for heads", max_length=250, validators=[no_contact_details])
    agenda = models.TextField(blank=True, validators=[no_contact_details])
    open_minutes = models.PositiveSmallIntegerField("minutes of open time for discussion", default=0)
    on = models.DateField()
    part = models.CharField("part of day", max_length=10, choices=PartOfDay)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    venue_school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="at the school"
    )
    venue = models.CharField("room or place", max_length=200, blank=True, validators=[no_contact_details])
    capacity = models.PositiveSmallIntegerField(default=30)
    taken = models.PositiveSmallIntegerField("places taken", default=0, editable=False)
    audience = models.CharField("who may book", max_length=20, choices=Audience, default=Audience.INFLUENCERS)
    is_release_funded = models.BooleanField("release is funded", default=False)
    tutor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="May set gap tasks for those who come.",
    )
    revision = models.PositiveSmallIntegerField(default=0, editable=False)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            one_of("kind", EventKind, name="event_kind_known"),
            one_of("part", PartOfDay, name="event_part_known"),
            one_of("audience", Audience, name="event_audience_known"),
            models.CheckConstraint(
                condition=Q(is_release_funded=False) | (~Q(part=PartOfDay.TWILIGHT) & ~Q(kind=EventKind.TWILIGHT)),
                name="event_twilight_not_funded",
                violation_error_message="A twilight is never funded, since nobody is released for it.",
            ),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="event_never_overbooked"),
            models.CheckConstraint(condition=Q(capacity__gt=0), name="event_has_places"),
            models.CheckConstraint(condition=Q(venue_school__isnull=False) | ~Q(venue=""), name="event_is_somewhere"),
            set_together("starts_at", "ends_at", name="event_hours_whole"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_starts",
            ),
            set_together("called_off_by", "called_off_at", name="event_called_off_whole"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("programmes:event", args=[self.reference])

    def get_desk_url(self):
        return reverse("influencers_desk:event", args=[self.reference])

    @property
    def when(self):
        """Date and part of day in words."""
        return f"{long_date(self.on)}, {self.get_part_display().lower()}"

    @property
    def hours(self):
        """When it starts and ends, as times in London; those that are customary for the part of day if none are set."""
        return (self.starts_at, self.ends_at) if self.starts_at else CUSTOMARY[self.part]

    @property
    def hours_in_words(self):
        start, end = self.hours
        return f"{clock_time(start)} to {clock_time(end)}"

    @property
    def begins(self):
        """The moment at which it starts."""
        return datetime.datetime.combine(self.on, self.hours[0], LONDON)

    @property
    def ends(self):
        """The moment at which it ends."""
        return datetime.datetime.combine(self.on, self.hours[1], LONDON)

    @property
    def where(self):
        """The place in words, with the school it is at."""
        return ", ".join(part for part in (str(self.venue_school or ""), self.venue) if part)

    @property
    def funded_halves(self):
        """The half-days of release that each person's place costs."""
        return halves(self.part) if self.is_release_funded else 0

    @property
    def places_left(self):
        return self.capacity - self.taken

    @property
    def is_full(self):
        return self.places_left <= 0

    @property
    def is_called_off(self):
        return self.called_off_at is not None

    @property
    def is_over(self):
        return self.on < clock.today()
