from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock
from core.constraints import different_people, one_of
from core.parts import PartOfDay, halves
from core.privacy import no_contact_details
from core.references import ReferenceField
from core.words import long_date, pounds
from programmes.querysets import DayRateQuerySet, EventQuerySet, PlaceQuerySet
from programmes.workflow import PLACE, PlaceStatus


class Opportunity(models.Model):
    """Something an influencer may take up.

    Who funds, governs and assures it, how to apply and whom to speak to is all editable text.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    summary = models.TextField("in a sentence or two", validators=[no_contact_details])
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


class EventKind(models.TextChoices):
    CPD_DAY = "cpd_day", "CPD day"
    MEETING = "meeting", "Meeting"
    TWILIGHT = "twilight", "Twilight"
    SHOWCASE = "showcase", "Showcase"


class Event(models.Model):
    """A dated gathering. A twilight is never funded, since nobody is released for it."""

    reference = ReferenceField(prefix="EVT")
    kind = models.CharField(max_length=10, choices=EventKind)
    title = models.CharField(max_length=150, validators=[no_contact_details])
    purpose = models.CharField("purpose, in a line for heads", max_length=250, validators=[no_contact_details])
    on = models.DateField()
    part = models.CharField("part of day", max_length=10, choices=PartOfDay)
    venue = models.CharField(max_length=200, validators=[no_contact_details])
    capacity = models.PositiveSmallIntegerField(default=30)
    is_release_funded = models.BooleanField("release is funded", default=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            one_of("kind", EventKind, name="event_kind_known"),
            one_of("part", PartOfDay, name="event_part_known"),
            models.CheckConstraint(
                condition=Q(is_release_funded=False) | (~Q(part=PartOfDay.TWILIGHT) & ~Q(kind=EventKind.TWILIGHT)),
                name="event_twilight_not_funded",
                violation_error_message="A twilight is never funded, since nobody is released for it.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def when(self):
        """Date and part of day in words."""
        return f"{long_date(self.on)}, {self.get_part_display().lower()}"

    @property
    def funded_halves(self):
        """The half-days of release that each person's place costs."""
        return halves(self.part) if self.is_release_funded else 0


class Place(models.Model):
    """One person's booking and attendance at an event; one live place each."""

    flow = PLACE

    event = models.ForeignKey(Event, models.PROTECT, related_name="places")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="places")
    status = models.CharField(max_length=10, choices=PlaceStatus, default=PlaceStatus.BOOKED)
    booked_at = models.DateTimeField(default=clock.now, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["event", "person"]
        constraints = [
            one_of("status", PlaceStatus, name="place_status_known"),
            models.UniqueConstraint(
                fields=["event", "person"], condition=~Q(status=PlaceStatus.CANCELLED), name="place_once"
            ),
        ]

    def __str__(self):
        return f"{self.person} at {self.event}"


class Attendance(models.Model):
    """The record that somebody came, made by another person; at a funded event it makes the funded day."""

    place = models.OneToOneField(Place, models.PROTECT, related_name="attendance")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [different_people("person", "recorded_by", name="attendance_recorded_by_another")]

    def __str__(self):
        return f"{self.place} (attended)"
